package org.kpaas.edge.installer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.kpaas.edge.installer.practice.PracticeSite;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.remote.ssh.TestSecrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/// Looks for the client key of a practice site's kubeconfig where it must not be: in what is logged at the finest level
/// while this is open, exceptions included, in what was shown, and in files. What the product turns off stays off.
public final class KubeconfigHunt extends Handler implements AutoCloseable {
    private final String kubeconfig;
    private final Queue<String> left = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    /// @param home has the known hosts
    public KubeconfigHunt(PracticeSite practice, Path home) throws Exception {
        kubeconfig = read(practice, home);
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(this);
    }

    /// As the control plane has it.
    public String kubeconfig() {
        return kubeconfig;
    }

    /// Something that was shown.
    public void heard(String text) {
        left.add(text);
    }

    public void assertNothingIsLeftIn(Path folder) throws IOException {
        var all = new ArrayList<>(left);
        assertThat(all).isNotEmpty();
        all.addAll(files(folder));
        assertThat(secrets()).hasSizeGreaterThan(3);
        for (String secret : secrets()) {
            assertThat(all).noneMatch(text -> text.contains(secret));
        }
    }

    private static String read(PracticeSite practice, Path home) throws Exception {
        var remotes = new SshRemotes(home.resolve("known_hosts"));
        try (Remote remote =
                remotes.open(new TestSecrets(new String(practice.password())), (h, a, f) -> true)) {
            return remote.host(practice.site().controlPlane())
                    .run(Script.named("kubeconfig").with(Duration.ofSeconds(30)))
                    .out();
        }
    }

    /// The key as it is in the file, a piece of it, and each line of the PEM form of it.
    private List<String> secrets() {
        String key =
                kubeconfig
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("client-key-data:"))
                        .map(line -> line.substring("client-key-data:".length()).strip())
                        .findFirst()
                        .orElseThrow();
        var secrets = new ArrayList<>(List.of(key, key.substring(120, 180)));
        new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII)
                .lines()
                .filter(part -> part.length() > 40)
                .forEach(secrets::add);
        return secrets;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            var texts = new ArrayList<String>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return texts;
        }
    }

    @Override
    public void publish(LogRecord entry) {
        left.add(formatter.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
