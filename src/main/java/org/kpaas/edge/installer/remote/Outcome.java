package org.kpaas.edge.installer.remote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a command left behind.
///
/// @param exit   the exit status, 0 to 255; 128 + n when signal n ended it
/// @param stdout at most 4 MiB, the rest is dropped and `truncated` is set
/// @param stderr at most 1 MiB, likewise
public record Outcome(int exit, byte[] stdout, byte[] stderr, boolean truncated, Duration took) {
    public boolean ok() {
        return exit == 0;
    }

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
