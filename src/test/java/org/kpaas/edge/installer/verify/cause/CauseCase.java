package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Node;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Pod;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Service;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.run.RunClues;
import org.kpaas.edge.installer.run.ansible.Progress;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One recorded failure: a file of `causes/` in the test's resources.
///
/// The head says `# recorded: by what, where` or `# composed: after what`, and `expect: CAU-…` or `expect: unknown`. Recorded
/// is what tells the cause: the programs named printed it, word for word. Then sections:
/// `[transcript FILE]` (of `transcripts/`, read as a run is), `[job]` (raw output of the job), `[task HOST ROLE : TASK = STATE]`,
/// `[log PROGRAM HOST]`, `[events]`, `[nodes]`, `[pods]`, `[services]`, `[facts HOST]`, `[rows]`, `[result]`, `[site]`.
record CauseCase(String name, boolean recorded, String source, String expected, Evidence evidence) {
    private static final Path FOLDER = Path.of("src/test/resources/causes");
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    static List<CauseCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(CauseCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean unknown() {
        return expected.equals("unknown");
    }

    @Override
    public String toString() {
        return name;
    }

    private static CauseCase read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String head = lines.getFirst();
            String expect = lines.get(1);
            if (!head.matches("# (recorded|composed): .+") || !expect.startsWith("expect: ")) {
                throw new IllegalArgumentException("no head: " + file);
            }
            var parser = new Parser();
            parser.sections(lines.subList(2, lines.size()));
            return new CauseCase(
                    file.getFileName().toString().replace(".txt", ""),
                    head.startsWith("# recorded"),
                    head.substring("# recorded: ".length()),
                    expect.substring("expect: ".length()).strip(),
                    parser.evidence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Parser {
        private final Clues clues = new Clues();
        private final List<Node> nodes = new ArrayList<>();
        private final List<Pod> pods = new ArrayList<>();
        private final List<Service> services = new ArrayList<>();
        private Site site =
                Site.of(
                        "lab",
                        new Access(
                                "10.0.0.5",
                                Port.SSH,
                                "ubuntu",
                                new Credential.Agent(),
                                Optional.empty()));

        void sections(List<String> lines) {
            String section = "";
            var body = new ArrayList<String>();
            for (String line : lines) {
                if (line.matches("\\[[a-z]+( .*)?]")) {
                    section(section, body);
                    section = line.substring(1, line.length() - 1);
                    body.clear();
                } else if (!section.isEmpty()) {
                    body.add(line);
                }
            }
            section(section, body);
        }

        Evidence evidence() {
            return clues.cluster(site, new ClusterSnapshot(NOW, "v1.30.4", nodes, pods, services))
                    .evidence();
        }

        private void section(String section, List<String> body) {
            List<String> lines = body.stream().filter(line -> !line.isBlank()).toList();
            String[] words = section.split(" ", 3);
            switch (words[0]) {
                case "" -> {}
                case "transcript" -> job(resource("/transcripts/" + words[1]));
                case "job" -> job(String.join("\n", body) + "\n");
                case "task" -> task(section.substring("task ".length()), String.join("\n", lines));
                case "log" -> clues.lines(words[1], words.length > 2 ? words[2] : "", lines);
                case "events" -> lines.forEach(this::event);
                case "nodes" -> lines.forEach(this::node);
                case "pods" -> lines.forEach(this::pod);
                case "services" -> lines.forEach(this::service);
                case "facts" -> lines.forEach(line -> fact(words[1], line));
                case "rows" -> lines.forEach(this::row);
                case "result" -> lines.forEach(this::result);
                case "site" -> lines.forEach(this::site);
                default -> throw new IllegalArgumentException(section);
            }
        }

        /// As a run reads it.
        private void job(String output) {
            var run = new RunClues();
            var progress =
                    new Progress(
                            Releases.find("v1.6.0").orElseThrow(),
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            run::accept);
            progress.log(output.getBytes(StandardCharsets.UTF_8));
            progress.end();
            clues.plus(run.evidence());
        }

        private static String resource(String name) {
            try (InputStream in =
                    Objects.requireNonNull(CauseCase.class.getResourceAsStream(name), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// `HOST ROLE : TASK = STATE`
        private void task(String head, String text) {
            int colon = head.indexOf(" : ");
            int equals = head.lastIndexOf(" = ");
            String[] place = head.substring(0, colon).split(" ");
            clues.task(
                    place[0],
                    place[1],
                    head.substring(colon + 3, equals),
                    head.substring(equals + 3),
                    text);
        }

        /// `REASON NAMESPACE KIND/NAME | message`
        private void event(String line) {
            String[] words = words(line);
            clues.event(words[0], words[1], words[2], text(line));
        }

        /// `NAME READY SIDE VERSION [ip=…] [taint=…] [pressure=…] [young] | reason`
        private void node(String line) {
            String[] words = words(line);
            Map<String, String> more = more(words, 4);
            Map<String, String> labels = new HashMap<>();
            labels.put(words[2].equals("edge") ? "node-role.kubernetes.io/edge" : "node", "");
            nodes.add(
                    new Node(
                            words[0],
                            words[1],
                            text(line),
                            age(more),
                            labels,
                            list(more, "taint"),
                            list(more, "ip"),
                            words[2].equals("edge") ? "arm64" : "amd64",
                            "Ubuntu 22.04.5 LTS",
                            "cri-o://1.26.4",
                            words[3],
                            list(more, "pressure"),
                            Optional.empty()));
        }

        /// `NAMESPACE/NAME OWNER NODE STATUS READY [young] | message`
        private void pod(String line) {
            String[] words = words(line);
            String[] name = words[0].split("/");
            String[] ready = words[4].split("/");
            pods.add(
                    new Pod(
                            name[0],
                            name[1],
                            words[1],
                            words[2].equals("-") ? "" : words[2],
                            words[3],
                            Integer.parseInt(ready[0]),
                            Integer.parseInt(ready[1]),
                            0,
                            age(more(words, 5)),
                            List.of(),
                            Optional.empty(),
                            text(line)));
        }

        /// `NAMESPACE/NAME TYPE ADDRESS`
        private void service(String line) {
            String[] words = words(line);
            String[] name = words[0].split("/");
            services.add(
                    new Service(
                            name[0],
                            name[1],
                            words[1],
                            "",
                            Map.of(),
                            words[2].equals("-") ? List.of() : List.of(words[2]),
                            List.of("10000:30000/TCP")));
        }

        private void fact(String host, String line) {
            int equals = line.indexOf('=');
            clues.fact(host, line.substring(0, equals), line.substring(equals + 1));
        }

        /// `HOST OBJECT REASON | found`
        private void row(String line) {
            String[] words = words(line);
            clues.row(words[0], words[1], words[2], text(line));
        }

        /// `CODE | value; value`
        private void result(String line) {
            clues.result(Problem.of(words(line)[0], text(line).split("; ")));
        }

        /// `edges=a,b` or `vip=10.0.0.50`
        private void site(String line) {
            Map<String, String> more = more(line.split(" "), 0);
            if (more.containsKey("edges")) {
                site = site.withEdges(list(more, "edges").stream().map(Parser::edge).toList());
            }
            if (more.containsKey("vip")) {
                site =
                        site.with(
                                new CloudCore(
                                        Exposure.INTERFACE,
                                        new Ipv4(more.get("vip")),
                                        new Ipv4("203.0.113.50"),
                                        new HostName("cp-master"),
                                        new HostName("cp-worker-1")));
            }
        }

        private static EdgeNode edge(String name) {
            return new EdgeNode(
                    new HostName(name),
                    new Ipv4("10.0.0.2" + name.charAt(name.length() - 1)),
                    Port.SSH,
                    "ubuntu",
                    new Credential.Agent(),
                    EdgeNode.Route.DIRECT);
        }

        private static Instant age(Map<String, String> more) {
            return NOW.minusSeconds(more.containsKey("young") ? 30 : 3600);
        }

        private static String[] words(String line) {
            return line.split(" \\|")[0].strip().split("\\s+");
        }

        private static String text(String line) {
            int bar = line.indexOf(" | ");
            return bar < 0 ? "" : line.substring(bar + 3);
        }

        private static Map<String, String> more(String[] words, int from) {
            Map<String, String> more = new HashMap<>();
            Arrays.stream(words)
                    .skip(from)
                    .forEach(
                            word -> {
                                int equals = word.indexOf('=');
                                more.put(
                                        equals < 0 ? word : word.substring(0, equals),
                                        equals < 0 ? "" : word.substring(equals + 1));
                            });
            return more;
        }

        private static List<String> list(Map<String, String> more, String key) {
            String value = more.getOrDefault(key, "");
            return value.isEmpty() ? List.of() : List.of(value.split(","));
        }
    }
}
