package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Replays a release's plays and tasks as Ansible runs them: all hosts of a task at once, results as they come, the end
/// of the run after the first task that fails (`any_errors_fatal`).
final class AnsibleRun {
    static final int FAILED = 2;

    /// Tasks of the hidden role that run for the first host of a play only.
    private static final Set<String> RUN_ONCE =
            Set.of(
                    "Gather ansible_default_ipv4 from all hosts or specific hosts",
                    "Create fallback_ips_base",
                    "Set no_proxy to all assigned cluster IPs and hostnames");

    private static final Set<String> ON_LOCALHOST =
            Set.of("Create fallback_ips_base", "unarchive keadm");
    private static final List<String> DNS_ITEMS =
            List.of("        - 169.254.96.16", "      clusterDNS:");
    private static final String PAUSE = "Pause keadm init";

    private final Release release;
    private final AnsibleLog log;
    private final AnsibleEvents events;
    private final Pace pace;
    private final TaskEffects effects;
    private final Random random = new Random();
    private final Map<String, Tally> tallies = new HashMap<>();

    AnsibleRun(
            Release release, AnsibleLog log, AnsibleEvents events, Pace pace, TaskEffects effects) {
        this.release = release;
        this.log = log;
        this.events = events;
        this.pace = pace;
        this.effects = effects;
    }

    private record Finish(String host, double at) {}

    /// @param groups host names by inventory group
    /// @return the exit status of `ansible-playbook`
    int run(Map<String, List<String>> groups) throws IOException, InterruptedException {
        log.warning("Skipping callback plugin 'ara_default', unable to load");
        events.begin(release.versions().ansibleCore());
        int status = 0;
        for (Release.Play play : release.plays()) {
            List<String> hosts = groups.getOrDefault(play.hosts(), List.of());
            events.play(play.hosts());
            log.play(play.hosts());
            if (hosts.isEmpty()) {
                log.noHosts();
            } else if (!play(play, hosts)) {
                log.noMoreHosts();
                status = FAILED;
                break;
            }
        }
        events.stats(new TreeMap<>(tallies));
        log.recap(new TreeMap<>(tallies));
        return status;
    }

    /// @return whether the run goes on
    private boolean play(Release.Play play, List<String> hosts)
            throws IOException, InterruptedException {
        for (Release.Task task : play.tasks()) {
            List<String> on = RUN_ONCE.contains(task.name()) ? hosts.subList(0, 1) : hosts;
            events.task(task.role(), task.name());
            log.begin(task.banner());
            for (String host : on) {
                events.start(host);
            }
            if (task.skipped()) {
                pass(task.seconds());
                skip(on);
            } else if (!task(task, on)) {
                return false;
            }
        }
        return true;
    }

    private void skip(List<String> hosts) throws IOException {
        for (String host : hosts) {
            tally(host).skip();
            events.skipped(host);
        }
    }

    private boolean task(Release.Task task, List<String> hosts)
            throws IOException, InterruptedException {
        if (task.name().equals(PAUSE)) {
            log.pausing((int) task.seconds());
        }
        effects.begins(task);
        hosts.forEach(host -> effects.starts(task, host));
        List<Finish> finishes = finishes(task, hosts);
        double gone = 0;
        boolean shown = false;
        boolean fatal = false;
        try {
            if (task.changes().orElse("").equals("edge-dns")) {
                gone = finishes.getFirst().at() / 2;
                pass(gone);
                log.task(task.banner());
                shown = true;
                items(hosts, DNS_ITEMS.getFirst());
            }
            while (!finishes.isEmpty()) {
                Finish next = finishes.getFirst();
                pass(next.at() - gone);
                gone = next.at();
                if (!shown) {
                    log.task(task.banner());
                    shown = true;
                }
                TaskOutcome outcome = effects.perform(task, next.host(), log.clock());
                finishes.removeFirst();
                tally(next.host()).count(outcome);
                print(task, next.host(), outcome);
                events.result(next.host(), outcome);
                fatal |= outcome.isFatal();
            }
        } catch (InterruptedException stopped) {
            finishes.forEach(left -> effects.leftAlone(task, left.host()));
            throw stopped;
        }
        return !fatal;
    }

    private List<Finish> finishes(Release.Task task, List<String> hosts) {
        var finishes = new ArrayList<Finish>();
        for (String host : hosts) {
            double usual =
                    task.seconds() * (hosts.size() == 1 ? 1 : 0.7 + 0.5 * random.nextDouble());
            finishes.add(new Finish(host, effects.patience(task, host).orElse(usual)));
        }
        Collections.shuffle(finishes, random);
        finishes.sort(Comparator.comparingDouble(Finish::at));
        return finishes;
    }

    private void items(List<String> hosts, String item) throws IOException {
        for (String host : hosts) {
            log.result("changed", host, " => (item=" + item + ")");
        }
    }

    private void print(Release.Task task, String host, TaskOutcome outcome) throws IOException {
        String where = ON_LOCALHOST.contains(task.name()) ? host + " -> localhost" : host;
        String item =
                task.changes().orElse("").equals("edge-dns")
                        ? " => (item=" + DNS_ITEMS.getLast() + ")"
                        : "";
        switch (outcome) {
            case TaskOutcome.Ok() -> log.result("ok", where, item);
            case TaskOutcome.Changed() -> log.result("changed", where, item);
            case TaskOutcome.Unreachable(String json) ->
                    log.result("fatal", host, ": UNREACHABLE! => " + json);
            case TaskOutcome.Failed(String json, boolean ignored) -> {
                log.result("fatal", host, ": FAILED! => " + json);
                if (ignored) {
                    log.ignoring();
                }
            }
        }
    }

    private void pass(double seconds) throws InterruptedException {
        pace.sleep(seconds);
        log.pass(seconds);
    }

    private Tally tally(String host) {
        return tallies.computeIfAbsent(host, name -> new Tally());
    }
}
