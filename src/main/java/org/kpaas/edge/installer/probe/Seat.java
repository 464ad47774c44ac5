package org.kpaas.edge.installer.probe;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Subject;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;

/// One session that serves one host of the probe, or several behind it.
///
/// @param names what the lines of each host begin with
record Seat(Remote remote, Access access, Command command, Map<String, Subject> names) {
    Seat {
        names = Map.copyOf(names);
    }

    Collection<Subject> hosts() {
        return names.values();
    }

    /// Runs it to its end.
    ///
    /// @param told gets every line of every host, also of standard error; never two at once
    void run(BiConsumer<Subject, String> told) throws RemoteException, InterruptedException {
        var out = new Lines(told);
        var err = new Lines(told);
        remote.host(access).stream(
                command, (from, bytes) -> (from == Host.Stream.OUT ? out : err).take(bytes));
    }

    /// Chunks of bytes become lines, which are at most a few hundred bytes long.
    private final class Lines {
        private final BiConsumer<Subject, String> told;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(BiConsumer<Subject, String> told) {
            this.told = told;
        }

        void take(byte[] bytes) {
            for (byte b : bytes) {
                if (b == '\n') {
                    tell(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() < 4096) {
                    line.write(b);
                }
            }
        }

        private void tell(String text) {
            names.forEach(
                    (start, host) -> {
                        if (text.startsWith(start)) {
                            told.accept(host, text.substring(start.length()));
                        }
                    });
        }
    }
}
