package org.kpaas.edge.installer.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a deployment has been good for long enough to say so: a value that changes with each look. One look that is
/// not good, or that could not be taken, starts it over.
///
/// @param since  of the first good look in a row
/// @param last   of the last one that counted
/// @param counted good looks that were far enough apart
public record Stability(Pace pace, Optional<Instant> since, Instant last, int counted) {

    /// @param window  how long it has to stay good
    /// @param samples in how many looks at least, spread over the window
    public record Pace(Duration window, int samples) {
        /// Verification semantics, `Stability`.
        public static final Pace NORMAL = new Pace(Duration.ofSeconds(60), 3);

        /// For a practice site, where time goes by twenty times as fast.
        public static final Pace PRACTICE = new Pace(Duration.ofSeconds(3), 3);

        /// The time between two looks.
        public Duration step() {
            return window.dividedBy(samples);
        }
    }

    public static Stability none(Pace pace) {
        return new Stability(pace, Optional.empty(), Instant.EPOCH, 0);
    }

    /// After a look.
    ///
    /// @param now never before the last look's
    public Stability seen(Instant now, boolean good) {
        if (!good) {
            return none(pace);
        }
        if (since.isEmpty()) {
            return new Stability(pace, Optional.of(now), now, 1);
        }
        return now.isBefore(last.plus(pace.step()))
                ? this
                : new Stability(pace, since, now, counted + 1);
    }

    /// How much longer it has to stay good; zero when that is proven, empty while it is not good.
    public Optional<Duration> toGo(Instant now) {
        return since.map(
                first -> {
                    Duration left = Duration.between(now, first.plus(pace.window()));
                    Duration looks =
                            pace.step().multipliedBy(Math.max(0, pace.samples() - counted));
                    Duration longer = left.compareTo(looks) > 0 ? left : looks;
                    return longer.isNegative() ? Duration.ZERO : longer;
                });
    }
}
