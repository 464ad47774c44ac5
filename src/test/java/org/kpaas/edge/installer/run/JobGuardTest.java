package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.plan.Guard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What stands between the platform's script and Ansible, in a real login shell.
@Timeout(60)
final class JobGuardTest {
    private static final String PLAN = "2c3d4e5f6a7b"; // its own: a stop ends all of its plan
    private static final String INVENTORY = "standalone/inventory/mycluster/edge-hosts.yaml";
    private static final String TEMPLATE = "edge/ha-cloudcore/02-ha-configmap.yaml";
    private static final Guard GUARD =
            new Guard(
                    List.of(
                            new Guard.Machine("cp-master", "10.0.0.5"),
                            new Guard.Machine("cp-edge-1", "10.0.0.21")),
                    List.of(
                            new Guard.Member("cloudcore_node", "cp-master"),
                            new Guard.Member("edge_node", "cp-edge-1")),
                    List.of(INVENTORY),
                    List.of(new Guard.Text(TEMPLATE, "203.0.113.50", "{CLOUDCORE_VIP}")),
                    List.of(new Guard.Key("10.0.0.21", "ssh-ed25519 AAAAkey")));

    /// What the script of the platform does, as far as the guard is concerned.
    private static final String SCRIPT =
            """
            host() { printf '    %s:\\n      ansible_host: %s\\n      ip: %s\\n' "$1" "$2" "$2"; }
            {
              printf 'all:\\n  hosts:\\n'
              host cp-master "${MASTER-10.0.0.5}"
              host cp-edge-1 10.0.0.21
              [ -z "$THIRD" ] || host "$THIRD" 10.0.0.22
              printf '  children:\\n    cloudcore_node:\\n      hosts:\\n        cp-master:\\n'
              printf '    edge_node:\\n      hosts:\\n        cp-edge-1:\\n'
              [ -z "$THIRD" ] || printf '        %s:\\n' "$THIRD"
            } > inventory/mycluster/edge-hosts.yaml
            sed -i "s/{CLOUDCORE_VIP}/203.0.113.50/" ../edge/ha-cloudcore/02-ha-configmap.yaml
            ansible-playbook -i inventory/mycluster/edge-hosts.yaml --become playbooks/edge.yml
            """;

    private final Job job = new Job(PLAN);
    @TempDir private Path folder;
    private LocalHome home;

    @BeforeEach
    void aCheckout() throws Exception {
        home = new LocalHome(folder, "dash");
        home.ansible("echo PLAY '[edge_node]'");
        Files.createDirectories(file(INVENTORY).getParent());
        Files.createDirectories(file(TEMPLATE).getParent());
        Files.writeString(file(INVENTORY), "all:\n  hosts:\n    yesterday:\n");
        Files.writeString(file(TEMPLATE), "advertiseAddress: {CLOUDCORE_VIP}\n");
    }

    @AfterEach
    void endTheJob() throws Exception {
        home.endJobs();
    }

    @Test
    void aRunAsPlannedStartsAnsible() throws Exception {
        assertThat(printed("")).isEqualTo("PLAY [edge_node]\n");
        assertThat(job.state(new LocalHost(home)).exit()).contains(0);
    }

    @Test
    void ansibleTrustsTheKeysOfThePlanOnlyAndKeepsItsFactsToTheRun() throws Exception {
        home.ansible(
                """
                echo "$ANSIBLE_HOST_KEY_CHECKING $ANSIBLE_CACHE_PLUGIN_CONNECTION"
                for word in $ANSIBLE_SSH_ARGS; do
                    case $word in UserKnownHostsFile=*) cat "${word#*=}" ;; *Checking*) echo "$word" ;; esac
                done
                touch ~/keadm_token
                """);
        assertThat(printed(""))
                .isEqualTo(
                        """
                        True %s/facts
                        StrictHostKeyChecking=yes
                        10.0.0.21 ssh-ed25519 AAAAkey
                        """
                                .formatted(home.job(PLAN)));
        assertThat(home.path().resolve("keadm_token")).doesNotExist();
    }

    @Test
    void aHostThatIsNotPlannedStopsTheRun() throws Exception {
        assertThat(printed("THIRD=cp-edge-9"))
                .isEqualTo(
                        """
                        kpaas-edge-guard: the inventory has the host cp-edge-9 10.0.0.22, which is not planned
                        kpaas-edge-guard: the inventory has the member edge_node cp-edge-9, which is not planned
                        """);
        assertThat(job.state(new LocalHost(home)).exit()).contains(78);
    }

    @Test
    void anEmptyClusterVariableStopsTheRun() throws Exception {
        assertThat(printed("MASTER=")).contains("lacks the host cp-master 10.0.0.5");
    }

    @Test
    void yesterdaysInventoryStopsTheRun() throws Exception {
        Files.writeString(
                file(INVENTORY),
                """
                all:
                  hosts:
                    cp-master:
                      ansible_host: "10.0.0.5"
                    cp-edge-1:
                      ansible_host: 10.0.0.21
                  children:
                    cloudcore_node:
                      hosts:
                        cp-master:
                    edge_node:
                      hosts:
                        cp-edge-1:
                """);
        home.deploys(
                "sed -i s/{CLOUDCORE_VIP}/203.0.113.50/ ../"
                        + TEMPLATE
                        + "\nansible-playbook -i inventory/mycluster/edge-hosts.yaml x.yml\n");
        assertThat(follow())
                .isEqualTo("kpaas-edge-guard: " + INVENTORY + " was not written by this run\n");
    }

    @Test
    void aBurntTemplateStopsTheRun() throws Exception {
        Files.writeString(file(TEMPLATE), "advertiseAddress: 198.51.100.7\n");
        assertThat(printed(""))
                .isEqualTo("kpaas-edge-guard: " + TEMPLATE + " does not hold 203.0.113.50\n");
    }

    @Test
    void aPlaceholderThatIsLeftStopsTheRun() throws Exception {
        Files.writeString(file(TEMPLATE), "a: {CLOUDCORE_VIP} {CLOUDCORE_VIP}\n");
        assertThat(printed("")).contains(TEMPLATE + " still holds {CLOUDCORE_VIP}");
    }

    private String printed(String variables) throws Exception {
        home.deploys(variables + "\n" + SCRIPT);
        return follow();
    }

    private String follow() throws Exception {
        job.start(
                new LocalHost(home),
                "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh",
                GUARD,
                "v1.6.0",
                List.of("cp-edge-1"));
        return new LocalHost(home).run(job.follow(0, 0)).out();
    }

    private Path file(String path) {
        return home.path().resolve("cp-deployment").resolve(path);
    }
}
