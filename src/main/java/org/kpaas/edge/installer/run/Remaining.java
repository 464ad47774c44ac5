package org.kpaas.edge.installer.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long the playbooks may still take: the expected task times, stretched or shortened by the
/// pace of this run so far.
public final class Remaining {
    /// Below this the pace of a run says nothing yet.
    private static final double ENOUGH_SECONDS = 10;

    private final Expected expected;
    private @Nullable Instant began;
    private @Nullable Instant reached;
    private int first;
    private int at;

    public Remaining(Expected expected) {
        this.expected = expected;
    }

    /// A task begins.
    ///
    /// @param position of the task in what is expected
    public void now(int position, Instant when) {
        if (began == null) {
            began = when;
            first = position;
        }
        if (position > at || reached == null) {
            at = position;
            reached = when;
        }
    }

    /// Empty before the first task.
    public Optional<Duration> left(Instant now) {
        if (began == null || reached == null) {
            return Optional.empty();
        }
        double pace = pace(Duration.between(began, reached));
        double current = expected.steps().get(at).seconds() * pace;
        double spent = Math.clamp(seconds(Duration.between(reached, now)), 0, current);
        double left = current - spent + between(at + 1, expected.steps().size()) * pace;
        return Optional.of(Duration.ofMillis((long) (left * 1000)));
    }

    private double pace(Duration taken) {
        double recorded = between(first, at);
        return recorded < ENOUGH_SECONDS ? 1 : seconds(taken) / recorded;
    }

    private double between(int from, int to) {
        return expected.steps().subList(from, to).stream()
                .mapToDouble(Expected.Step::seconds)
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
