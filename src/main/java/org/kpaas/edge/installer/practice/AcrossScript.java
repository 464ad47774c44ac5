package org.kpaas.edge.installer.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Runs a script on the other nodes of the cluster, all at once, as the control plane would by its own ssh.
///
/// @param nodes where the control plane can log in
record AcrossScript(List<PracticeHost> nodes, HostShell shell) implements ScriptCall.Answer {
    AcrossScript {
        nodes = List.copyOf(nodes);
    }

    @Override
    public int answer(ScriptCall call) throws IOException, InterruptedException {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (String line : call.values().getOrDefault("PLAN", "").lines().toList()) {
            tasks.add(() -> there(call, List.of(line.split(" ", -1))));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var ended : threads.invokeAll(tasks)) {
                ended.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        call.flag("across.end", true);
        return 0;
    }

    private boolean there(ScriptCall call, List<String> words)
            throws IOException, InterruptedException {
        String address = words.getFirst();
        var out = new Prefixed(address + " ", call.out());
        Optional<PracticeHost> node =
                nodes.stream().filter(it -> it.address().text().equals(address)).findFirst();
        if (node.isEmpty() || !call.host().isControlPlane()) {
            out.line("ssh: connect to host " + address + " port 22: No route to host");
            return false;
        }
        String script = call.values().getOrDefault("SCRIPT", "");
        return shell.script(node.get(), script, words.subList(1, words.size()), out, call.err())
                .isPresent();
    }

    /// Passes whole lines on, each behind the name of who said it.
    private static final class Prefixed extends OutputStream {
        private final String prefix;
        private final OutputStream out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Prefixed(String prefix, OutputStream out) {
            this.prefix = prefix;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            if (b == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }

        void line(String text) throws IOException {
            synchronized (out) {
                out.write((prefix + text + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }
}
