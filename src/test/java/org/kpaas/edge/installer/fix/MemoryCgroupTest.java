package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kpaas.edge.installer.remote.Script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The memory cgroup of a Raspberry Pi (EDG-06, EDG-07; T59, T60): facts.sh finds the file, the repair edits it, undo puts it
/// back; the real scripts under the shells that hosts have.
final class MemoryCgroupTest {
    @TempDir private Path folder;

    static Stream<Arguments> imagesAndShells() {
        return Arrays.stream(RaspberryPiImages.values())
                .flatMap(image -> LocalShell.SHELLS.stream().map(it -> Arguments.of(image, it)));
    }

    @ParameterizedTest
    @MethodSource("imagesAndShells")
    void oneLineOfTheRightFileIsEditedAndRestored(RaspberryPiImages image, String shell)
            throws Exception {
        Path boot = folder.resolve("boot/firmware");
        Path wanted = image.write(boot);
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<Path, String> before = tree(boot);
        var host = new LocalShell(shell, folder);

        String file = bootLine(host, boot);
        assertThat(file).isEqualTo(wanted.toString());
        String text = Files.readString(wanted);
        Map<String, String> put = host.put(file, text, BootLine.withMemoryCgroup(text));

        assertThat(put).containsKey("fix.digest").doesNotContainKey("facts.refused");
        String after = Files.readString(wanted);
        assertThat(after.lines().toList())
                .containsExactly(text.strip() + " cgroup_enable=memory cgroup_memory=1");
        assertThat(BootLine.withMemoryCgroup(after)).isEqualTo(after);
        assertThat(Files.getPosixFilePermissions(wanted))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<Path, String> others = tree(boot);
        others.remove(wanted);
        others.remove(Path.of(put.getOrDefault("fix.backup", "")));
        assertThat(others).isEqualTo(without(before, wanted));

        String backup = put.getOrDefault("fix.backup", "");
        String digest = put.getOrDefault("fix.digest", "");
        assertThat(host.run("fix-file", "back", file, digest, backup))
                .containsEntry("fix.undone", "yes");
        assertThat(host.run("fix-file", "back", file, digest, backup))
                .containsEntry("fix.undone", "before");
        assertThat(without(tree(boot), Path.of(backup))).isEqualTo(before);
    }

    @Test
    void theLineIsCompletedOnceAndKeptInOnePiece() {
        assertThat(BootLine.withMemoryCgroup("a b\n"))
                .isEqualTo("a b cgroup_enable=memory cgroup_memory=1\n");
        assertThat(BootLine.withMemoryCgroup("a cgroup_memory=1 b"))
                .isEqualTo("a cgroup_memory=1 b cgroup_enable=memory");
        String right = "a  cgroup_enable=memory cgroup_memory=1 ";
        assertThat(BootLine.withMemoryCgroup(right)).isEqualTo(right);
        assertThat(BootLine.withMemoryCgroup("a\ncgroup_enable=memory cgroup_memory=1\n"))
                .isEqualTo("a cgroup_enable=memory cgroup_memory=1\n");
        assertThat(
                        BootLine.withMemoryCgroup(
                                "cgroup_enable=memory a cgroup_enable=memory cgroup_memory=1\n"))
                .isEqualTo("cgroup_enable=memory a cgroup_memory=1\n");
    }

    /// The rule of facts.sh itself, on another folder than `/boot/firmware` and on a Raspberry Pi 4.
    private static String bootLine(LocalShell host, Path boot) throws Exception {
        String script = Script.named("facts").body();
        String folders = "for boot in /boot/firmware /boot;";
        String model = "tr -d '\\000' 2>/dev/null </proc/device-tree/model";
        assertThat(script).contains(folders, model);
        return host.text(
                        script.replace(folders, "for boot in " + boot + ";")
                                .replace(model, "echo 'Raspberry Pi 4 Model B Rev 1.4'"),
                        "edge")
                .getOrDefault("cmdline.file", "");
    }

    private static Map<Path, String> tree(Path root) throws Exception {
        var tree = new TreeMap<Path, String>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                tree.put(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return tree;
    }

    private static Map<Path, String> without(Map<Path, String> tree, Path file) {
        var rest = new TreeMap<>(tree);
        List.of(file).forEach(rest::remove);
        return rest;
    }
}
