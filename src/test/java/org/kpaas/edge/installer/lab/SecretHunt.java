package org.kpaas.edge.installer.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Looks for secrets where they must not be: command lines and environments of all processes while it is open, files
/// and texts afterwards.
final class SecretHunt implements AutoCloseable {
    private final Collection<String> secrets;
    private final Set<String> foundInProcesses = ConcurrentHashMap.newKeySet();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread watcher;

    /// @param secrets as plain text
    SecretHunt(Collection<String> secrets) {
        this.secrets = List.copyOf(secrets);
        watcher = Thread.ofPlatform().daemon().start(this::watch);
    }

    @Override
    public void close() throws InterruptedException {
        done.countDown();
        watcher.join();
    }

    /// Command lines and environments in which a secret was seen. Processes of the hosts are seen too: their process
    /// namespaces are below ours.
    Set<String> foundInProcesses() {
        return Set.copyOf(foundInProcesses);
    }

    /// The files below a folder that hold a secret.
    List<Path> foundInFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(this::holdsSecret).toList();
        }
    }

    boolean isIn(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    /// Files of a host that hold a secret, the account data base and the lab's own files left out.
    List<String> foundOn(Lab lab, String host) throws IOException, InterruptedException {
        return lab.on(
                        host,
                        "grep -rlF -f - /home /root /tmp /var /run /etc 2>/dev/null || test $? = 1",
                        String.join("\n", secrets) + "\n")
                .lines()
                .toList();
    }

    private boolean holdsSecret(Path file) {
        try {
            return isIn(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        try {
            do {
                look();
            } while (!done.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var processes = new ArrayList<Path>();
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            folders.forEach(processes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path process : processes) {
            for (String part : List.of("cmdline", "environ")) {
                try {
                    String text =
                            Files.readString(process.resolve(part), StandardCharsets.ISO_8859_1);
                    if (isIn(text)) {
                        foundInProcesses.add(part + ": " + text.replace('\0', ' '));
                    }
                } catch (IOException ended) {
                    // it ended between the listing and the look
                    continue;
                }
            }
        }
    }
}
