package org.kpaas.edge.installer.check;

import static org.kpaas.edge.installer.check.Faults.fact;
import static org.kpaas.edge.installer.check.Faults.fault;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.RowDecision;

import java.util.ArrayList;
import java.util.List;

/// Planted faults of the laptop, of Ansible's path and of what hosts reach outside.
final class HostFaults {
    private static final String CP = Lab.CP;
    private static final String LAPTOP = Lab.LAPTOP;

    private HostFaults() {}

    static List<Faults> all() {
        var all = new ArrayList<Faults>();
        laptop(all);
        twoPaths(all);
        checkout(all);
        ansible(all);
        names(all);
        downloads(all);
        pulls(all);
        way(all);
        firewall(all);
        machine(all);
        return all;
    }

    private static void laptop(List<Faults> all) {
        for (String state : List.of("missing", "unreadable", "no-agent", "no-keys")) {
            fact(all, "LAP-01", LAPTOP, "failed", "key.edge-1", state);
        }
        fact(all, "LAP-01", LAPTOP, "passed", "key.control-plane", "locked");
        all.removeIf(it -> it.state().equals("unknown"));
        fault(all, "LAP-01", LAPTOP, "unknown", "not looked at", lab -> lab.values.remove(LAPTOP));
        fault(all, "LAP-01", LAPTOP, "failed", "and so nobody gets in", HostFaults::lockedOut);
        fact(all, "LAP-03", LAPTOP, "warned", "host-key.control-plane", "new");
        fault(
                all,
                "LAP-03",
                LAPTOP,
                "failed",
                "changed",
                lab -> {
                    offTheAir(lab);
                    lab.unread.put(
                            CP,
                            Problem.of(
                                    "remote.host-key-changed", "cp", "SHA256:a", "SHA256:b", "f"));
                });
        fault(
                all,
                "LAP-06",
                LAPTOP,
                "failed",
                "the second hop refuses",
                lab -> {
                    offTheAir(lab);
                    lab.put(LAPTOP, "jump.count", "2").put(LAPTOP, "jump.1", "ok");
                    lab.put(LAPTOP, "jump.2", "forwarding-refused");
                    lab.put(LAPTOP, "jump.2.label", "me@gate");
                });
        fault(
                all,
                "LAP-06",
                LAPTOP,
                "passed",
                "one hop",
                lab -> lab.put(LAPTOP, "jump.count", "1").put(LAPTOP, "jump.1", "ok"));
        fault(all, "LAP-06", LAPTOP, "unknown", "not told", lab -> lab.drop(LAPTOP, "jump.count"));
        fact(all, "LAP-08", LAPTOP, "failed", "laptop.disk.free.mib", "199");
        fact(all, "LAP-08", LAPTOP, "failed", "laptop.folder.writable", "no");
        fault(all, "LAP-07", LAPTOP, "warned", "the laptop is late", lab -> shift(lab, 20));
        fault(
                all,
                "LAP-07",
                LAPTOP,
                "failed",
                "the laptop is a day late",
                lab -> shift(lab, 86_400));
    }

    private static void shift(Lab lab, long seconds) {
        long now = Lab.NOW.getEpochSecond() + 2 + seconds;
        for (String host : List.of(CP, "edge-1", "edge-2")) {
            lab.put(host, "clock.epoch", Long.toString(now));
        }
    }

    private static void lockedOut(Lab lab) {
        offTheAir(lab);
        for (String host : List.of(CP, "edge-1", "edge-2")) {
            lab.put(LAPTOP, "key." + host, "missing");
            lab.unread.put(host, Problem.of("remote.key-unreadable", host));
        }
    }

    private static void offTheAir(Lab lab) {
        lab.unread(CP, "remote.refused").clusterUnread("remote.refused");
        lab.unread("edge-1", "remote.refused").unread("edge-2", "remote.refused");
    }

    private static void twoPaths(List<Faults> all) {
        fault(
                all,
                "LAP-05",
                "edge-1",
                "failed",
                "another host key for the control plane",
                lab -> lab.put(CP, "ssh.edge-1.hostkey", "SHA256:somebody"));
        fault(
                all,
                "LAP-05",
                "edge-1",
                "passed",
                "another of its keys",
                lab -> lab.put("edge-1", "ssh.host.keys", "SHA256:rsa SHA256:cp-edge-1"));
        fault(
                all,
                "EDG-05",
                "edge-2",
                "failed",
                "shows the same host key",
                lab ->
                        lab.put("edge-1", "seen.host.key", "SHA256:clone")
                                .put("edge-2", "seen.host.key", "SHA256:clone"));
    }

    private static void checkout(List<Faults> all) {
        fact(all, "REL-09", CP, "warned", "security.arm64", "74423f9af200c7ee0d4d7bb171f42c5b");
        all.removeIf(it -> it.id().equals("REL-09") && it.state().equals("unknown"));
        fault(all, "REL-09", CP, "unknown", "no sha256sum", lab -> lab.dropAll(CP, "security."));
        fault(
                all,
                "REL-08",
                CP,
                "failed",
                "keadm of another release",
                lab -> lab.put(CP, "keadm.version", "v1.20.0"));
        fault(
                all,
                "REL-07",
                CP,
                "failed",
                "no inodes",
                lab -> lab.put(CP, "disk.home.inodes.used.percent", "100"));
    }

    private static void ansible(List<Faults> all) {
        fault(
                all,
                "ANS-01",
                CP,
                "warned",
                "another package",
                lab -> lab.put(CP, "ansible.community", "10.1.0"));
        fault(
                all,
                "ANS-02",
                CP,
                "failed",
                "a role is broken",
                lab ->
                        lab.put(CP, "ansible.plan", "broken")
                                .put(CP, "ansible.plan.error", "tasks/main.yml:32"));
        fault(
                all,
                "ANS-02",
                CP,
                "failed",
                "a host is missing",
                lab -> lab.put(CP, "ansible.plan.hosts", "cp-edge-1 cp-master"));
        fault(all, "ANS-02", CP, "unknown", "no bash", lab -> lab.drop(CP, "ansible.plan"));
        fault(
                all,
                "ANS-07",
                "edge-1",
                "warned",
                "requiretty",
                lab -> lab.put("edge-1", "sudo.requiretty", "yes"));
        fault(
                all,
                "ANS-09",
                CP,
                "warned",
                "a board was replaced",
                lab -> lab.put(CP, "fact.cache.kinds", "cp-edge-1:x86_64 other:armv7l"));
        fault(
                all,
                "ANS-09",
                CP,
                "passed",
                "facts of the same board",
                lab -> lab.put(CP, "fact.cache.kinds", "cp-edge-1:aarch64"));
    }

    private static void names(List<Faults> all) {
        for (String host : List.of("edge-1", CP)) {
            fault(
                    all,
                    "PORT-53",
                    host,
                    "failed",
                    "no answer",
                    lab ->
                            lab.names(host, "no")
                                    .web(host, "no-name")
                                    .put(host, "dns.port", "filtered"));
            fault(
                    all,
                    "EDG-25",
                    host,
                    "failed",
                    "a server that knows nothing",
                    lab -> lab.names(host, "no").web(host, "no-name"));
            fault(
                    all,
                    "EDG-25",
                    host,
                    "failed",
                    "no server",
                    lab ->
                            lab.names(host, "no")
                                    .web(host, "no-name")
                                    .put(host, "dns.servers", "none"));
        }
        fault(
                all,
                "PORT-53",
                "edge-1",
                "passed",
                "names resolve by another way",
                lab -> lab.put("edge-1", "dns.port", "filtered"));
        fault(
                all,
                "PORT-53",
                "edge-1",
                "unknown",
                "no python",
                lab -> lab.names("edge-1", "no").drop("edge-1", "dns.port"));
        fault(
                all,
                "EDG-25",
                "edge-1",
                "unknown",
                "no tool",
                lab ->
                        Lab.WEB.forEach(
                                it -> lab.drop("edge-1", "dns" + it.substring(it.indexOf('.')))));
        fault(
                all,
                "PORT-123",
                "edge-1",
                "warned",
                "no answer",
                lab -> lab.put("edge-1", "ntp.synced", "no").put("edge-1", "ntp.port", "filtered"));
        fault(
                all,
                "PORT-123",
                CP,
                "unknown",
                "no python",
                lab -> lab.put(CP, "ntp.synced", "no").drop(CP, "ntp.port"));
    }

    private static void downloads(List<Faults> all) {
        for (String host : List.of("edge-1", CP)) {
            fault(all, "PORT-443", host, "failed", "dropped", lab -> lab.web(host, "filtered"));
        }
        fault(
                all,
                "PORT-443",
                "edge-1",
                "unknown",
                "no tool",
                lab -> lab.dropAll("edge-1", "http"));
        fault(
                all,
                "EDG-26",
                "edge-1",
                "failed",
                "one host is blocked",
                lab -> lab.put("edge-1", "https.registry.k8s.io", "filtered"));
        fault(
                all,
                "EDG-26",
                CP,
                "failed",
                "somebody looks into TLS",
                lab -> lab.put(CP, "https.raw.githubusercontent.com", "tls"));
        fault(
                all,
                "EDG-26",
                "edge-1",
                "passed",
                "the runtime is there already",
                lab ->
                        lab.put("edge-1", "https.storage.googleapis.com", "filtered")
                                .put("edge-1", "crio.version", "1.26.4"));
        fault(
                all,
                "EDG-26",
                "edge-1",
                "passed",
                "the site's own archive",
                lab ->
                        lab.put("edge-1", "http.ports.ubuntu.com", "filtered")
                                .put("edge-1", "apt.hosts", "mirror.example"));
        fault(all, "EDG-26", "edge-1", "passed", "air gap, all is there", HostFaults::airGap);
        fault(all, "EDG-26", "edge-1", "unknown", "no tool", lab -> lab.dropAll("edge-1", "http"));
    }

    private static void airGap(Lab lab) {
        lab.names("edge-1", "no").web("edge-1", "no-name").put("edge-1", "dns.servers", "none");
        lab.put("edge-1", "crio.version", "1.26.4").put("edge-1", "mosquitto.installed", "yes");
        lab.put(
                "edge-1",
                "images.present",
                "docker.io/kubeedge/installation-package:v1.14.4 docker.io/kubeedge/pause:3.6"
                        + " docker.io/library/eclipse-mosquitto:1.6.15"
                        + " docker.io/kubeedge/edgemesh-agent:v1.12.0 registry.k8s.io/pause:3.9");
    }

    private static void pulls(List<Faults> all) {
        fact(all, "EDG-27", "edge-1", "warned", "hub.remaining", "7");
        fact(all, "EDG-27", "edge-1", "passed", "hub.remaining", "unlimited");
        fault(
                all,
                "EDG-27",
                "edge-1",
                "passed",
                "the other node comes from elsewhere",
                lab ->
                        lab.put("edge-1", "hub.remaining", "7")
                                .put("edge-2", "hub.source", "192.0.2.1"));
    }

    private static void way(List<Faults> all) {
        fact(all, "EDG-30", "edge-1", "warned", "mtu.path", "1280");
        fault(
                all,
                "EDG-30",
                "edge-1",
                "warned",
                "no ping, and a narrow interface",
                lab -> lab.drop("edge-1", "mtu.path").put("edge-1", "mtu.device", "1380"));
        fault(
                all,
                "EDG-30",
                "edge-1",
                "unknown",
                "no ping",
                lab -> lab.drop("edge-1", "mtu.path").put("edge-1", "mtu.device", "1500"));
        fact(all, "EDG-31", "edge-1", "warned", "link.ms", "101");
        fact(all, "EDG-31", "edge-1", "warned", "link.lost.percent", "10");
        fact(all, "EDG-31", "edge-1", "failed", "link.ms", "1001");
        fault(
                all,
                "PORT-10000",
                "edge-1",
                "failed",
                "filtered, and every attempt is lost",
                lab ->
                        lab.reach("edge-1", 10000, Reach.Result.FILTERED)
                                .put("edge-1", "link.lost.percent", "100")
                                .drop("edge-1", "link.ms"));
    }

    private static void firewall(List<Faults> all) {
        String closed = "Status: active\nDefault: deny (incoming), allow (outgoing)\n\n";
        String ssh = "22/tcp                     ALLOW IN    Anywhere\n";
        fault(
                all,
                "EDG-32",
                "edge-1",
                "warned",
                "ufw with SSH only",
                lab -> lab.text("edge-1", "firewall.ufw", closed + ssh));
        fault(
                all,
                "EDG-32",
                CP,
                "warned",
                "nft with SSH only",
                lab -> {
                    lab.text(
                            CP,
                            "firewall.nft",
                            "\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n"
                                    + "\t\ttcp dport { 22, 80 } accept\n\t}\n");
                });
        fault(
                all,
                "EDG-32",
                CP,
                "warned",
                "iptables with SSH only",
                lab ->
                        lab.text(
                                CP,
                                "firewall.iptables",
                                "-P INPUT ACCEPT\n"
                                    + "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n"
                                    + "-A INPUT -j REJECT --reject-with icmp-host-prohibited\n"));
        fault(
                all,
                "EDG-32",
                "edge-1",
                "passed",
                "ufw lets in all that is needed",
                lab ->
                        lab.text(
                                "edge-1",
                                "firewall.ufw",
                                closed
                                        + ssh
                                        + "20006/tcp   ALLOW IN    10.0.0.0/8\n"
                                        + "30000:32767/tcp ALLOW IN Anywhere\n"));
        fault(
                all,
                "EDG-32",
                "edge-1",
                "passed",
                "what is kept out is not wanted",
                lab -> {
                    lab.text("edge-1", "firewall.ufw", closed + ssh);
                    for (String row : List.of("edge/tcp/20006", "edge/tcp/30000-32767")) {
                        lab.firewall.add(new RowDecision(row, false, "no services", List.of()));
                    }
                });
        fault(
                all,
                "EDG-32",
                "edge-1",
                "unknown",
                "chains that lead on",
                lab ->
                        lab.text(
                                "edge-1",
                                "firewall.nft",
                                "\tchain input {\n"
                                        + "\t\ttype filter hook input priority 0; policy drop;\n"
                                        + "\t\tjump ours\n"
                                        + "\t}\n"));
    }

    private static void machine(List<Faults> all) {
        fault(
                all,
                "EDG-01",
                "edge-1",
                "failed",
                "programs of another kind",
                lab -> lab.put("edge-1", "elf.machine", "armhf"));
        fact(all, "EDG-09", "edge-1", "warned", "swap.total.kib", "102400");
        fact(all, "EDG-09", "edge-1", "failed", "cpu.count", "0");
        fact(all, "EDG-10", "edge-1", "warned", "disk.root.inodes.used.percent", "97");
        fact(all, "EDG-10", "edge-1", "failed", "disk.var.size.kib", "900000");
        all.removeIf(it -> it.id().matches("EDG-(09|10)") && it.state().equals("unknown"));
        fact(all, "EDG-13", "edge-1", "warned", "disk.read.kib.s", "6000");
        for (String ca : List.of("ours", "theirs")) {
            fault(
                    all,
                    "EDG-15",
                    "edge-1",
                    "failed",
                    "joined, trusts " + ca,
                    lab ->
                            lab.put("edge-1", "kubeedge.dir", "yes")
                                    .put("edge-1", "kubeedge.ca", ca)
                                    .put(CP, "kubeedge.ca", "ours")
                                    .put(CP, "kubeedge.token.ca", "ours")
                                    .put(CP, "kubeedge.served.ca", "ours"));
        }
        fault(
                all,
                "EDG-20",
                "edge-1",
                "failed",
                "apt cannot",
                lab -> lab.put("edge-1", "mosquitto.installable", "no"));
        fact(all, "EDG-20", "edge-1", "warned", "apt.lists.day", Lab.day(-31));
        all.removeIf(it -> it.id().equals("EDG-20") && it.state().equals("unknown"));
    }
}
