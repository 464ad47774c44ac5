package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Answers `script/facts.sh`: what the host says about itself, what it can reach, and on the control plane the
/// checkout, the running job and the way to the edges.
final class FactsAnswer implements ScriptCall.Answer {
    private final PracticeModel model;
    private final Jobs jobs;

    FactsAnswer(PracticeModel model, Jobs jobs) {
        this.model = model;
        this.jobs = jobs;
    }

    @Override
    public int answer(ScriptCall call) throws IOException {
        BootFile.refresh(call.host());
        for (var entry : call.host().values().entrySet()) {
            call.value(entry.getKey(), entry.getValue());
        }
        call.value("clock.epoch", Long.toString(call.host().clock().getEpochSecond()));
        call.value("ssh.host.keys", HostKeys.fingerprint(call.host().hostKey()));
        call.text("ssh.host.public", HostKeys.line(call.host().hostKey()));
        call.text("firewall.ufw", "Status: inactive");
        if (call.host().isControlPlane()) {
            checkout(call);
            plan(call);
            Optional<String> job = jobs.running();
            Optional<String> ledger = call.host().files().read(FileScripts.LEDGER);
            if (ledger.isPresent()) {
                call.text("nodes.ledger", ledger.get());
            }
            if (job.isPresent()) {
                call.value("job.running", job.get());
            }
        }
        for (String argument : call.arguments()) {
            probe(call, argument);
        }
        if (call.host().isControlPlane()
                && call.arguments().stream().noneMatch(it -> it.startsWith("self-ssh:"))) {
            login(
                    call,
                    "self.ssh",
                    SshServers.USER + "@" + call.host().address(),
                    Integer.toString(model.sshPort()));
        }
        call.end();
        return 0;
    }

    private void checkout(ScriptCall call) throws IOException {
        Checkout checkout = model.checkout();
        call.flag("checkout.standalone", checkout.isThere());
        if (!checkout.isThere()) {
            return;
        }
        call.value("checkout.describe", checkout.describe());
        call.value("checkout.keadm", checkout.text("edge/keadm/arm64/version").orElse("").strip());
        file(call, "file.cp-cluster-vars", Checkout.CLUSTER_VARIABLES);
        file(call, "file.cp-edge-vars", Checkout.EDGE_VARIABLES);
        file(call, "file.deploy-cp-edge", Checkout.DEPLOY_SCRIPT);
        file(call, "file.inventory", Checkout.INVENTORY);
        marks(call, "file.cp-cluster-vars", Checkout.CLUSTER_VARIABLES);
        marks(call, "file.cp-edge-vars", Checkout.EDGE_VARIABLES);
        call.text("checkout.status", String.join("\n", checkout.status()));
        for (Release.Template template : checkout.templates()) {
            file(call, "template." + template.path(), template.path());
            call.text("template.head." + template.path(), checkout.head(template.path()));
        }
        call.flag("reset.playbook", checkout.exists("standalone/playbooks/reset_edge.yml"));
    }

    /// What Ansible would make of the planned inventory.
    private static void plan(ScriptCall call) throws IOException {
        List<String> edges =
                call.arguments().stream()
                        .filter(it -> it.startsWith("plan:"))
                        .map(it -> it.split(":", -1)[1])
                        .toList();
        if (!edges.isEmpty() && call.host().value("ansible.playbook").isPresent()) {
            var hosts = new TreeSet<>(edges);
            hosts.add(InitialCluster.CONTROL_PLANE);
            call.value("ansible.plan", "ok");
            call.value("ansible.plan.hosts", String.join(" ", hosts));
        }
    }

    private void file(ScriptCall call, String key, String path) throws IOException {
        Optional<String> text = model.checkout().text(path);
        if (text.isPresent()) {
            call.text(key, text.get());
        }
    }

    private void marks(ScriptCall call, String key, String path) throws IOException {
        Optional<String> text = model.checkout().text(path);
        if (text.isPresent()) {
            call.flag(key + ".crlf", text.get().contains("\r"));
            call.flag(key + ".bom", text.get().startsWith("\uFEFF"));
        }
    }

    /// The Internet of a practice site is always there: nothing outside of it is tried.
    ///
    /// @param target as in the script's arguments
    private void probe(ScriptCall call, String target) throws IOException {
        String[] parts = target.split(":", -1);
        switch (parts[0]) {
            case "tcp" -> {
                String state =
                        parts[1].startsWith(KubeObjects.SERVICES)
                                ? service(call.host())
                                : model.network().probe(parts[1], Integer.parseInt(parts[2]));
                call.value("tcp." + parts[1] + ":" + parts[2], state);
            }
            case "https", "http" -> {
                call.value("dns." + parts[1], "ok");
                call.value(parts[0] + "." + parts[1], "ok");
                call.value("dns.servers", model.net().controlPlane().text());
                call.value("dns.port", "open");
            }
            case "ntp" -> {
                call.value("ntp.server", parts[1]);
                call.value("ntp.port", "open");
            }
            case "hub" -> call.value("hub.remaining", "100");
            case "mtu" -> call.value("mtu.path", "1500");
            case "link" -> {
                boolean answers =
                        !model.network()
                                .probe(parts[1], Integer.parseInt(parts[2]))
                                .equals("filtered");
                call.value("link.lost.percent", answers ? "0" : "100");
                if (answers) {
                    call.value("link.ms", "7");
                }
            }
            case "self-ssh" -> login(call, "self.ssh", parts[1], parts[2]);
            case "ssh" -> login(call, "ssh." + parts[1], parts[2], parts[3]);
            default -> {} // the role, and the plan, which is answered as a whole
        }
    }

    /// Services answer on an edge when EdgeMesh runs there.
    private static String service(PracticeHost host) {
        return host.isControlPlane() || host.says("mesh.device", "yes") ? "open" : "filtered";
    }

    private void login(ScriptCall call, String key, String userAt, String port) throws IOException {
        String user = userAt.substring(0, userAt.indexOf('@'));
        String address = userAt.substring(userAt.indexOf('@') + 1);
        Optional<PracticeHost> host = model.at(address);
        String result = host.map(found -> result(found, user, port)).orElse("timeout");
        call.value(key, result);
        if (host.isPresent() && (result.equals("ok") || result.equals("sudo-password"))) {
            call.value(key + ".user", user);
            call.value(key + ".home", HostFiles.HOME);
            call.value(key + ".hostname", host.get().name());
            call.value(key + ".hostkey", HostKeys.fingerprint(host.get().hostKey()));
            call.value(key + ".machine", host.get().value("machine.id").orElse(""));
        }
    }

    private String result(PracticeHost host, String user, String port) {
        if (!model.isReachable(host)) {
            return "timeout";
        }
        if (!port.equals(Integer.toString(model.sshPort()))) {
            return "refused";
        }
        if (host.passwordExpired()) {
            return "expired";
        }
        if (!user.equals(SshServers.USER) || !host.acceptsControlPlane()) {
            return "denied";
        }
        return host.says("sudo.nopasswd", "yes") ? "ok" : "sudo-password";
    }
}
