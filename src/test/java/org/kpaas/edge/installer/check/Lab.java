package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.cluster.ClusterSnapshot.Resources;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release.Protocol;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A site on which every check passes: one control plane, one worker, two Raspberry Pis. Tests spoil one thing each.
final class Lab {
    static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    static final String CP = "control-plane";
    static final String LAPTOP = "laptop";
    static final String WORKER = "node/cp-worker-1";
    static final String VIP = "203.0.113.50";

    /// What an edge of v1.6.0 downloads from.
    static final List<String> WEB =
            List.of(
                    "https.storage.googleapis.com",
                    "https.registry-1.docker.io",
                    "https.auth.docker.io",
                    "https.registry.k8s.io",
                    "http.ports.ubuntu.com");

    private static final Pattern NAME = Pattern.compile("dns\\..*\\..*");

    final Map<String, Map<String, String>> values = new HashMap<>();
    final Map<String, Map<String, String>> texts = new HashMap<>();
    final Map<String, Problem> unread = new HashMap<>();
    final List<Reach> reach = new ArrayList<>();
    final List<ClusterSnapshot.Node> nodes = new ArrayList<>();
    final List<ClusterSnapshot.Pod> pods = new ArrayList<>();
    final List<EdgeNode> edges = new ArrayList<>();
    final List<RowDecision> firewall = new ArrayList<>();
    Optional<String> release = Optional.of("v1.6.0");
    Optional<CloudCore> cloudCore =
            Optional.of(
                    new CloudCore(
                            Exposure.INTERFACE,
                            new Ipv4("10.0.0.50"),
                            new Ipv4(VIP),
                            new HostName("cp-master"),
                            new HostName("cp-worker-1")));
    String serverVersion = "v1.30.4";
    boolean clusterRead = true;

    Lab() {
        laptop();
        controlPlane();
        edge(1);
        edge(2);
        for (String from : List.of("laptop", "edge-1", "edge-2")) {
            for (int port : List.of(10000, 10002)) {
                reach(from, port, Reach.Result.REFUSED);
            }
        }
        ways();
        nodes.add(node("cp-master", "10.0.0.10", "node-role.kubernetes.io/control-plane"));
        nodes.add(node("cp-worker-1", "10.0.0.11"));
        pod("kube-system", "kube-apiserver-cp-master", "cp-master", "v1.30.4");
        pod("kube-system", "coredns-1", "cp-master", "v1.11.1");
        pod("kube-system", "metrics-server-1", "cp-worker-1", "v0.7.0");
        pod("metallb-system", "controller-1", "cp-worker-1", "v0.13.9");
        pod("metallb-system", "speaker-1", "cp-master", "v0.13.9");
        pod("metallb-system", "speaker-2", "cp-worker-1", "v0.13.9");
    }

    /// The ways between the hosts, as the two-ended probe finds them on a healthy site.
    private void ways() {
        way("laptop", CP, 22, true, Reach.Result.OPEN);
        way(CP, WORKER, 22, true, Reach.Result.OPEN);
        way(WORKER, CP, 6443, true, Reach.Result.OPEN);
        way(WORKER, CP, 20006, true, Reach.Result.REFUSED);
        way(CP, WORKER, 10250, true, Reach.Result.OPEN);
        for (int port : List.of(111, 2049)) {
            way(WORKER, CP, port, true, Reach.Result.REFUSED);
        }
        way(Protocol.UDP, CP, WORKER, 4789, true, Reach.Result.OPEN);
        way(Protocol.UDP, WORKER, CP, 4789, true, Reach.Result.OPEN);
        for (String edge : List.of("edge-1", "edge-2")) {
            way(CP, edge, 22, true, Reach.Result.OPEN);
            way(edge, CP, 20006, true, Reach.Result.REFUSED);
            way(edge, CP, 6443, false, Reach.Result.FILTERED);
            way(edge, CP, 2379, false, Reach.Result.REFUSED);
            way("laptop", edge, 1883, false, Reach.Result.REFUSED);
        }
    }

    private void laptop() {
        put(LAPTOP, "key.control-plane", "ready");
        put(LAPTOP, "key.edge-1", "ready").put(LAPTOP, "key.edge-2", "ready");
        put(LAPTOP, "host-key.control-plane", "known").put(LAPTOP, "jump.count", "0");
        put(LAPTOP, "laptop.folder", "/home/me/.kpaas-edge-installer");
        put(LAPTOP, "laptop.folder.writable", "yes").put(LAPTOP, "laptop.disk.free.mib", "90000");
    }

    private void controlPlane() {
        values.put(CP, common("cp-master", "10.0.0.10 10.0.0.50", "amd64", "x86_64"));
        put(CP, "checkout.standalone", "yes");
        put(CP, "checkout.describe", "v1.6.0");
        put(CP, "checkout.keadm", "v1.14.4");
        put(CP, "reset.playbook", "yes");
        put(CP, "unwritable", "none");
        put(CP, "disk.home.free.kib", "8000000");
        put(CP, "keadm.amd64", "good");
        put(CP, "keadm.arm64", "good");
        put(CP, "host.vars", "none");
        put(CP, "group.vars.proxy", "no");
        put(CP, "ansible.playbook", "ansible-playbook [core 2.16.14]")
                .put(CP, "ansible.venv", "no");
        put(CP, "ansible.running", "no");
        put(CP, "fact.cache.foreign", "none").put(CP, "fact.cache.kinds", "none");
        put(CP, "ansible.community", "9.8.0").put(CP, "keadm.version", "v1.14.4");
        put(CP, "ansible.plan", "ok");
        put(CP, "security.amd64", "none").put(CP, "security.arm64", "none");
        put(CP, "https.raw.githubusercontent.com", "ok");
        put(CP, "dns.raw.githubusercontent.com", "ok");
        text(CP, "firewall.ufw", "Status: inactive\n");
        put(CP, "self.ssh", "ok");
        put(CP, "kube.namespace.kubeedge", "Active");
        put(CP, "kubeedge.ca", "aa").put(CP, "kubeedge.token.ca", "aa");
        put(CP, "kubeedge.served.ca", "aa aa").put(CP, "kubeedge.cert.names", VIP + " 10.0.0.50");
        put(CP, "kubeedge.token.expires", Long.toString(NOW.getEpochSecond() + 86_000));
        put(CP, "kube.deployments.free", "kubeedge/cloudcore").put(CP, "root.kubectl", "yes");
        put(CP, "kube.policies.enforced", "none").put(CP, "mesh.key", "own-key");
        put(
                CP,
                "images.cloud",
                "docker.io/kubeedge/cloudcore:v1.14.4 kubeedge/edgemesh-agent:v1.12.0");
        put(CP, "kube.nodeports.low", "30080:ingress/nginx");
        put(CP, "kube.metallb.resources", "ipaddresspools.metallb.io l2advertisements.metallb.io");
        put(CP, "kube.pools", "cp-pool:10.0.0.200-10.0.0.210;");
        put(CP, "kube.proxy.mode", "ipvs");
        put(CP, "kube.proxy.strict.arp", "true");
        put(CP, "kube.daemonsets.free", "kube-system/kube-proxy kube-system/nodelocaldns");
        text(CP, "checkout.status", " M standalone/cp-edge-vars.sh\n");
        text(
                CP,
                "file.cp-cluster-vars",
                """
                #!/bin/bash
                export MASTER1_NODE_HOSTNAME=cp-master
                export MASTER1_NODE_PUBLIC_IP=203.0.113.10 # reached from outside
                export MASTER1_NODE_PRIVATE_IP="10.0.0.10"
                export METALLB_IP_RANGE=10.0.0.200-10.0.0.210
                export STORAGE_TYPE='nfs'
                """);
        text(CP, "file.cp-edge-vars", "export CLOUDCORE_VIP=\n");
        text(
                CP,
                "file.deploy-cp-edge",
                "check $CLOUDCORE_PRIVATE_VIP ${CLOUDCORE_VIP} $CLOUDCORE1_NODE_HOSTNAME\n"
                        + "check $CLOUDCORE2_NODE_HOSTNAME; eval x=\\$EDGE${i}_NODE_PUBLIC_IP\n");
        template("edge/ha-cloudcore/02-ha-configmap.yaml", "advertise: {CLOUDCORE_VIP}\n");
        template("edge/ha-cloudcore/03-ha-deployment.yaml", "ip: {CLOUDCORE_PRIVATE_VIP}\n");
        template(
                "edge/edgemesh/agent/04-configmap.yaml",
                "node: {MASTER_NODE_HOSTNAME} {MASTER_NODE_PUBLIC_IP}\n");
    }

    private void template(String path, String content) {
        text(CP, "template." + path, content);
        text(CP, "template.head." + path, content);
    }

    private void edge(int number) {
        String id = "edge-" + number;
        String name = "cp-edge-" + number;
        edges.add(
                new EdgeNode(
                        new HostName(name),
                        new Ipv4("198.51.100." + number),
                        Port.SSH,
                        "ubuntu",
                        new Credential.Agent(),
                        EdgeNode.Route.VIA_CONTROL_PLANE));
        values.put(id, common(name, "198.51.100." + number, "arm64", "aarch64"));
        put(id, "board.model", "Raspberry Pi 4 Model B Rev 1.4");
        put(id, "cgroup.memory", "yes");
        put(id, "cgroup.mode", "v2");
        put(id, "cmdline.file", "/boot/firmware/cmdline.txt");
        put(id, "cmdline.lines", "1");
        put(id, "cmdline.tokens", "1");
        put(id, "throttled", "0x0");
        for (String unit : List.of("edgecore", "kubelet", "k3s", "docker", "containerd", "crio")) {
            put(id, unit + ".active", "no");
        }
        put(id, "kubeedge.dir", "no");
        put(id, "registries.custom", "no");
        put(id, "root.kubeconfig", "no");
        put(id, "mosquitto.lines", "0");
        put(id, "mosquitto.candidate", "2.0.11");
        put(id, "apt.locked", "no").put(id, "apt.lists.day", day(-2));
        put(id, "mosquitto.installed", "no").put(id, "mosquitto.installable", "yes");
        put(id, "apt.hosts", "ports.ubuntu.com");
        put(id, "elf.machine", "arm64").put(id, "cpu.count", "4").put(id, "swap.total.kib", "0");
        put(id, "sudo.requiretty", "no").put(id, "disk.read.kib.s", "40000");
        put(id, "hub.remaining", "100").put(id, "hub.source", "198.51.100.9");
        put(id, "mtu.path", "1500").put(id, "link.ms", "12").put(id, "link.lost.percent", "0");
        for (String web : WEB) {
            put(id, web, "ok").put(id, "dns" + web.substring(web.indexOf('.')), "ok");
        }
        text(id, "firewall.ufw", "Status: inactive\n");
        put(id, "tools.missing", "none");
        put(id, "modules.missing", "none");
        put(id, "mount.noexec", "none");
        put(id, "sysctl.ip.forward", "1");
        put(id, "sysctl.bridge.nf", "1");
        put(id, "pid.max", "32768");
        put(id, "pid.used", "200");
        put(id, "route.default", "yes");
        put(id, "route.networks", "198.51.100.0/24:eth0 10.85.0.0/16:cni0");
        put(CP, "ssh." + id, "ok");
        put(CP, "ssh." + id + ".machine", "machine-" + name);
        put(CP, "ssh." + id + ".hostkey", "SHA256:" + name);
    }

    /// Days since 1970, counted from today.
    static String day(int from) {
        return Long.toString(NOW.getEpochSecond() / 86_400 + from);
    }

    private static Map<String, String> common(
            String name, String addresses, String dpkg, String kernel) {
        var values = new TreeMap<String, String>();
        values.put("user.name", "ubuntu");
        values.put("listen.known", "yes");
        values.put("user.uid", "1000");
        values.put("user.home", "/home/ubuntu");
        values.put("host.name", name);
        values.put("kernel.arch", kernel);
        values.put("dpkg.arch", dpkg);
        values.put("long.bit", "64");
        values.put("os.id", "ubuntu");
        values.put("os.version", "22.04");
        values.put("os.pretty", "Ubuntu 22.04.5 LTS");
        values.put("clock.epoch", Long.toString(NOW.getEpochSecond() + 2));
        values.put("seen.epoch.before", Long.toString(NOW.getEpochSecond()));
        values.put("seen.epoch.after", Long.toString(NOW.getEpochSecond() + 4));
        values.put("ntp.synced", "yes");
        values.put("ntp.port", "open");
        values.put("ntp.server", "ntp.ubuntu.com");
        values.put("dns.servers", "192.0.2.53");
        values.put("dns.port", "open");
        values.put("disk.root.size.kib", "30000000");
        values.put("disk.var.size.kib", "30000000");
        values.put("disk.root.inodes.used.percent", "5");
        values.put("sudo.nopasswd", "yes");
        values.put("machine.id", "machine-" + name);
        values.put("ssh.host.keys", "SHA256:" + name);
        values.put("mem.total.kib", "3900000");
        values.put("mem.available.kib", "3000000");
        values.put("disk.root.free.kib", "20000000");
        values.put("disk.root.used.percent", "20");
        values.put("disk.var.free.kib", "20000000");
        values.put("disk.var.used.percent", "20");
        values.put("init.name", "systemd");
        values.put("python.version", "3.10.12");
        values.put("password.expires.day", "never");
        values.put("proxy.env", "none");
        values.put("tmp.mode", "1777");
        values.put("ip.addresses", addresses);
        return values;
    }

    Lab put(String host, String key, String value) {
        values.computeIfAbsent(host, h -> new TreeMap<>()).put(key, value);
        return this;
    }

    Lab drop(String host, String key) {
        values.getOrDefault(host, new TreeMap<>()).remove(key);
        return this;
    }

    Lab text(String host, String key, String text) {
        texts.computeIfAbsent(host, h -> new HashMap<>()).put(key, text);
        return this;
    }

    Lab edit(String key, UnaryOperator<String> change) {
        texts.getOrDefault(CP, new HashMap<>())
                .computeIfPresent(key, (k, text) -> change.apply(text));
        return this;
    }

    Lab unread(String host, String code) {
        values.remove(host);
        unread.put(host, Problem.of(code, host));
        reach.removeIf(it -> it.from().id().equals(host));
        return this;
    }

    /// The Internet as a firewall leaves it: every answer about it on one host.
    Lab web(String host, String state) {
        values.getOrDefault(host, new TreeMap<>())
                .replaceAll((key, value) -> key.startsWith("https.") ? state : value);
        return this;
    }

    Lab names(String host, String state) {
        values.getOrDefault(host, new TreeMap<>())
                .replaceAll((key, value) -> NAME.matcher(key).matches() ? state : value);
        return this;
    }

    Lab dropAll(String host, String prefix) {
        values.getOrDefault(host, new TreeMap<>()).keySet().removeIf(it -> it.startsWith(prefix));
        return this;
    }

    Lab clusterUnread(String code) {
        clusterRead = false;
        unread.put("cluster", Problem.of(code));
        return this;
    }

    Lab reach(String from, int port, Reach.Result result) {
        reach.removeIf(
                it ->
                        it.path() == Reach.Path.VIP
                                && it.from().id().equals(from)
                                && it.port() == port);
        Subject.Kind kind = from.equals("laptop") ? Subject.Kind.LAPTOP : Subject.Kind.EDGE;
        reach.add(
                Reach.cloudCore(new Subject(kind, from, from), VIP + ":" + port, port, result, ""));
        return this;
    }

    Lab way(String from, String target, int port, boolean wanted, Reach.Result result) {
        return way(Protocol.TCP, from, target, port, wanted, result);
    }

    Lab way(
            Protocol protocol,
            String from,
            String target,
            int port,
            boolean wanted,
            Reach.Result result) {
        reach.removeIf(
                it ->
                        it.from().id().equals(from)
                                && it.target().id().equals(target)
                                && it.port() == port);
        String to = target + ":" + port;
        return reach(
                new Reach(
                        end(from),
                        end(target),
                        to,
                        port,
                        protocol,
                        Reach.Path.DIRECT,
                        wanted,
                        result,
                        ""));
    }

    /// The way that a load balancer takes to a node.
    Lab nodePort(String from, int port, Reach.Result result) {
        String to = "10.0.0.11:" + (port + 20_000);
        return reach(
                new Reach(
                        end(from),
                        end(WORKER),
                        to,
                        port,
                        Protocol.TCP,
                        Reach.Path.NODE_PORT,
                        true,
                        result,
                        ""));
    }

    private Lab reach(Reach attempt) {
        reach.add(attempt);
        return this;
    }

    /// As if nobody had tried the ways to one port.
    Lab untried(int port) {
        reach.removeIf(it -> it.port() == port && it.path() == Reach.Path.DIRECT);
        return this;
    }

    private static Subject end(String id) {
        Subject.Kind kind =
                switch (id) {
                    case "laptop" -> Subject.Kind.LAPTOP;
                    case CP -> Subject.Kind.CONTROL_PLANE;
                    case WORKER -> Subject.Kind.NODE;
                    default -> Subject.Kind.EDGE;
                };
        return new Subject(kind, id, id.substring(id.indexOf('/') + 1));
    }

    Lab node(ClusterSnapshot.Node node) {
        nodes.removeIf(it -> it.name().equals(node.name()));
        nodes.add(node);
        return this;
    }

    Lab pod(String namespace, String name, String node, String tag) {
        return pod(namespace, name, node, tag, "Running");
    }

    Lab pod(String namespace, String name, String node, String tag, String status) {
        pods.removeIf(it -> it.name().equals(name));
        int ready = status.equals("Running") ? 1 : 0;
        pods.add(
                new ClusterSnapshot.Pod(
                        namespace,
                        name,
                        "Deployment/" + name,
                        node,
                        status,
                        ready,
                        1,
                        0,
                        NOW,
                        List.of("registry/" + name + ":" + tag),
                        Optional.of(new Resources(100, 102_400)),
                        ""));
        return this;
    }

    /// Other programs that have reserved some of a node.
    Lab reserve(String namespace, String node, long cpuMillis, long memoryMib) {
        pods.add(
                new ClusterSnapshot.Pod(
                        namespace,
                        "busy-" + node,
                        "Deployment/busy",
                        node,
                        "Running",
                        1,
                        1,
                        0,
                        NOW,
                        List.of(),
                        Optional.of(new Resources(cpuMillis, memoryMib * 1024)),
                        ""));
        return this;
    }

    Lab cloudCore(UnaryOperator<CloudCore> change) {
        cloudCore = cloudCore.map(change);
        return this;
    }

    Lab edgeNode(int index, UnaryOperator<EdgeNode> change) {
        edges.set(index, change.apply(edges.get(index)));
        return this;
    }

    static EdgeNode named(EdgeNode edge, String name) {
        return new EdgeNode(
                new HostName(name),
                edge.address(),
                edge.port(),
                edge.user(),
                edge.credential(),
                edge.route());
    }

    static EdgeNode at(EdgeNode edge, String address, int port) {
        return new EdgeNode(
                edge.hostName(),
                new Ipv4(address),
                new Port(port),
                edge.user(),
                edge.credential(),
                edge.route());
    }

    static ClusterSnapshot.Node node(String name, String address, String... labels) {
        var all = new HashMap<String, String>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            all.put(
                    equals < 0 ? label : label.substring(0, equals),
                    equals < 0 ? "" : label.substring(equals + 1));
        }
        return new ClusterSnapshot.Node(
                name,
                "True",
                "",
                NOW,
                all,
                List.of(),
                List.of(address),
                "amd64",
                "Ubuntu 22.04.5 LTS",
                "cri-o://1.30.3",
                "v1.30.4",
                List.of(),
                Optional.of(new Resources(3900, 3_800_000)));
    }

    static ClusterSnapshot.Node edgeNode(String name, String ready, String kubelet) {
        return new ClusterSnapshot.Node(
                name,
                ready,
                "",
                NOW,
                Map.of(
                        "node-role.kubernetes.io/edge", "",
                        "node-role.kubernetes.io/agent", ""),
                List.of(),
                List.of("192.168.0.9"),
                "arm64",
                "Ubuntu 22.04.5 LTS",
                "cri-o://1.26.4",
                kubelet,
                List.of(),
                Optional.of(new Resources(4000, 3_800_000)));
    }

    Site site() {
        Site site =
                Site.of(
                                "field",
                                new Access(
                                        "203.0.113.10",
                                        Port.SSH,
                                        "ubuntu",
                                        new Credential.Agent(),
                                        Optional.empty()))
                        .withEdges(edges)
                        .withFirewall(firewall);
        return cloudCore.map(site::with).orElse(site);
    }

    /// What Ansible finds in the planned inventory, unless a test says otherwise.
    private void plan() {
        if (values.containsKey(CP)) {
            String names =
                    edges.stream().map(it -> it.hostName().text()).collect(Collectors.joining(" "));
            values.get(CP).putIfAbsent("ansible.plan.hosts", (names + " cp-master").strip());
        }
    }

    SiteFacts facts() {
        plan();
        var hosts = new HashMap<String, HostFacts>();
        values.forEach(
                (id, facts) ->
                        hosts.put(
                                id,
                                new HostFacts(
                                        subject(id), facts, texts.getOrDefault(id, Map.of()))));
        Optional<ClusterSnapshot> cluster =
                clusterRead
                        ? Optional.of(
                                new ClusterSnapshot(NOW, serverVersion, nodes, pods, List.of()))
                        : Optional.empty();
        return new SiteFacts(NOW, release, hosts, cluster, reach, unread);
    }

    private Subject subject(String id) {
        if (id.equals(LAPTOP)) {
            return Subject.LAPTOP;
        }
        return site().edgeSubjects().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseGet(() -> site().controlPlaneSubject());
    }

    List<Answer> ask() {
        return Checks.ask(site(), facts());
    }

    /// What did not pass, as `id subject state`.
    List<String> troubles() {
        return ask().stream().filter(it -> it.rank() < 2).map(Lab::line).toList();
    }

    static String line(Answer answer) {
        return answer.id() + " " + answer.result().on().id() + " " + state(answer.result());
    }

    static String state(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed it -> "passed";
            case CheckResult.Warned it -> "warned";
            case CheckResult.Failed it -> "failed";
            case CheckResult.NotAsked it -> "not-asked";
            case CheckResult.Unknown it -> "unknown";
        };
    }
}
