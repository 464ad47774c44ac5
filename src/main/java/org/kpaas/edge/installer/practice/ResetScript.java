package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `script/reset-job.sh` does on the practice control plane, with its words, order and exit statuses.
final class ResetScript implements Job.Work {
    private static final double ITEM_SECONDS = 1;
    private static final int REFUSED = 64;

    private final PracticeModel model;
    private final Pace pace;
    private final Clearing clearing;

    ResetScript(PracticeModel model, Pace pace, Clearing clearing) {
        this.model = model;
        this.pace = pace;
        this.clearing = clearing;
    }

    @Override
    public int run(Job.Order order, OutputStream log, OutputStream events)
            throws IOException, InterruptedException {
        String plan = HostShell.values(order.program()).getOrDefault("PLAN", "");
        if (plan.isEmpty()) {
            say(log, "refused plan");
            return REFUSED;
        }
        var run = new Run(log, order);
        for (String line : plan.lines().toList()) {
            if (!run.line(List.of(line.split(" +")))) {
                return 1;
            }
        }
        return run.end();
    }

    private static void say(OutputStream log, String line) throws IOException {
        log.write(("kpaas-edge-reset: " + line + "\n").getBytes(StandardCharsets.UTF_8));
        log.flush();
    }

    /// One job from its first phase to its last.
    private final class Run {
        private final OutputStream log;
        private final Job.Order order;
        private String phase = "";
        private boolean wrong;
        private boolean edgeFailed;
        private int status;

        Run(OutputStream log, Job.Order order) {
            this.log = log;
            this.order = order;
        }

        /// @return false when the job ends before the cloud is touched
        boolean line(List<String> words) throws IOException, InterruptedException {
            switch (words.getFirst()) {
                case "phase" -> {
                    if (!close()) {
                        return false;
                    }
                    phase = words.get(1);
                    say(log, "phase " + phase + " running");
                }
                case "here" ->
                        wrong |= !cleared(model.controlPlane(), words.subList(2, words.size()));
                case "edge" -> edge(words);
                case "cloud-node" -> {
                    say(log, "host " + words.get(1) + " running");
                    say(log, "host " + words.get(1) + " done");
                }
                case "debt" -> debt(words.get(1), words.get(2), "given up");
                default -> {} // keys are ssh's to look at
            }
            return true;
        }

        int end() throws IOException {
            return close() ? status : 1;
        }

        private boolean close() throws IOException {
            if (phase.isEmpty()) {
                return true;
            }
            say(log, "phase " + phase + (wrong || edgeFailed ? " failed" : " done"));
            if (edgeFailed) {
                say(log, "stopped");
                return false;
            }
            status = wrong ? 1 : status;
            wrong = false;
            return true;
        }

        private void edge(List<String> words) throws IOException, InterruptedException {
            String name = words.get(1);
            say(log, "host " + name + " running");
            Optional<PracticeHost> host = model.at(words.get(2));
            if (host.isEmpty() || !model.isReachable(host.get())) {
                pace.sleep(ITEM_SECONDS);
                debt(
                        name,
                        words.get(2),
                        "ssh: connect to host " + words.get(2) + " port 22: Connection timed out");
            } else if (!host.get().acceptsControlPlane()) {
                debt(name, words.get(2), "Permission denied (publickey,password).");
            } else if (cleared(host.get(), name, words.subList(5, words.size()))) {
                say(log, "host " + name + " done");
                if (words.contains("kubeedge")) {
                    ledger("reset", name, words.get(2));
                }
            } else {
                say(log, "host " + name + " failed");
                edgeFailed = true;
            }
        }

        private void debt(String name, String address, String why) throws IOException {
            say(log, "host " + name + " debt " + why);
            ledger("debt", name, address);
        }

        private void ledger(String release, String name, String address) {
            HostFiles files = model.controlPlane().files();
            String line =
                    String.join(
                            "\t",
                            Long.toString(Instant.now().getEpochSecond()),
                            order.plan(),
                            release,
                            name,
                            address);
            files.write(
                    FileScripts.LEDGER, files.read(FileScripts.LEDGER).orElse("") + line + "\n");
        }

        private boolean cleared(PracticeHost host, List<String> items)
                throws IOException, InterruptedException {
            return cleared(host, host.name(), items);
        }

        private boolean cleared(PracticeHost host, String name, List<String> items)
                throws IOException, InterruptedException {
            var failed = new ArrayList<String>();
            for (String item : items) {
                pace.sleep(ITEM_SECONDS);
                String why = clearing.clear(host, item);
                if (why.isEmpty()) {
                    copied(name, item);
                    say(log, "item " + name + " " + item + " done");
                } else {
                    say(log, "item " + name + " " + item + " failed " + why);
                    failed.add(item);
                }
            }
            return failed.isEmpty();
        }

        private void copied(String name, String item) throws IOException {
            String top = "/var/backups/kpaas-edge-installer/";
            switch (item) {
                case "kubeedge" ->
                        say(log, "copy " + name + " " + top + "kubeedge-practice.tar.gz");
                case "cloud" ->
                        say(
                                log,
                                "copy "
                                        + name
                                        + " "
                                        + top
                                        + "reset-practice-namespace-kubeedge.yaml");
                default -> {}
            }
        }
    }
}
