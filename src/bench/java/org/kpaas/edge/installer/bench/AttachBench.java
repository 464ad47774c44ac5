package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.run.EdgeLook;
import org.kpaas.edge.installer.run.Edges;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Journal;
import org.kpaas.edge.installer.run.Machines;
import org.kpaas.edge.installer.run.RunTimes;
import org.kpaas.edge.installer.run.Runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long it takes to attach to a job with a log of 50 MB: until what ran last is known, and
/// until every line was read, beside `ssh … cat log` into a file. `mvn -q -Pbench
/// -Dbench=bench/AttachBench`; other rounds with `-Dapp.args=7`. The job is a made-up one in the
/// home folder of whoever runs this, and goes afterwards.
final class AttachBench {
    private static final int SIZE = 50_000_000;
    private static final int ROUNDS = 5;
    private static final String PLAN = "be9c4a11" + Long.toHexString(System.nanoTime() & 0xffff);
    private static final Path TRANSCRIPT =
            Path.of("src/test/resources/transcripts/deploy-3edges-ok.stdout");

    private AttachBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        Path job = Path.of(System.getProperty("user.home"), ".kpaas-edge-installer/jobs", PLAN);
        try (BenchServer server = BenchServer.start(1)) {
            var competitors = new Competitors(server);
            write(job);
            System.out.println(server.describe(rounds));
            var state = new Measured("state known");
            var whole = new Measured("all read");
            var cat = new Measured("ssh cat");
            for (int round = 0; round < rounds; round++) {
                state.round(() -> attach(server, competitors, true));
                whole.round(() -> attach(server, competitors, false));
                if (competitors.hasOpenSsh()) {
                    cat.round(
                            () ->
                                    competitors.ssh(
                                            server.ports().getFirst(),
                                            Path.of("/dev/null"),
                                            "cat",
                                            job.resolve("log").toString()));
                }
            }
            System.out.println(state.line(1));
            System.out.println(whole.line(1));
            if (competitors.hasOpenSsh()) {
                System.out.println(cat.line(1));
                System.out.println(state.against(cat));
                System.out.println(whole.against(cat));
            }
        } finally {
            delete(job);
        }
    }

    /// A new connection each time, as after the start of the product.
    private static void attach(BenchServer server, Competitors competitors, boolean untilKnown)
            throws Exception {
        Release release = Releases.find("v1.6.0").orElseThrow();
        Release.Task last = release.tasks().getLast();
        var reader = Thread.currentThread();
        try (Remote remote = competitors.remote()) {
            new Runner(
                            new Journal(server.folder().resolve("laptop")),
                            new RunTimes(server.folder().resolve("laptop")),
                            new NoEdges(),
                            new NoMachines(),
                            Clock.systemUTC())
                    .attach(
                            PLAN,
                            release,
                            List.of(),
                            () -> remote.host(competitors.access(server.ports().getFirst())),
                            Optional::empty,
                            event -> {
                                if (untilKnown
                                        && event instanceof Event.Now now
                                        && now.task().equals(last.name())) {
                                    reader.interrupt();
                                }
                            });
        } catch (InterruptedException known) {
            // what was asked for
        }
    }

    /// The run is over, so nobody asks them.
    private static final class NoEdges implements Edges {
        @Override
        public EdgeLook look(String hostName) {
            throw new UnsupportedOperationException(hostName);
        }

        @Override
        public boolean reached(String hostName) {
            return true;
        }
    }

    private static final class NoMachines implements Machines {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public Map<String, String> settings(String name) {
            return Map.of();
        }

        @Override
        public void loginAnew(String name) {
            throw new UnsupportedOperationException(name);
        }
    }

    private static void write(Path job) throws IOException {
        Files.createDirectories(job);
        byte[] transcript = Files.readAllBytes(TRANSCRIPT);
        try (OutputStream log = Files.newOutputStream(job.resolve("log"))) {
            for (int size = 0; size < SIZE; size += transcript.length) {
                log.write(transcript);
            }
        }
        Files.writeString(job.resolve("events"), events());
        Files.writeString(job.resolve("pid"), "1\n");
        Files.writeString(job.resolve("birth"), "1 0 an-earlier-boot 1795410000 bench\n");
        Files.writeString(job.resolve("plan"), "line=x\nrelease=v1.6.0\nedges=\n");
        Files.writeString(job.resolve("exit"), "0\n");
    }

    private static String events() {
        var text = new StringBuilder("{\"t\": 1795410000.0, \"e\": \"begin\"}\n");
        int n = 0;
        for (Release.Play play : Releases.find("v1.6.0").orElseThrow().plays()) {
            text.append("{\"t\": 1795410001.0, \"e\": \"play\"}\n");
            for (Release.Task task : play.tasks()) {
                n++;
                text.append(
                        "{\"t\": %d.0, \"e\": \"task\", \"n\": %d, \"role\": \"%s\", \"task\": \"%s\"}\n"
                                .formatted(
                                        1795410001 + n,
                                        n,
                                        task.role(),
                                        task.name().replace("\"", "\\\"")));
            }
        }
        return text.toString();
    }

    private static void delete(Path job) throws IOException {
        if (Files.isDirectory(job)) {
            try (var files = Files.walk(job)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
