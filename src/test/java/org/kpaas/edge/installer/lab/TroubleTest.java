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
import java.util.Arrays;
import java.util.List;

/// What goes wrong on real sites, one after the other on one site of four edge nodes. Each trouble ends with its own
/// explanation and with the legal next action, and each next run goes on from what the one before has left.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TroubleTest {
    private static final Duration LONG = Duration.ofMinutes(6);
    private static final String OTHER_VIP = "10.77.0.51";
    private static final String STANDALONE = "/home/ubuntu/cp-deployment/standalone";
    private static final String JOBS = "/home/ubuntu/.kpaas-edge-installer/jobs";
    private static final String[] THREE = {"cp-edge-1", "cp-edge-2", "cp-edge-3"};

    /// Preflight findings, the exit status of the command line.
    private static final int FINDINGS = 1;

    private static final int RUN_FAILED = 4;

    private Path home;
    private Lab lab;

    @BeforeAll
    void aSite(@TempDir Path folder) throws Exception {
        home = folder;
        lab = Lab.plain(2, 4);
        lab.on(Lab.CONTROL_PLANE, "ip addr add " + OTHER_VIP + "/24 dev eth0");
    }

    @AfterAll
    void endLab() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void anUnreachableEdge() throws Exception {
        lab.cable("cp-edge-3", false);
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.cable("cp-edge-3", true);
        assertThat(said)
                .contains("FAILED  LAP-05", "[cp-edge-3]")
                .contains("Check power, address and login of the node.");
    }

    @Test
    @Order(2)
    void sudoThatAsksForAPassword() throws Exception {
        lab.on("cp-edge-2", "sed -i 's/NOPASSWD://' /etc/sudoers.d/ubuntu");
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.on("cp-edge-2", "sed -i 's/) ALL/) NOPASSWD:ALL/' /etc/sudoers.d/ubuntu");
        assertThat(said)
                .contains("FAILED  ANS-05", "[cp-edge-2]", "sudo asks for a password.")
                .contains("ubuntu ALL=(ALL) NOPASSWD:ALL");
    }

    @Test
    @Order(3)
    void aKeyThatTheEdgeRefuses() throws Exception {
        String keys = "/home/ubuntu/.ssh/authorized_keys";
        lab.on("cp-edge-2", "cp -p " + keys + " /root/keys && sed -i '/cp-master/d' " + keys);
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.on("cp-edge-2", "cp -p /root/keys " + keys);
        assertThat(said)
                .contains("FAILED  ANS-04", "[cp-edge-2]", "the key is not accepted")
                .contains("Add the public key of the control plane");
    }

    @Test
    @Order(4)
    void anInventoryOfRoot() throws Exception {
        String inventory = STANDALONE + "/inventory/mycluster";
        lab.on(Lab.CONTROL_PLANE, "chown -R root " + inventory);
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.on(Lab.CONTROL_PLANE, "chown -R ubuntu " + inventory);
        assertThat(said)
                .contains("FAILED  REL-07", "standalone/inventory/mycluster")
                .contains("Give the files to the login again (chown)");
    }

    @Test
    @Order(5)
    void variablesFromWindows() throws Exception {
        String variables = STANDALONE + "/cp-cluster-vars.sh";
        lab.on(Lab.CONTROL_PLANE, "cp -p " + variables + " /root/variables");
        lab.on(Lab.CONTROL_PLANE, "sed -i 's/$/\\r/' " + variables);
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.on(Lab.CONTROL_PLANE, "cp -p /root/variables " + variables);
        assertThat(said)
                .contains("FAILED  REL-11", "cp-cluster-vars.sh: CRLF")
                .contains("Convert cp-cluster-vars.sh (sed -i");
    }

    @Test
    @Order(6)
    void anotherHostNameThanTheNodeHas() throws Exception {
        lab.on("cp-edge-3", "hostname raspberrypi");
        String said = refused(deploy("one", Lab.VIP, THREE));
        lab.on("cp-edge-3", "hostname cp-edge-3");
        assertThat(said)
                .contains("FAILED  EDG-04", "The machine is called raspberrypi")
                .contains("sudo hostnamectl set-hostname cp-edge-3");
    }

    /// Two engineers on two laptops; the first run then breaks, after it has burnt the templates.
    @Test
    @Order(7)
    void aSecondEngineerAtTheSameTime() throws Exception {
        lab.on("cp-edge-1", "touch /etc/lab-join-hangs");
        Program first = deploy("one", Lab.VIP, "cp-edge-1");
        first.await("the join", LONG, said -> said.text().contains("keadm join"));
        lab.awaitHost("cp-edge-1", "pgrep -f '[k]eadm join'");

        Program second = deploy("two", Lab.VIP, THREE);
        assertThat(second.exit(LONG)).as(second.everything()).isEqualTo(FINDINGS);
        String job = lab.jobs().getFirst();
        assertThat(second.everything())
                .contains("FAILED  REL-10", job + ", ubuntu@10.77.0.1")
                .contains("attach to it (home page, or deploy --attach)");
        assertThat(lab.jobs()).containsExactly(job);

        lab.on("cp-edge-1", "touch /etc/lab-join-fails; rm /etc/lab-join-hangs");
        assertThat(failed(first))
                .contains("The task \"keadm join\" failed on cp-edge-1")
                .contains("The next deployment is for: cp-edge-1");
        lab.on("cp-edge-1", "rm /etc/lab-join-fails");
    }

    /// The second run has another address than the first, which has burnt its own into the templates (T42).
    @Test
    @Order(8)
    void anotherAddressAfterBurntTemplatesAndAFailingTaskOnOneOfThree() throws Exception {
        lab.on("cp-edge-3", "touch /etc/lab-join-fails");
        String said = failed(deploy("one", OTHER_VIP, THREE));
        assertThat(said)
                .contains("put back to", "02-ha-configmap.yaml")
                .contains("The task \"keadm join\" failed on cp-edge-3")
                .contains("The next deployment is for: cp-edge-3");
        assertThat(
                        lab.on(
                                Lab.CONTROL_PLANE,
                                "cat /home/ubuntu/cp-deployment/edge/ha-cloudcore/*.yaml"))
                .contains(OTHER_VIP)
                .doesNotContain(Lab.VIP);
        lab.on("cp-edge-3", "rm /etc/lab-join-fails");
    }

    @Test
    @Order(9)
    void aJoinThatHangsIsSeenAndStopped() throws Exception {
        lab.on("cp-edge-3", "touch /etc/lab-join-hangs");
        Program run = deploy("one", OTHER_VIP, THREE);
        run.await("the edge is asked", LONG, said -> said.text().contains("keadm join has been"));
        Program stop = start("one", OTHER_VIP, THREE, "stop", lab.jobs().getLast(), "--yes");
        stop.await("the end on the control plane", LONG, said -> said.text().contains("Ended on"));
        lab.on("cp-edge-3", "touch /etc/lab-join-fails; rm /etc/lab-join-hangs");
        assertThat(stop.exit(LONG)).as(stop.everything()).isZero();
        assertThat(stop.everything()).contains("cp-edge-3", "cp-edge-1");
        assertThat(failed(run)).contains("The deployment was stopped.");
        lab.on("cp-edge-3", "rm /etc/lab-join-fails");
    }

    @Test
    @Order(10)
    void aDiskThatFillsDuringTheRun() throws Exception {
        lab.on(
                Lab.CONTROL_PLANE,
                "mount -t tmpfs -o size=600k,uid=1000,gid=1000,mode=700 jobs " + JOBS);
        lab.on("cp-edge-4", "touch /etc/lab-join-hangs");
        Program run = deploy("one", OTHER_VIP, "cp-edge-4");
        lab.awaitHost("cp-edge-4", "pgrep -f '[k]eadm join'");
        lab.on(Lab.CONTROL_PLANE, "cat /dev/zero >" + JOBS + "/full 2>/dev/null || true");
        lab.on("cp-edge-4", "touch /etc/lab-join-fails; rm /etc/lab-join-hangs");
        assertThat(failed(run))
                .contains("The disk of the control plane became full during the run.")
                .contains("Free at least 1 GiB");
        lab.on("cp-edge-4", "rm /etc/lab-join-fails");
        lab.on(Lab.CONTROL_PLANE, "umount " + JOBS);
    }

    @Test
    @Order(11)
    void aFourthEdgeBesideThreeJoinedOnes() throws Exception {
        // the first two joined in a run that broke off before it came to their configuration (T29)
        Program repair = start("one", OTHER_VIP, THREE, "fix", "--check", "EDG-15", "--yes");
        assertThat(repair.exit(LONG)).as(repair.everything()).isZero();
        Program third = deploy("one", OTHER_VIP, THREE);
        assertThat(third.exit(LONG)).as(third.everything()).isZero();

        Program fourth = deploy("one", OTHER_VIP, with("cp-edge-4"));
        assertThat(fourth.exit(LONG)).as(fourth.everything()).isZero();
        String inventory =
                lab.on(
                        Lab.CONTROL_PLANE,
                        "cat " + STANDALONE + "/inventory/mycluster/edge-hosts.yaml");
        assertThat(inventory).contains("cp-edge-4").doesNotContain(THREE);
        assertThat(fourth.everything()).contains("cp-edge-4");
    }

    private String refused(Program deploy) throws Exception {
        assertThat(deploy.exit(LONG)).as(deploy.everything()).isEqualTo(FINDINGS);
        assertThat(lab.jobs()).isEmpty();
        return deploy.everything();
    }

    private static String failed(Program deploy) throws Exception {
        assertThat(deploy.exit(LONG)).as(deploy.everything()).isEqualTo(RUN_FAILED);
        return deploy.everything();
    }

    private static String[] with(String another) {
        var all = new ArrayList<>(List.of(THREE));
        all.add(another);
        return all.toArray(String[]::new);
    }

    private Program deploy(String laptop, String vip, String... edges) throws Exception {
        return start(
                laptop,
                vip,
                edges,
                "deploy",
                "--yes",
                "--once",
                "--no-probe",
                "--accept-warnings=a lab");
    }

    private Program start(String laptop, String vip, String[] edges, String... command)
            throws Exception {
        Path own = home.resolve(laptop);
        java.nio.file.Files.createDirectories(own);
        Path site = own.resolve(vip + "-" + edges.length + ".json");
        SiteFile.save(site, lab.site(lab.key(), vip, List.of(edges)));
        var arguments = new ArrayList<>(Arrays.asList(command));
        arguments.addAll(List.of("--site", site.toString()));
        lab.fingerprints().forEach(print -> arguments.addAll(List.of("--accept-host-key", print)));
        return Program.start(lab, own, "", arguments.toArray(String[]::new));
    }
}
