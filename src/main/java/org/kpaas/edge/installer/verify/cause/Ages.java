package org.kpaas.edge.installer.verify.cause;

import java.time.Duration;
import java.time.Instant;

/// How long something may be on its way before it counts as stuck.
public final class Ages {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Ages() {}

    public static boolean isYoung(Instant created, Instant now) {
        return created.plus(PATIENCE).isAfter(now);
    }
}
