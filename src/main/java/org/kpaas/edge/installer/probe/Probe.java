package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.AllAtOnce;
import org.kpaas.edge.installer.facts.Dial;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.Reach.Result;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Tries every flow of a site from its real source to its real target: all listeners first, then all sources at once,
/// one round trip each. Each attempt has four seconds, so that a site with everything filtered does not take long.
public final class Probe {
    private static final int SECONDS = 4;
    private static final Duration LIMIT =
            Duration.ofSeconds(SECONDS + 11); // with the login on a node

    private final Site site;
    private final Seats seats;
    private final List<Flow> flows;
    private final Listeners listeners;
    private final String nonce;

    private Probe(Site site, SiteFacts facts, Remote remote, Release release) {
        this.site = site;
        seats = new Seats(site, facts, remote);
        flows = Flows.of(site, release, facts);
        listeners = new Listeners(flows);
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        nonce = HexFormat.of().formatHex(random);
    }

    /// @param done told after each source, on several threads but never two at once
    /// @return one result per flow; none when the release is unknown
    /// @throws InterruptedException when cancelled; the listeners are ended then
    public static List<Reach> run(Site site, SiteFacts facts, Remote remote, Consumer<Subject> done)
            throws InterruptedException {
        Optional<Release> release = facts.release();
        if (release.isEmpty()) {
            return List.of();
        }
        return new Probe(site, facts, remote, release.get()).run(done);
    }

    private List<Reach> run(Consumer<Subject> done) throws InterruptedException {
        var bySource = new LinkedHashMap<Subject, List<Flow>>();
        flows.forEach(it -> bySource.computeIfAbsent(it.from(), from -> new ArrayList<>()).add(it));
        List<Callable<List<Reach>>> tasks = new ArrayList<>();
        bySource.forEach((from, mine) -> tasks.add(() -> told(done, from, attempt(from, mine))));
        try (listeners) {
            listeners.open(seats, nonce);
            return all(tasks);
        }
    }

    private static List<Reach> told(Consumer<Subject> done, Subject from, List<Reach> reached) {
        synchronized (done) {
            done.accept(from);
        }
        return reached;
    }

    private static List<Reach> all(List<Callable<List<Reach>>> tasks) throws InterruptedException {
        return AllAtOnce.run(tasks).stream().flatMap(List::stream).toList();
    }

    private List<Reach> attempt(Subject from, List<Flow> mine) throws InterruptedException {
        if (from.kind() == Subject.Kind.LAPTOP) {
            return all(mine.stream().<Callable<List<Reach>>>map(it -> () -> dial(it)).toList());
        }
        var arguments = new ArrayList<>(List.of(Integer.toString(SECONDS), nonce));
        mine.stream().map(Flow::word).distinct().forEach(arguments::add);
        try {
            Seats.Seat seat = seats.on(from, "connect", LIMIT, arguments);
            Outcome outcome = seat.host().run(seat.command());
            Map<String, String> said = said(outcome.out());
            if (!said.containsKey("connect.end")) {
                String why = outcome.err().lines().findFirst().orElse("exit " + outcome.exit());
                return mine.stream().map(it -> it.reach(Result.NOT_TRIED, why)).toList();
            }
            return mine.stream().map(it -> judge(it, said)).toList();
        } catch (RemoteException e) {
            String why = e.problem().code();
            return mine.stream().map(it -> it.reach(Result.NOT_TRIED, why)).toList();
        }
    }

    /// The addresses of a simulated site are nowhere but on loopback.
    private List<Reach> dial(Flow flow) throws InterruptedException {
        if (site.simulated() && !flow.address().startsWith("127.")) {
            return List.of(flow.reach(Result.NOT_TRIED, "simulated"));
        }
        Dial dial = Dial.tcp(flow.address(), flow.actual(), Duration.ofSeconds(SECONDS));
        return List.of(flow.reach(dial.result(), dial.detail()));
    }

    private static Map<String, String> said(String output) {
        var said = new HashMap<String, String>();
        for (String line : output.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                said.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return said;
    }

    /// What the source saw, read together with what is known about the target: a refusal where our listener stands comes
    /// from a firewall, and a datagram without an answer says nothing where another program has the port.
    private Reach judge(Flow flow, Map<String, String> said) {
        String key = flow.word().replaceFirst(":", ".");
        boolean ours = said.containsKey(key + ".nonce");
        List<String> states = flow.listeners().stream().map(listeners::state).toList();
        boolean listening =
                !states.isEmpty()
                        && states.stream()
                                .allMatch(it -> it.equals("ready") || it.equals("in-use"));
        return switch (said.getOrDefault(key, "not-tried")) {
            case "open" -> flow.reach(Result.OPEN, ours ? "listener" : "");
            case "refused" ->
                    listening
                            ? flow.reach(Result.FILTERED, "rejected")
                            : flow.reach(Result.REFUSED, "");
            case "filtered" ->
                    flow.protocol() == Protocol.UDP && !states.contains("ready")
                            ? flow.reach(Result.NOT_TRIED, "no listener: " + why(states))
                            : flow.reach(Result.FILTERED, "");
            default -> flow.reach(Result.NOT_TRIED, "no tool on the source");
        };
    }

    private static String why(List<String> states) {
        return states.stream().filter(it -> !it.isEmpty()).findFirst().orElse("not reached");
    }
}
