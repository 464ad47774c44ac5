package org.kpaas.edge.installer.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.site.SiteFile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Deploy, reset, deploy again, reset again on real hosts: nothing is left either time, and every file that was there
/// before is the same byte for byte (T84 to T92).
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ResetTest {
    private static final Duration LONG = Duration.ofMinutes(6);
    private static final int FINDINGS = 1;

    /// What people and other programs have on a host; our own folder, logs and what the system writes all the time aside.
    private static final String FILES =
            "find /etc /root /home /opt /srv /usr /boot /var/spool /var/lib/dpkg -xdev"
                    + " -path '*/.kpaas-edge-installer' -prune -o -path '*/.ansible' -prune"
                    + " -o -path '*/__pycache__' -prune -o -type f -print0"
                    + " | xargs -0 stat -c '%a %u:%g %n' | sort -k3 >/tmp/modes;"
                    + " cut -d ' ' -f 3- /tmp/modes | tr '\\n' '\\0' | xargs -0 sha256sum"
                    + " | paste -d ' ' /tmp/modes -; rm -f /tmp/modes";

    private final Map<String, Map<String, String>> before = new TreeMap<>();
    private Path home;
    private Path siteFile;
    private Lab lab;

    @BeforeAll
    void aSiteWithFilesOfItsOwn(@TempDir Path folder) throws Exception {
        home = folder;
        lab = Lab.plain(2, 2);
        lab.on(
                "cp-edge-1",
                "mkdir -p /etc/containers /etc/mosquitto && printf 'unqualified-search-registries ="
                    + " [\"mirror.site\"]\\n"
                    + "' >/etc/containers/registries.conf && printf '# ours\\n"
                    + "pid_file /run/mosquitto.pid\\n"
                    + "' >/etc/mosquitto/mosquitto.conf && echo secret >/home/ubuntu/notes && chmod"
                    + " 640 /home/ubuntu/notes");
        siteFile = home.resolve("lab.json");
        SiteFile.save(siteFile, lab.site(lab.key()));
        for (String host : hosts()) {
            before.put(host, files(host));
        }
    }

    @AfterAll
    void endLab() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void theFirstTimeNothingIsLeft() throws Exception {
        deployAndReset();
    }

    @Test
    @Order(2)
    void andTheSecondTime() throws Exception {
        deployAndReset();
    }

    /// An edge node whose cable is out is a debt; what is saved for it cleans it later, and the control plane learns of it.
    @Test
    @Order(3)
    void aNodeThatIsOffIsADebtAndItsScriptPaysIt() throws Exception {
        run(0, "deploy", "--yes", "--once", "--accept-warnings", "a lab");
        lab.cable("cp-edge-2", false);
        String said = run(FINDINGS, "reset", "--confirm", "lab", "--report", home.toString());
        lab.cable("cp-edge-2", true);
        assertThat(said).contains("cp-edge-2: not reached, written down as a debt");
        assertThat(lab.on(Lab.CONTROL_PLANE, "cat /home/ubuntu/.kpaas-edge-installer/nodes"))
                .containsPattern("\tdebt\tcp-edge-2\t10\\.77\\.0\\.22\n");

        String script = java.nio.file.Files.readString(home.resolve("reset-cp-edge-2.sh"));
        assertThat(lab.on("cp-edge-2", "cat >/tmp/debt && sh /tmp/debt && rm /tmp/debt", script))
                .contains("cleared=kubeedge", "facts.end=yes")
                .doesNotContain("failed=");
        assertThat(run(0, "residue")).contains("Nothing is left.");
        run(0, "reset", "--confirm", "lab");
        assertThat(run(0, "residue")).doesNotContain("debt");
        sameFiles();
    }

    private void deployAndReset() throws Exception {
        run(0, "deploy", "--yes", "--once", "--accept-warnings", "a lab");
        assertThat(run(FINDINGS, "residue"))
                .contains(
                        "Edge nodes in the cluster",
                        "Namespace kubeedge",
                        "Network device edgemesh0",
                        "Packet filter chains",
                        "registries.conf",
                        "Files of the checkout");
        assertThat(run(0, "reset", "--confirm", "lab")).contains("Nothing is left.");
        assertThat(run(0, "residue")).contains("Nothing is left.");
        assertThat(lab.on(Lab.CONTROL_PLANE, "sudo kubectl get nodes")).doesNotContain("edge");
        sameFiles();
        // once more does no harm
        run(0, "reset", "--confirm", "lab");
        sameFiles();
    }

    private void sameFiles() throws Exception {
        for (String host : hosts()) {
            Map<String, String> now = files(host);
            var changed = new ArrayList<String>();
            before.getOrDefault(host, Map.of())
                    .forEach(
                            (path, was) -> {
                                if (!was.equals(now.get(path))) {
                                    changed.add(path + ": " + was + " -> " + now.get(path));
                                }
                            });
            assertThat(changed).as(host).isEmpty();
        }
    }

    private List<String> hosts() {
        var hosts = new ArrayList<>(List.of(Lab.CONTROL_PLANE, "cp-worker-1"));
        hosts.addAll(lab.edges());
        return hosts;
    }

    /// Mode, owner and SHA-256 by path.
    private Map<String, String> files(String host) throws Exception {
        var files = new TreeMap<String, String>();
        for (String line : lab.on(host, FILES).lines().toList()) {
            String[] words = line.split(" +", 3);
            String rest = words[2];
            int hash = rest.lastIndexOf("  ") - 64;
            files.put(
                    rest.substring(0, hash - 1),
                    words[0] + " " + words[1] + " " + rest.substring(hash, hash + 64));
        }
        assertThat(files).as(host).hasSizeGreaterThan(500);
        return files;
    }

    private String run(int exit, String... words) throws Exception {
        var arguments = new ArrayList<>(List.of(words[0], "--site", siteFile.toString()));
        arguments.addAll(List.of(words).subList(1, words.length));
        for (String print : lab.fingerprints()) {
            arguments.addAll(List.of("--accept-host-key", print));
        }
        Program program = Program.start(lab, home, "", arguments.toArray(String[]::new));
        assertThat(program.exit(LONG)).as(program.everything()).isEqualTo(exit);
        return program.everything();
    }
}
