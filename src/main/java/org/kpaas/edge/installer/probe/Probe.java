package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.facts.AllAtOnce;
import org.kpaas.edge.installer.facts.Dial;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.Reach.Result;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Release.Protocol;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tries every flow of a site from its real source to its real target: all listeners first, then all sources at once,
/// one round trip each. Each attempt has four seconds, so that a site with everything filtered does not take long.
public final class Probe {
    private static final int SECONDS = 4;
    private static final String READY = "ready";
    private static final Duration LIMIT =
            Duration.ofSeconds(SECONDS + 11); // with the login on a node

    private final Site site;
    private final Seats seats;
    private final List<Flow> flows;
    private final Listeners listeners;
    private final String nonce;
    private final Map<Subject, Answer> answers = new HashMap<>();
    private final Map<Flow, Dial> dials = new ConcurrentHashMap<>();

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
        bySource.keySet().forEach(from -> answers.put(from, new Answer()));
        List<Flow> laptop = Objects.requireNonNullElse(bySource.remove(Subject.LAPTOP), List.of());
        List<Callable<List<Subject>>> tasks = new ArrayList<>();
        if (!laptop.isEmpty()) {
            tasks.add(() -> told(done, dial(laptop)));
        }
        var arguments = new LinkedHashMap<Subject, List<String>>();
        bySource.forEach((from, mine) -> arguments.put(from, arguments(mine)));
        seats.on(arguments, LIMIT).forEach(it -> tasks.add(() -> told(done, attempt(it))));
        try (listeners) {
            listeners.open(seats, nonce);
            AllAtOnce.run(tasks);
        }
        return flows.stream().map(this::judge).toList();
    }

    private static List<Subject> told(Consumer<Subject> done, List<Subject> sources) {
        synchronized (done) {
            sources.forEach(done);
        }
        return sources;
    }

    private List<String> arguments(List<Flow> mine) {
        var words = new ArrayList<>(List.of("connect", Integer.toString(SECONDS), nonce));
        mine.stream().map(Flow::word).distinct().forEach(words::add);
        return words;
    }

    private List<Subject> attempt(Seat seat) throws InterruptedException {
        try {
            seat.run((from, line) -> answer(from).take(line));
        } catch (RemoteException e) {
            seat.hosts().forEach(from -> answer(from).complain(e.problem().code()));
        }
        return List.copyOf(seat.hosts());
    }

    private Answer answer(Subject from) {
        return Objects.requireNonNull(answers.get(from));
    }

    private List<Subject> dial(List<Flow> mine) throws InterruptedException {
        AllAtOnce.run(mine.stream().<Callable<Dial>>map(it -> () -> dial(it)).toList());
        return List.of(Subject.LAPTOP);
    }

    /// The addresses of a simulated site are nowhere but on loopback.
    private Dial dial(Flow flow) throws InterruptedException {
        Dial dial =
                site.simulated() && !flow.address().startsWith("127.")
                        ? new Dial(Result.NOT_TRIED, "simulated")
                        : Dial.tcp(flow.address(), flow.actual(), Duration.ofSeconds(SECONDS));
        dials.put(flow, dial);
        return dial;
    }

    /// What the source saw, read together with what is known about the target: a refusal where somebody listens comes from
    /// a firewall, and a datagram without an answer says nothing where another program has the port.
    private Reach judge(Flow flow) {
        Dial dial = dials.get(flow);
        if (dial != null) {
            return flow.reach(dial.result(), dial.detail());
        }
        Answer answer = answer(flow.from());
        Optional<String> why = answer.whyNot();
        if (why.isPresent()) {
            return flow.reach(Result.NOT_TRIED, why.get());
        }
        List<String> states = states(flow);
        return switch (answer.state(flow)) {
            case "open" -> flow.reach(Result.OPEN, answer.isOurs(flow) ? "listener" : "");
            case "refused" ->
                    isListening(states)
                            ? flow.reach(Result.FILTERED, "rejected")
                            : flow.reach(Result.REFUSED, "");
            case "filtered" ->
                    flow.protocol() == Protocol.UDP && !states.contains(READY)
                            ? flow.reach(Result.NOT_TRIED, "no listener: " + why(states))
                            : flow.reach(Result.FILTERED, "");
            case "no-name" -> flow.reach(Result.NOT_TRIED, "name unknown on the source");
            default -> flow.reach(Result.NOT_TRIED, "no tool on the source");
        };
    }

    /// An address that stands on one of several hosts is missing on the others.
    private List<String> states(Flow flow) {
        List<String> all = flow.listeners().stream().map(listeners::state).toList();
        List<String> there = all.stream().filter(it -> !it.equals("no-address")).toList();
        return there.isEmpty() ? all : there;
    }

    private static boolean isListening(List<String> states) {
        return !states.isEmpty()
                && states.stream().allMatch(it -> it.equals(READY) || it.equals("in-use"));
    }

    private static String why(List<String> states) {
        return states.stream().filter(it -> !it.isEmpty()).findFirst().orElse("not reached");
    }
}
