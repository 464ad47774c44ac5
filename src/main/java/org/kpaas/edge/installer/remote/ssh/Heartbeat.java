package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Notices a dead link within about fifteen seconds: asks every five seconds and cuts the link when no answer comes
/// back for ten. Cutting goes around the library's locks, because a write that is stuck in the dead link holds them.
final class Heartbeat {
    private final Link link;
    private final Rhythm rhythm;
    private final Thread thread;

    Heartbeat(Link link, Rhythm rhythm) {
        this.link = link;
        this.rhythm = rhythm;
        thread = Thread.ofVirtual().name("ssh-heartbeat").unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /// @return the time from the question to the answer; a host that does not know the question answers as well
    Duration beat() throws IOException {
        long start = System.nanoTime();
        Connection connection = link.client().getConnection();
        try {
            connection
                    .sendGlobalRequest("keepalive@openssh.com", true, new byte[0])
                    .retrieve(rhythm.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ConnectionException refused) {
            if (!link.alive()) {
                throw refused;
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void watch() {
        try {
            while (link.alive()) {
                Thread.sleep(rhythm.rest());
                Thread beat = Thread.ofVirtual().name("ssh-beat").start(this::beatOnce);
                if (!beat.join(rhythm.patience())) {
                    link.sever();
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOnce() {
        try {
            beat();
        } catch (IOException gone) {
            link.sever();
        }
    }

    /// @param rest     between an answer and the next question
    /// @param patience for an answer
    record Rhythm(Duration rest, Duration patience) {
        static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
