package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.run.Event.ClearState;
import org.kpaas.edge.installer.run.Event.PhaseState;
import org.kpaas.edge.installer.run.ansible.LogLines;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the log of a reset, as `script/reset-job.sh` writes it, into events and into what decides how it ended. For one
/// thread.
final class ResetReader implements Reading {
    private static final String MARK = "kpaas-edge-reset: ";
    private static final int PARTS = 4;

    private final Clock clock;
    private final Consumer<Event> sink;
    private final LogLines lines = new LogLines(0, this::line);
    private final Map<String, List<String>> done = new LinkedHashMap<>();
    private final Map<String, List<String>> failed = new LinkedHashMap<>();
    private final List<ResetResult.Debt> debts = new ArrayList<>();
    private final List<String> copies = new ArrayList<>();
    private String refused = "";
    private boolean stopped;
    private long bytes;

    ResetReader(Clock clock, Consumer<Event> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    public void log(byte[] more) {
        bytes += more.length;
        lines.feed(more, 0, more.length);
    }

    /// A reset has no plugin; what the follower says beside the log is its signs of life.
    @Override
    public void events(byte[] more) {}

    @Override
    public long logOffset() {
        return bytes;
    }

    @Override
    public long eventsOffset() {
        return 0;
    }

    @Override
    public void again() {}

    @Override
    public void idle() {}

    void end() {
        lines.end();
    }

    private void line(long offset, String raw) {
        String text = Redaction.redact(raw);
        sink.accept(new Event.Line(clock.instant(), offset, text));
        if (!text.startsWith(MARK)) {
            return;
        }
        String[] words = text.substring(MARK.length()).split(" ", PARTS);
        switch (words[0]) {
            case "phase" -> phase(word(words, 1), word(words, 2));
            case "host" -> host(word(words, 1), word(words, 2), word(words, 3));
            case "item" -> item(word(words, 1), word(words, 2), word(words, 3));
            case "copy" -> copy(word(words, 1), (word(words, 2) + " " + word(words, 3)).strip());
            case "stopped" -> stopped = true;
            case "refused" -> refused = word(words, 1);
            default -> {}
        }
    }

    private static String word(String[] words, int index) {
        return index < words.length ? words[index] : "";
    }

    private void phase(String id, String state) {
        state(PhaseState.values(), state)
                .ifPresent(it -> sink.accept(new Event.Phase(clock.instant(), id, it)));
    }

    private void host(String name, String state, String why) {
        Optional<ClearState> found = state(ClearState.values(), state);
        if (found.isEmpty()) {
            return;
        }
        of(done, name);
        if (found.get() == ClearState.DEBT) {
            debts.add(new ResetResult.Debt(name, why));
        } else if (found.get() == ClearState.FAILED && !why.isEmpty()) {
            of(failed, name).add(why);
        }
        sink.accept(new Event.Clearing(clock.instant(), name, "", found.get(), why));
    }

    private void item(String host, String item, String rest) {
        boolean worked = rest.equals("done");
        String why = rest.startsWith("failed ") ? rest.substring("failed ".length()) : "";
        of(done, host);
        if (worked) {
            of(done, host).add(item);
        } else {
            of(failed, host).add(item + ": " + why);
        }
        ClearState state = worked ? ClearState.DONE : ClearState.FAILED;
        sink.accept(new Event.Clearing(clock.instant(), host, item, state, why));
    }

    private void copy(String host, String path) {
        copies.add(host + ": " + path);
        sink.accept(new Event.Clearing(clock.instant(), host, "", ClearState.COPY, path));
    }

    private static List<String> of(Map<String, List<String>> all, String host) {
        return all.computeIfAbsent(host, name -> new ArrayList<>());
    }

    private static <E extends Enum<E>> Optional<E> state(E[] states, String word) {
        for (E state : states) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    List<ResetResult.OnHost> hosts() {
        return done.keySet().stream()
                .map(
                        name ->
                                new ResetResult.OnHost(
                                        name,
                                        done.getOrDefault(name, List.of()),
                                        failed.getOrDefault(name, List.of())))
                .toList();
    }

    List<ResetResult.Debt> debts() {
        return List.copyOf(debts);
    }

    List<String> copies() {
        return List.copyOf(copies);
    }

    /// The hosts on which something failed.
    List<String> broken() {
        return List.copyOf(failed.keySet());
    }

    /// Whether it ended before the cloud was touched, because an edge node could not be reset.
    boolean stoppedAtEdges() {
        return stopped;
    }

    boolean refused() {
        return !refused.isEmpty();
    }
}
