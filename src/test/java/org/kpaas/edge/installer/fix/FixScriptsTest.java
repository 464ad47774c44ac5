package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The scripts that change a host, run for real; programs that would change this machine are stand-ins on the path.
final class FixScriptsTest {
    @SuppressWarnings("unused") // the shells of the tests
    private static final List<String> SHELLS = LocalShell.SHELLS;

    private static final String PASSWORD = "it's $(touch pwned) `x` \\ \"secret\"";

    @TempDir private Path home;

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aStalePreviewIsRefusedAndTheFileKept(String shell) throws Exception {
        Path file = Files.writeString(home.resolve("a.conf"), "now\n");
        var host = new LocalShell(shell, home);

        assertThat(host.put(file.toString(), "earlier\n", "later\n"))
                .containsEntry("facts.refused", "changed")
                .containsEntry("exit", "75");
        assertThat(host.put(file.toString(), "", "later\n"))
                .containsEntry("facts.refused", "changed");
        assertThat(file).hasContent("now\n");
        assertThat(names()).containsExactly("a.conf");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void undoRestoresByteForByteAndRefusesAChangedFile(String shell) throws Exception {
        byte[] old = {'a', '\r', '\n', (byte) 0xff, 0, 'b'};
        Path file = Files.write(home.resolve("a.conf"), old);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var host = new LocalShell(shell, home);
        String path = file.toString();
        String digest = host.run("fix-file", "show", path).getOrDefault("file.digest", "");
        Map<String, String> data =
                Map.of("DATA", Base64.getEncoder().encodeToString("x\n".getBytes()));
        Map<String, String> put = host.run(data, "fix-file", "put", path, digest, "0644", "none");
        String[] undo = {
            "back", path, put.getOrDefault("fix.digest", ""), put.getOrDefault("fix.backup", "")
        };

        Files.writeString(file, "somebody's\n");
        assertThat(host.run("fix-file", undo)).containsEntry("facts.refused", "changed");
        assertThat(file).hasContent("somebody's\n");
        Files.writeString(file, "x\n");
        assertThat(host.run("fix-file", undo)).containsEntry("fix.undone", "yes");

        assertThat(file).hasBinaryContent(old);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRuleOfSudoIsTakenOnlyWhenVisudoAcceptsIt(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/visudo")), "visudo is not installed");
        String path = home.resolve("sudoers.d/90-kpaas-edge-ubuntu").toString();
        var host = new LocalShell(shell, home);

        assertThat(host.put(path, "", "ubuntu ALL=(ALL NOPASSWD: ALL\n", "sudoers"))
                .containsEntry("facts.refused", "sudoers");
        assertThat(Path.of(path)).doesNotExist();
        Map<String, String> put = host.put(path, "", "ubuntu ALL=(ALL) NOPASSWD: ALL\n", "sudoers");

        assertThat(put).containsEntry("fix.backup", "none").containsEntry("exit", "0");
        assertThat(Files.getPosixFilePermissions(Path.of(path)))
                .isEqualTo(PosixFilePermissions.fromString("r--r-----"));
        assertThat(host.run("fix-file", "back", path, put.getOrDefault("fix.digest", ""), "none"))
                .containsEntry("fix.undone", "yes");
        assertThat(Path.of(path)).doesNotExist();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void hostileValuesAreRefusedOrStayValues(String shell) throws Exception {
        var host = new LocalShell(shell, home);
        String touch = "$(touch " + home.resolve("pwned") + ")";
        for (String bad :
                List.of("/a" + touch, "/a;touch pwned", "/a\nb", "a", "/../a", "/a b", "-x", "")) {
            assertThat(host.run("fix-file", "show", bad)).as(bad).containsEntry("exit", "64");
            assertThat(host.run("fix-file", "put", bad, "absent", "0644", "none"))
                    .as(bad)
                    .containsEntry("exit", "64");
        }
        for (String bad : List.of(touch, "a;b", "-x", "", "a\nb", "a b")) {
            assertThat(host.run("fix-host", "hostname", bad)).containsEntry("exit", "64");
            assertThat(host.run("fix-host", "install", bad)).containsEntry("exit", "64");
            assertThat(host.run("fix-host", "unlabel", bad)).containsEntry("exit", "64");
        }
        assertThat(
                        host.run(
                                Map.of("DATA", "'" + touch),
                                "fix-file",
                                "put",
                                "/x",
                                "absent",
                                "0644",
                                "none"))
                .containsEntry("exit", "64");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void thePasswordReachesSudoOnItsInputOnly(String shell) throws Exception {
        var host = new LocalShell(shell, home);
        program("id", "echo 1000");
        program(
                "sudo",
                """
                printf '%s\\n' "$*" >>"$HOME/argv"
                env >>"$HOME/argv"
                case $1 in
                    -n) exit 1 ;;
                    -S) IFS= read -r given; [ "$given" = "$(cat "$HOME/right")" ] || exit 1 ;;
                esac
                while [ "$1" != -- ]; do shift; done
                shift
                exec "$@"
                """);
        Files.writeString(home.resolve("right"), PASSWORD);
        Path file = Files.writeString(home.resolve("a.conf"), "now\n");
        var values = new TreeMap<String, String>();
        values.put("PROGRAM", Script.named("fix-file").body());
        String[] show = {"show", file.toString()};

        assertThat(host.run(values, "fix-root", show))
                .containsEntry("facts.refused", "password-wanted");
        values.put("PASSWORD", "wrong");
        assertThat(host.run(values, "fix-root", show))
                .containsEntry("facts.refused", "password-wrong");
        values.put("PASSWORD", PASSWORD);
        Map<String, String> said = host.run(values, "fix-root", show);

        assertThat(said).containsEntry("file.digest", LocalShell.sha256("now\n"));
        assertThat(said.toString()).doesNotContain("secret");
        assertThat(Files.readString(home.resolve("argv")))
                .contains("-S -k")
                .doesNotContain("secret");
        assertThat(home.resolve("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void settingsSayWhatWasThereBefore(String shell) throws Exception {
        var host = new LocalShell(shell, home);
        program("uname", "echo old-name");
        program(
                "hostnamectl",
                "case $1 in set-hostname) echo \"$2\" >\"$HOME/name\" ;; *) cat \"$HOME/name\" ;;"
                        + " esac");
        program("getent", "echo 'ubuntu:x:19541:0:90:7:::'");
        program("chage", "echo \"$*\" >\"$HOME/chage\"");
        program("kubectl", "echo \"$*\" >\"$HOME/kubectl\"");
        program("dpkg-query", "[ \"$4\" = tar ] && printf 'install ok installed'");
        program("apt-get", "echo \"$*\" >\"$HOME/apt\"");

        assertThat(host.run("fix-host", "hostname", "cp-edge-1"))
                .containsEntry("fix.before", "old-name");
        assertThat(host.run("fix-host", "password-day", "ubuntu", "20000"))
                .containsEntry("fix.before", "19541");
        assertThat(home.resolve("chage")).hasContent("-d 20000 ubuntu");
        assertThat(host.run("fix-host", "unlabel", "w1", "w2"))
                .containsEntry("fix.before", "w1 w2");
        assertThat(home.resolve("kubectl")).hasContent("label nodes w1 w2 cloudcore- --overwrite");
        assertThat(host.run("fix-host", "install", "wget", "tar"))
                .containsEntry("fix.before", "wget");
        assertThat(home.resolve("apt"))
                .content()
                .contains("Lock::Timeout=300", "install")
                .endsWith("wget tar\n");
        program("apt-get", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'; exit 100");
        assertThat(host.run("fix-host", "install", "wget"))
                .containsEntry("facts.refused", "apt-locked");
        assertThat(host.run("fix-host", "public-key")).containsEntry("facts.refused", "no-key");
    }

    /// As the release's role does it, and once more without a second line, which mosquitto would refuse (T71).
    @ParameterizedTest
    @FieldSource("SHELLS")
    void theBrokerIsSetUpOnce(String shell) throws Exception {
        var host = new LocalShell(shell, home);
        Path conf =
                Files.createDirectories(home.resolve("etc/mosquitto")).resolve("mosquitto.conf");
        Files.writeString(conf, "persistence true\n");
        program("systemctl", "echo \"$*\" >>\"$HOME/systemctl\"");
        program("dpkg-query", "printf 'install ok installed'");
        program("apt-get", ":");

        for (int i = 0; i < 2; i++) {
            assertThat(host.under(home, "fix-host", "broker"))
                    .containsEntry("fix.before", "")
                    .containsEntry("exit", "0");
        }
        assertThat(conf)
                .hasContent("persistence true\nbind_address 0.0.0.0\nallow_anonymous true\n");
        try (Stream<Path> files = Files.list(conf.getParent())) {
            assertThat(files.filter(it -> !it.equals(conf)))
                    .singleElement()
                    .satisfies(copy -> assertThat(copy).hasContent("persistence true\n"));
        }
        assertThat(home.resolve("systemctl")).content().contains("restart mosquitto.service");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aValueOfAScriptArrivesAsItIs(String shell) throws Exception {
        var host = new LocalShell(shell, home);
        var echo = new Script("echo", "#!/bin/sh\n# script: echo\nprintf 'said=%s\\n' \"$WORD\"\n");
        var values = new TreeMap<>(Map.of("WORD", Secret.of(PASSWORD)));
        assertThat(host.text(new String(echo.given(values).copy())))
                .containsEntry("said", PASSWORD);
    }

    private void program(String name, String body) throws Exception {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
