package org.kpaas.edge.installer.facts;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What has come in so far, from several threads. Everything that fails is kept as the reason why its subject is unread.
final class Gathered {
    private final Instant taken;
    private final Consumer<Subject> done;
    private final Map<String, HostFacts> hosts = new HashMap<>();
    private final Map<String, Problem> unread = new HashMap<>();
    private final List<Reach> reach = new ArrayList<>();
    private @Nullable ClusterSnapshot cluster;

    Gathered(Instant taken, Consumer<Subject> done) {
        this.taken = taken;
        this.done = done;
    }

    /// A question to a host or to the cluster.
    interface Question<T> {
        T ask() throws ProblemException, InterruptedException;
    }

    @Nullable Void host(Subject subject, Question<HostFacts> question) throws InterruptedException {
        try {
            HostFacts facts = question.ask();
            synchronized (this) {
                hosts.put(subject.id(), facts);
                reach.addAll(attempts(facts));
            }
        } catch (ProblemException e) {
            miss(subject, e.problem());
        }
        tell(subject);
        return null;
    }

    @Nullable Void cluster(Question<ClusterSnapshot> question) throws InterruptedException {
        try {
            ClusterSnapshot snapshot = question.ask();
            synchronized (this) {
                cluster = snapshot;
            }
        } catch (ProblemException e) {
            miss(Subject.CLUSTER, e.problem());
        }
        tell(Subject.CLUSTER);
        return null;
    }

    synchronized @Nullable Void laptop(HostFacts facts) {
        hosts.put(facts.subject().id(), facts);
        return null;
    }

    synchronized @Nullable Void reach(Reach attempt) {
        reach.add(attempt);
        return null;
    }

    synchronized SiteFacts facts(Function<HostFacts, Optional<String>> releaseOf) {
        Optional<HostFacts> controlPlane = Optional.ofNullable(hosts.get("control-plane"));
        return new SiteFacts(
                taken,
                controlPlane.flatMap(releaseOf),
                hosts,
                Optional.ofNullable(cluster),
                reach,
                unread);
    }

    private synchronized void miss(Subject subject, Problem problem) {
        unread.put(subject.id(), problem);
    }

    private synchronized void tell(Subject subject) {
        done.accept(subject);
    }

    /// The host's own attempts to connect, `tcp.<host>:<port>`.
    private static List<Reach> attempts(HostFacts facts) {
        var result = new ArrayList<Reach>();
        facts.values()
                .forEach(
                        (key, state) -> {
                            int colon = key.lastIndexOf(':');
                            if (key.startsWith("tcp.")
                                    && key.substring(colon + 1).matches("[0-9]{1,5}")) {
                                result.add(
                                        Reach.cloudCore(
                                                facts.subject(),
                                                key.substring("tcp.".length()),
                                                Integer.parseInt(key.substring(colon + 1)),
                                                result(state),
                                                ""));
                            }
                        });
        return result;
    }

    private static Reach.Result result(String state) {
        return switch (state) {
            case "open" -> Reach.Result.OPEN;
            case "refused" -> Reach.Result.REFUSED;
            case "filtered" -> Reach.Result.FILTERED;
            default -> Reach.Result.NOT_TRIED;
        };
    }
}
