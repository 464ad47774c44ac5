package org.kpaas.edge.installer.run;

import java.time.Duration;
import java.util.List;

/// How long a runner waits for what.
///
/// @param poll       how often it looks whether something has come
/// @param quiet      how long nothing may come before it says so, and again after each such time
/// @param backoff    the waits before each try to get a lost link back; the last one for all further tries
/// @param afterwards how long the state after a job may take to become right
/// @param again      the wait between two looks at it
/// @param look       the wait between two looks at edge nodes that come to rest after a stop
/// @param rest       how long that may take; `keadm join` gives up after five minutes
record Pace(
        Duration poll,
        Duration quiet,
        List<Duration> backoff,
        Duration afterwards,
        Duration again,
        Duration look,
        Duration rest) {
    static final Pace NORMAL =
            new Pace(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(30),
                    List.of(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(15)),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(6));

    Duration backoff(int tries) {
        return backoff.get(Math.min(tries, backoff.size() - 1));
    }
}
