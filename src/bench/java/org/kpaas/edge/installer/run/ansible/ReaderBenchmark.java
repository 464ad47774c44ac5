package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.run.Event;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/// How many log lines a second become events. Argument: a recorded log, repeated until it has 50 MB.
///
/// `mvn -q -Pbench -Dbench=run/ansible/ReaderBenchmark
/// -Dapp.args=src/test/resources/transcripts/deploy-3edges-ok.stdout`
public final class ReaderBenchmark {
    private static final int SIZE = 50_000_000;
    private static final int CHUNK = 32_768;

    private ReaderBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        byte[] log = repeated(Files.readAllBytes(Path.of(arguments[0])));
        var release = Releases.find("v1.6.0").orElseThrow();
        for (int round = 1; round <= 5; round++) {
            var events = new LongAdder();
            var lines = new LongAdder();
            long start = System.nanoTime();
            var reader =
                    new AnsibleReader(
                            release,
                            0,
                            Clock.systemUTC(),
                            event -> {
                                events.increment();
                                if (event instanceof Event.Line) {
                                    lines.increment();
                                }
                            });
            for (int from = 0; from < log.length; from += CHUNK) {
                reader.feed(log, from, Math.min(log.length, from + CHUNK));
            }
            reader.end();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "round %d: %,d lines, %,d events in %.2f s: %,.0f lines/s, %.0f MB/s%n",
                    round,
                    lines.sum(),
                    events.sum(),
                    seconds,
                    lines.sum() / seconds,
                    log.length / seconds / 1e6);
        }
    }

    private static byte[] repeated(byte[] log) {
        var all = new ByteArrayOutputStream(SIZE + log.length);
        while (all.size() < SIZE) {
            all.writeBytes(log);
        }
        return all.toByteArray();
    }
}
