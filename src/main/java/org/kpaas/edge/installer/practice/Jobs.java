package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The jobs of the practice control plane, and the answers of the scripts that start, follow and stop them.
final class Jobs {
    private static final String DEPLOY = "source deploy-cp-edge.sh";
    private static final String RESET = "/program\"";

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Job.Work deployment;
    private final Job.Work reset;

    /// @param deployment what the platform's script does
    /// @param reset      what our own one does
    Jobs(Job.Work deployment, Job.Work reset) {
        this.deployment = deployment;
        this.reset = reset;
    }

    Map<String, ScriptCall.Answer> answers() {
        return Map.of(
                "job-start", this::start,
                "job-follow", this::follow,
                "job-state", this::state,
                "job-stop", this::stop);
    }

    /// The plan of the job that runs now.
    synchronized Optional<String> running() {
        return active().map(Job::plan);
    }

    void stopAll() throws InterruptedException {
        Optional<Job> last;
        synchronized (this) {
            last = active();
        }
        if (last.isPresent()) {
            last.get().stop();
        }
    }

    private synchronized int start(ScriptCall call) throws IOException {
        String plan = call.argument(0);
        Optional<Job> other = active();
        if (jobs.containsKey(plan)) {
            call.value("job.refused", "exists");
        } else if (other.isPresent()) {
            call.value("job.refused", "running");
            call.value("job.plan", other.get().plan());
            describe(
                    call,
                    other.get().pid(),
                    other.get().order().who(),
                    other.get().started().getEpochSecond());
        } else if (call.host().says("ansible.running", "yes")) {
            call.value("job.refused", "running");
            describe(call, 4211, SshServers.USER, Instant.now().getEpochSecond() - 420);
        } else {
            Job job = job(plan, call);
            jobs.put(plan, job);
            job.start();
            call.value("job.started", "yes");
            call.value("job.pid", Integer.toString(job.pid()));
        }
        call.end();
        return 0;
    }

    private Job job(String plan, ScriptCall call) {
        String line = call.argument(1);
        List<String> edges =
                call.arguments().size() > 4
                        ? call.arguments().subList(4, call.arguments().size())
                        : List.of();
        String who = SshServers.USER + "@127.0.0.1";
        var order =
                new Job.Order(
                        plan,
                        call.argument(3),
                        edges,
                        who,
                        call.argument(2),
                        call.values().getOrDefault("PROGRAM", ""));
        int pid = ThreadLocalRandom.current().nextInt(2_000, 30_000);
        return new Job(plan, pid, order, work(line));
    }

    private Job.Work work(String line) {
        if (line.isEmpty() || line.contains(DEPLOY)) {
            return deployment;
        }
        return line.endsWith(RESET) ? reset : notSimulated(line);
    }

    private static Job.Work notSimulated(String line) {
        return (order, log, events) -> {
            say(log, "practice: not simulated: " + line + "\n");
            return 127;
        };
    }

    private int follow(ScriptCall call) throws IOException, InterruptedException {
        Optional<Job> job = find(call.argument(0));
        if (job.isEmpty()) {
            return 3;
        }
        long log = offset(call, 1);
        long events = offset(call, 2);
        say(call.err(), "clock " + Instant.now().getEpochSecond() + "\n");
        while (true) {
            Job.Part part = job.get().after(log, events);
            if (part.isEmpty()) {
                return 0;
            }
            write(call.err(), part.events());
            write(call.out(), part.log());
            log += part.log().length;
            events += part.events().length;
        }
    }

    private static long offset(ScriptCall call, int index) {
        String text = call.argument(index);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static void say(OutputStream to, String text) throws IOException {
        write(to, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream to, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            to.write(bytes);
            to.flush();
        }
    }

    private int state(ScriptCall call) throws IOException {
        Optional<Job> found = find(call.argument(0));
        if (found.isEmpty()) {
            call.value("job.state", "absent");
            call.end();
            return 0;
        }
        Job job = found.get();
        Optional<Integer> exit = job.exit();
        call.value("job.state", exit.isPresent() ? "ended" : "running");
        call.value("job.pid", Integer.toString(job.pid()));
        call.value("job.started", Long.toString(job.started().getEpochSecond()));
        call.value("job.who", job.order().who());
        if (exit.isPresent()) {
            call.value("job.exit", Integer.toString(exit.get()));
            call.value("job.ended", Long.toString(job.ended().orElseThrow().getEpochSecond()));
        }
        if (job.wasStopped()) {
            call.value("job.stopped", "yes");
        }
        call.value("job.size", Long.toString(job.size()));
        call.value("job.release", job.order().release());
        call.value("job.edges", String.join(" ", job.order().edges()));
        call.end();
        return 0;
    }

    private int stop(ScriptCall call) throws IOException, InterruptedException {
        Optional<Job> job = find(call.argument(0));
        call.flag("job.stopped", job.isPresent() && job.get().stop());
        call.end();
        return 0;
    }

    synchronized Optional<Job> find(String plan) {
        return Optional.ofNullable(jobs.get(plan));
    }

    private Optional<Job> active() {
        return jobs.values().stream().filter(job -> job.exit().isEmpty()).findFirst();
    }

    private static void describe(ScriptCall call, int pid, String who, long since)
            throws IOException {
        call.value("job.pid", Integer.toString(pid));
        call.value("job.who", who);
        call.value("job.since", Long.toString(since));
    }
}
