package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One planted fault: what it does to a healthy site, and which answer must then be there.
record Faults(String id, String subject, String state, String name, Consumer<Lab> plant) {
    private static final String CP = Lab.CP;

    String line() {
        return id + " " + subject + " " + state;
    }

    static List<Faults> all() {
        var all = new ArrayList<Faults>();
        all.addAll(HostFaults.all());
        all.addAll(PortFaults.all());
        reach(all);
        release(all);
        variables(all);
        ansible(all);
        cluster(all);
        capacity(all);
        kubeedge(all);
        cloudcore(all);
        edgeSystem(all);
        edgeSoftware(all);
        portsAndVersions(all);
        return all;
    }

    static void fault(
            List<Faults> all, String id, String on, String state, String name, Consumer<Lab> it) {
        all.add(new Faults(id, on, state, name, it));
    }

    /// A fact with a bad value, and the same fact absent.
    static void fact(
            List<Faults> all, String id, String host, String state, String key, String bad) {
        fault(all, id, host, state, key + " = " + bad, lab -> lab.put(host, key, bad));
        if (all.stream().noneMatch(it -> it.id.equals(id) && it.state.equals("unknown"))) {
            fault(all, id, host, "unknown", "no " + key, lab -> lab.drop(host, key));
        }
    }

    private static void reach(List<Faults> all) {
        fault(all, "LAP-02", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        fault(
                all,
                "LAP-02",
                CP,
                "failed",
                "refused",
                lab -> {
                    lab.unread(CP, "remote.refused").clusterUnread("remote.refused");
                    lab.unread("edge-1", "remote.refused").unread("edge-2", "remote.refused");
                });
        fact(all, "LAP-04", CP, "warned", "user.uid", "0");
        fault(all, "LAP-05", "edge-1", "failed", "off", lab -> offline(lab));
        fault(
                all,
                "LAP-05",
                "edge-1",
                "unknown",
                "not looked at",
                lab -> {
                    lab.values.remove("edge-1");
                });
        fault(
                all,
                "LAP-05",
                "edge-1",
                "failed",
                "another machine behind the same address",
                lab -> lab.put(CP, "ssh.edge-1.machine", "else"));
        long now = Lab.NOW.getEpochSecond();
        fact(all, "LAP-07", "edge-1", "warned", "clock.epoch", Long.toString(now + 20));
        fact(all, "LAP-07", "edge-1", "failed", "clock.epoch", Long.toString(now - 4000));
    }

    private static void offline(Lab lab) {
        lab.unread("edge-1", "remote.timed-out");
        lab.put(CP, "ssh.edge-1", "timeout").drop(CP, "ssh.edge-1.machine");
    }

    private static void release(List<Faults> all) {
        fact(all, "REL-01", CP, "failed", "checkout.standalone", "no");
        fault(
                all,
                "REL-02",
                CP,
                "failed",
                "unknown scripts",
                lab -> {
                    lab.release = Optional.empty();
                    lab.text(CP, "file.deploy-cp-edge", "echo $CLOUDCORE_PUBLIC_ADDRESS\n");
                });
        fault(
                all,
                "REL-02",
                CP,
                "warned",
                "scripts of one release, tag of another",
                lab -> lab.put(CP, "checkout.describe", "v1.6.2"));
        fault(
                all,
                "REL-02",
                CP,
                "warned",
                "commits on top of the tag",
                lab -> lab.put(CP, "checkout.describe", "v1.6.0-2-gabcdef0"));
        fault(all, "REL-02", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        fault(
                all,
                "REL-03",
                CP,
                "warned",
                "a role was changed",
                lab ->
                        lab.text(
                                CP,
                                "checkout.status",
                                " M standalone/roles/cp/edge/keadm_join/tasks/main.yml\n"));
        fault(
                all,
                "REL-03",
                CP,
                "unknown",
                "no git",
                lab ->
                        lab.texts
                                .getOrDefault(CP, new java.util.HashMap<>())
                                .remove("checkout.status"));
        String template = "template.edge/ha-cloudcore/02-ha-configmap.yaml";
        fault(
                all,
                "REL-04",
                CP,
                "warned",
                "burnt with another address",
                lab -> lab.text(CP, template, "advertise: 203.0.113.99\n"));
        fault(
                all,
                "REL-04",
                CP,
                "failed",
                "burnt and committed",
                lab -> {
                    lab.text(CP, template, "advertise: 203.0.113.99\n");
                    lab.text(
                            CP,
                            template.replace("template.", "template.head."),
                            "advertise: 203.0.113.99\n");
                });
        fault(
                all,
                "REL-04",
                CP,
                "failed",
                "burnt and not in git",
                lab -> {
                    lab.text(CP, template, "advertise: 203.0.113.99\n");
                    lab.texts
                            .getOrDefault(CP, new java.util.HashMap<>())
                            .remove(template.replace("template.", "template.head."));
                    lab.put(CP, template.replace("template.", "template.lost."), "yes");
                });
        fault(
                all,
                "REL-04",
                CP,
                "unknown",
                "burnt, and git was too slow",
                lab -> {
                    lab.text(CP, template, "advertise: 203.0.113.99\n");
                    lab.texts
                            .getOrDefault(CP, new java.util.HashMap<>())
                            .remove(template.replace("template.", "template.head."));
                });
        fault(
                all,
                "REL-04",
                CP,
                "passed",
                "burnt with the same address",
                lab -> lab.text(CP, template, "advertise: " + Lab.VIP + "\n"));
        fault(
                all,
                "REL-04",
                CP,
                "unknown",
                "no templates",
                lab ->
                        lab.texts
                                .values()
                                .forEach(it -> it.keySet().removeIf(k -> k.startsWith("temp"))));
        fact(all, "REL-05", CP, "warned", "reset.playbook", "no");
        fault(
                all,
                "REL-06",
                CP,
                "failed",
                "empty",
                lab ->
                        lab.edit(
                                "file.cp-cluster-vars",
                                text -> text.replace("HOSTNAME=cp-master", "HOSTNAME=")));
        fault(
                all,
                "REL-06",
                CP,
                "failed",
                "another cluster",
                lab ->
                        lab.edit(
                                "file.cp-cluster-vars",
                                text -> text.replace("10.0.0.10", "10.0.0.77")));
        fault(
                all,
                "REL-06",
                CP,
                "unknown",
                "unreadable",
                lab ->
                        lab.texts
                                .getOrDefault(CP, new java.util.HashMap<>())
                                .remove("file.cp-cluster-vars"));
        fact(all, "REL-07", CP, "failed", "unwritable", "standalone/inventory/mycluster");
        fact(all, "REL-07", CP, "failed", "disk.home.free.kib", "1000");
        fact(all, "REL-08", CP, "failed", "keadm.arm64", "broken");
        all.removeIf(it -> it.id.equals("REL-08") && it.state.equals("unknown"));
        fault(
                all,
                "REL-08",
                CP,
                "unknown",
                "no facts",
                lab -> lab.drop(CP, "keadm.amd64").drop(CP, "keadm.arm64"));
        fact(all, "REL-10", CP, "failed", "ansible.running", "yes");
        fault(
                all,
                "REL-10",
                CP,
                "failed",
                "job",
                lab -> lab.put(CP, "job.running", "0123456789ab"));
        fault(
                all,
                "REL-11",
                CP,
                "failed",
                "CRLF",
                lab -> lab.edit("file.cp-cluster-vars", text -> text.replace("\n", "\r\n")));
        fault(
                all,
                "REL-11",
                CP,
                "warned",
                "BOM",
                lab -> lab.edit("file.cp-edge-vars", text -> "\ufeff" + text));
        fault(
                all,
                "REL-11",
                CP,
                "unknown",
                "unreadable",
                lab ->
                        lab.texts
                                .getOrDefault(CP, new java.util.HashMap<>())
                                .remove("file.cp-cluster-vars"));
    }

    private static void variables(List<Faults> all) {
        fault(
                all,
                "VAR-01",
                CP,
                "failed",
                "999.1.1.1",
                lab ->
                        lab.edit(
                                "file.cp-cluster-vars",
                                text -> text + "export NFS_SERVER_PRIVATE_IP=999.1.1.1\n"));
        fault(all, "VAR-01", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        fault(
                all,
                "VAR-02",
                "site",
                "failed",
                "load balancer with another private address",
                lab -> lab.cloudCore(it -> exposed(it, Exposure.LOAD_BALANCER)));
        fault(
                all,
                "VAR-02",
                "site",
                "warned",
                "flat network",
                lab -> {
                    lab.cloudCore(
                            it ->
                                    new CloudCore(
                                            it.exposure(),
                                            it.publicVip(),
                                            it.publicVip(),
                                            it.node1(),
                                            it.node2()));
                    lab.put(CP, "ip.addresses", "10.0.0.10 " + Lab.VIP);
                });
        fault(all, "VAR-03", "site", "failed", "not set", lab -> lab.cloudCore = Optional.empty());
        fault(
                all,
                "VAR-04",
                "site",
                "failed",
                "twice the same",
                lab -> lab.cloudCore(it -> on(it, "cp-master", "cp-master")));
        fault(
                all,
                "VAR-04",
                "site",
                "failed",
                "no such node",
                lab -> lab.cloudCore(it -> on(it, "cp-master", "cp-worker-9")));
        fault(
                all,
                "VAR-04",
                "site",
                "unknown",
                "cluster not looked at",
                lab -> lab.clusterRead = false);
        fault(all, "VAR-05", "site", "failed", "no edges", lab -> lab.edges.clear());
        fault(
                all,
                "VAR-06",
                "edge-2",
                "failed",
                "twice the same name",
                lab -> lab.edgeNode(1, it -> Lab.named(it, "cp-edge-1")));
        fault(
                all,
                "VAR-06",
                "edge-2",
                "failed",
                "name of a cluster node",
                lab ->
                        lab.edgeNode(1, it -> Lab.named(it, "cp-worker-1"))
                                .put("edge-2", "host.name", "cp-worker-1"));
        fault(
                all,
                "VAR-06",
                "edge-2",
                "warned",
                "reserved",
                lab ->
                        lab.edgeNode(1, it -> Lab.named(it, "kube-edge"))
                                .put("edge-2", "host.name", "kube-edge"));
        fault(
                all,
                "VAR-07",
                "edge-2",
                "failed",
                "twice the same address",
                lab -> lab.edgeNode(1, it -> Lab.at(it, "198.51.100.1", 22)));
        fault(
                all,
                "VAR-07",
                "edge-2",
                "warned",
                "another port of the same address",
                lab -> lab.edgeNode(1, it -> Lab.at(it, "198.51.100.1", 2222)));
        fault(
                all,
                "VAR-07",
                "edge-2",
                "failed",
                "a cluster node",
                lab -> lab.edgeNode(1, it -> Lab.at(it, "10.0.0.11", 22)));
        fault(
                all,
                "VAR-07",
                "edge-2",
                "failed",
                "CloudCore",
                lab -> lab.edgeNode(1, it -> Lab.at(it, Lab.VIP, 22)));
        fault(
                all,
                "VAR-08",
                CP,
                "failed",
                "a command in a value",
                lab ->
                        lab.edit(
                                "file.cp-cluster-vars",
                                text -> text + "export CSP_TYPE=\"$(id)\"\n"));
        fault(all, "VAR-08", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        nodesUnknown(all, "VAR-06");
        nodesUnknown(all, "VAR-07");
    }

    /// Neither the cluster nor its variables tell which nodes there are.
    private static void nodesUnknown(List<Faults> all, String id) {
        fault(
                all,
                id,
                "edge-1",
                "unknown",
                "nobody told which nodes there are",
                lab -> {
                    lab.clusterRead = false;
                    lab.values.remove(CP);
                });
    }

    private static CloudCore exposed(CloudCore it, Exposure exposure) {
        return new CloudCore(exposure, it.privateVip(), it.publicVip(), it.node1(), it.node2());
    }

    private static CloudCore on(CloudCore it, String node1, String node2) {
        return new CloudCore(
                it.exposure(),
                it.privateVip(),
                it.publicVip(),
                new HostName(node1),
                new HostName(node2));
    }

    private static CloudCore at(CloudCore it, String privateVip) {
        return new CloudCore(
                it.exposure(), new Ipv4(privateVip), it.publicVip(), it.node1(), it.node2());
    }

    private static void ansible(List<Faults> all) {
        fault(all, "ANS-01", CP, "failed", "absent", lab -> lab.drop(CP, "ansible.playbook"));
        fault(
                all,
                "ANS-01",
                CP,
                "unknown",
                "too slow to tell",
                lab -> lab.drop(CP, "ansible.playbook").drop(CP, "ansible.venv"));
        fault(
                all,
                "ANS-01",
                CP,
                "warned",
                "old",
                lab -> lab.put(CP, "ansible.playbook", "ansible-playbook [core 2.14.18]"));
        fault(all, "ANS-01", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
        fact(all, "ANS-03", CP, "failed", "self.ssh", "denied");
        fault(
                all,
                "ANS-04",
                "edge-1",
                "failed",
                "key refused",
                lab -> lab.put(CP, "ssh.edge-1", "denied").drop(CP, "ssh.edge-1.machine"));
        fault(all, "ANS-04", "edge-1", "unknown", "not tried", lab -> lab.drop(CP, "ssh.edge-1"));
        fact(all, "ANS-05", "edge-1", "failed", "sudo.nopasswd", "no");
        fact(all, "ANS-05", CP, "failed", "sudo.nopasswd", "no");
        fact(all, "ANS-06", "edge-1", "failed", "user.home", "/home/pi");
        fact(all, "ANS-07", "edge-1", "warned", "mount.noexec", "/tmp");
        fact(all, "ANS-08", "edge-1", "failed", "python.version", "3.5.2");
        fault(
                all,
                "ANS-08",
                "edge-1",
                "failed",
                "no python",
                lab -> lab.drop("edge-1", "python.version"));
        all.removeIf(it -> it.id.equals("ANS-08") && it.state.equals("unknown"));
        fault(
                all,
                "ANS-08",
                "edge-1",
                "unknown",
                "not looked at",
                lab -> lab.values.remove("edge-1"));
        fact(all, "ANS-09", CP, "warned", "fact.cache.foreign", "cp-edge-1");
        fact(all, "ANS-10", "edge-1", "failed", "proxy.env", "http_proxy");
        fact(all, "ANS-10", CP, "failed", "group.vars.proxy", "yes");
        long today = Lab.NOW.getEpochSecond() / 86_400;
        fact(all, "ANS-11", CP, "failed", "password.expires.day", Long.toString(today));
        fact(all, "ANS-11", "edge-1", "warned", "password.expires.day", Long.toString(today + 3));
        fact(all, "ANS-11", "edge-1", "passed", "password.expires.day", Long.toString(today + 90));
        fact(all, "ANS-12", CP, "warned", "host.vars", "cp-edge-2.yml");
    }

    private static void cluster(List<Faults> all) {
        fault(all, "K8S-01", "cluster", "failed", "refused", lab -> lab.clusterUnread("x.refused"));
        for (String id : List.of("K8S-01", "K8S-03", "K8S-06", "K8S-07", "K8S-09", "K8S-19")) {
            fault(all, id, "cluster", "unknown", "not looked at", lab -> lab.clusterRead = false);
        }
        fact(all, "K8S-01", CP, "failed", "root.kubectl", "no");
        for (String id : List.of("K8S-02", "K8S-04", "K8S-05", "K8S-16", "K8S-19")) {
            fault(
                    all,
                    id,
                    "cluster",
                    "unknown",
                    "unknown release",
                    lab -> lab.release = Optional.empty());
        }
        fault(all, "K8S-02", "cluster", "warned", "older", lab -> lab.serverVersion = "v1.29.5");
        fault(
                all,
                "K8S-03",
                "node/cp-worker-2",
                "failed",
                "not ready",
                lab -> {
                    lab.node(sick("cp-worker-2"));
                    lab.pod("metallb-system", "speaker-3", "cp-worker-2", "v0.13.9");
                });
        fault(
                all,
                "K8S-04",
                "node/cp-worker-1",
                "warned",
                "Debian",
                lab -> lab.node(worker("Debian GNU/Linux 12", "cri-o://1.30.3", List.of())));
        fault(
                all,
                "K8S-05",
                "node/cp-worker-1",
                "warned",
                "containerd",
                lab -> lab.node(worker("Ubuntu 22.04.5 LTS", "containerd://1.7.2", List.of())));
        fault(
                all,
                "K8S-06",
                "cluster",
                "failed",
                "coredns",
                lab -> lab.pod("kube-system", "coredns-1", "cp-master", "1", "CrashLoopBackOff"));
        fault(
                all,
                "K8S-06",
                "cluster",
                "warned",
                "metrics",
                lab -> lab.pod("kube-system", "metrics-server-1", "cp-worker-1", "1", "Pending"));
        fault(
                all,
                "K8S-07",
                "cluster",
                "failed",
                "absent",
                lab -> lab.pods.removeIf(it -> it.namespace().equals("metallb-system")));
        fault(
                all,
                "K8S-07",
                "cluster",
                "failed",
                "one definition is missing",
                lab -> lab.put(CP, "kube.metallb.resources", "ipaddresspools.metallb.io"));
        fault(
                all,
                "K8S-07",
                "cluster",
                "unknown",
                "nobody told the definitions",
                lab -> lab.drop(CP, "kube.metallb.resources"));
        fault(
                all,
                "K8S-08",
                "cluster",
                "failed",
                "in a live pool",
                lab ->
                        lab.put(
                                CP,
                                "kube.pools",
                                "cp-pool:10.0.0.40-10.0.0.60;cloudcore:10.0.0.50/32;"));
        fault(
                all,
                "K8S-08",
                "cluster",
                "failed",
                "in the configured range",
                lab -> {
                    lab.put(CP, "kube.pools", "cloudcore:10.0.0.50/32;");
                    lab.edit(
                            "file.cp-cluster-vars",
                            text -> text.replace("10.0.0.200-", "10.0.0.40-"));
                });
        fault(
                all,
                "K8S-08",
                "cluster",
                "unknown",
                "no pools",
                lab -> {
                    lab.drop(CP, "kube.pools");
                    lab.texts.remove(CP);
                });
        fault(
                all,
                "K8S-09",
                "cluster",
                "failed",
                "a node's address",
                lab -> lab.cloudCore(it -> at(it, "10.0.0.10")));
        fault(
                all,
                "K8S-10",
                "cluster",
                "failed",
                "on no interface",
                lab -> lab.put(CP, "ip.addresses", "10.0.0.10"));
        fault(
                all,
                "K8S-10",
                "cluster",
                "warned",
                "maybe on another control plane",
                lab -> {
                    lab.put(CP, "ip.addresses", "10.0.0.10");
                    lab.node(
                            Lab.node(
                                    "cp-master-2",
                                    "10.0.0.12",
                                    "node-role.kubernetes.io/control-plane"));
                    lab.pod("metallb-system", "speaker-3", "cp-master-2", "v0.13.9");
                });
        fault(all, "K8S-10", "cluster", "unknown", "no ip", lab -> lab.drop(CP, "ip.addresses"));
        fact(all, "K8S-11", CP, "warned", "kube.proxy.strict.arp", "false");
        all.removeIf(it -> it.id.equals("K8S-11") && it.state.equals("unknown"));
        fault(all, "K8S-11", CP, "unknown", "no mode", lab -> lab.drop(CP, "kube.proxy.mode"));
        fault(
                all,
                "K8S-19",
                "node/cp-master-2",
                "warned",
                "taint",
                lab -> {
                    ClusterSnapshot.Node tainted =
                            Lab.node(
                                    "cp-master-2",
                                    "10.0.0.12",
                                    "node-role.kubernetes.io/control-plane");
                    lab.node(
                            new ClusterSnapshot.Node(
                                    tainted.name(),
                                    "True",
                                    "",
                                    Lab.NOW,
                                    tainted.labels(),
                                    List.of("node-role.kubernetes.io/control-plane=:NoSchedule"),
                                    tainted.internalIps(),
                                    tainted.architecture(),
                                    tainted.osImage(),
                                    tainted.runtime(),
                                    tainted.kubeletVersion(),
                                    tainted.pressures(),
                                    tainted.allocatable()));
                    lab.pod("metallb-system", "speaker-3", "cp-master-2", "v0.13.9");
                });
    }

    private static void capacity(List<Faults> all) {
        String chosen = "node/cp-worker-1";
        fault(
                all,
                "K8S-20",
                chosen,
                "failed",
                "no memory for CloudCore",
                lab -> lab.reserve("shop", "cp-worker-1", 0, 3300));
        fault(
                all,
                "K8S-20",
                chosen,
                "failed",
                "no processor for CloudCore",
                lab -> lab.reserve("shop", "cp-worker-1", 3650, 0));
        fault(
                all,
                "K8S-20",
                chosen,
                "warned",
                "memory for CloudCore, but not for EdgeMesh",
                lab -> lab.reserve("shop", "cp-worker-1", 0, 2800));
        fault(
                all,
                "K8S-20",
                chosen,
                "passed",
                "an earlier deployment of ours",
                lab -> lab.reserve("kubeedge", "cp-worker-1", 3800, 3500));
        fault(
                all,
                "K8S-20",
                "node/cp-worker-2",
                "warned",
                "no memory for EdgeMesh",
                lab -> {
                    lab.node(Lab.node("cp-worker-2", "10.0.0.12"));
                    lab.pod("metallb-system", "speaker-3", "cp-worker-2", "v0.13.9");
                    lab.reserve("shop", "cp-worker-2", 0, 3600);
                });
        fault(
                all,
                "K8S-20",
                "cluster",
                "unknown",
                "unknown release",
                lab -> lab.release = Optional.empty());
        fault(
                all,
                "K8S-20",
                chosen,
                "unknown",
                "a node that does not tell",
                lab -> lab.node(room(Lab.node("cp-worker-1", "10.0.0.11"), Optional.empty())));
        fault(
                all,
                "K8S-03",
                chosen,
                "failed",
                "ready, and its disk runs out",
                lab -> lab.node(pressed(Lab.node("cp-worker-1", "10.0.0.11"), "DiskPressure")));
    }

    private static ClusterSnapshot.Node room(
            ClusterSnapshot.Node node, Optional<ClusterSnapshot.Resources> room) {
        return new ClusterSnapshot.Node(
                node.name(),
                node.ready(),
                node.reason(),
                node.created(),
                node.labels(),
                node.taints(),
                node.internalIps(),
                node.architecture(),
                node.osImage(),
                node.runtime(),
                node.kubeletVersion(),
                node.pressures(),
                room);
    }

    private static ClusterSnapshot.Node pressed(ClusterSnapshot.Node node, String pressure) {
        return new ClusterSnapshot.Node(
                node.name(),
                node.ready(),
                node.reason(),
                node.created(),
                node.labels(),
                node.taints(),
                node.internalIps(),
                node.architecture(),
                node.osImage(),
                node.runtime(),
                node.kubeletVersion(),
                List.of(pressure),
                node.allocatable());
    }

    private static ClusterSnapshot.Node sick(String name) {
        ClusterSnapshot.Node well = Lab.node(name, "10.0.0.13");
        return new ClusterSnapshot.Node(
                name,
                "False",
                "KubeletNotReady",
                Lab.NOW,
                well.labels(),
                List.of(),
                well.internalIps(),
                well.architecture(),
                well.osImage(),
                well.runtime(),
                well.kubeletVersion(),
                well.pressures(),
                well.allocatable());
    }

    private static ClusterSnapshot.Node worker(String os, String runtime, List<String> taints) {
        ClusterSnapshot.Node well = Lab.node("cp-worker-1", "10.0.0.11");
        return new ClusterSnapshot.Node(
                well.name(),
                "True",
                "",
                Lab.NOW,
                well.labels(),
                taints,
                well.internalIps(),
                well.architecture(),
                os,
                runtime,
                well.kubeletVersion(),
                well.pressures(),
                well.allocatable());
    }

    private static void cloudcore(List<Faults> all) {
        fact(all, "K8S-18", CP, "warned", "kube.deployments.free", "shop/web kubeedge/cloudcore");
        fact(all, "K8S-21", CP, "warned", "images.cloud", "none");
        fact(all, "K8S-22", CP, "failed", "kubeedge.served.ca", "aa bb");
        fact(all, "K8S-23", CP, "failed", "kubeedge.cert.names", "10.0.0.50");
        fact(all, "K8S-24", CP, "warned", "mesh.key", "published");
        fact(all, "K8S-25", CP, "warned", "kube.policies.enforced", "deny-latest-tag");
        long now = Lab.NOW.getEpochSecond();
        fact(all, "K8S-26", CP, "failed", "kubeedge.token.expires", Long.toString(now + 500));
        fault(
                all,
                "K8S-27",
                CP,
                "failed",
                "no address that an edge can reach",
                lab ->
                        lab.edit(
                                "file.cp-cluster-vars",
                                text -> text.replace("203.0.113.10 #", "0.0.0.0 #")));
        fault(all, "K8S-27", CP, "unknown", "not looked at", lab -> lab.values.remove(CP));
    }

    private static void kubeedge(List<Faults> all) {
        fact(all, "K8S-12", CP, "failed", "kube.nodeports.low", "30004:shop/web");
        fact(
                all,
                "K8S-12",
                CP,
                "passed",
                "kube.nodeports.low",
                "30000:kubeedge/cloudcore 30005:shop/web");
        fact(all, "K8S-13", CP, "failed", "kube.namespace.kubeedge", "Terminating");
        fault(
                all,
                "K8S-14",
                "cluster",
                "warned",
                "label left",
                lab -> {
                    lab.node(Lab.node("cp-worker-2", "10.0.0.12", "cloudcore=enable"));
                    lab.pod("metallb-system", "speaker-3", "cp-worker-2", "v0.13.9");
                });
        fault(all, "K8S-14", "cluster", "unknown", "not looked at", lab -> lab.clusterRead = false);
        fault(
                all,
                "K8S-15",
                "edge-1",
                "failed",
                "another machine has the name",
                lab -> lab.node(Lab.edgeNode("cp-edge-1", "True", "v1.24.17-kubeedge-v1.14.4")));
        fault(
                all,
                "K8S-15",
                "edge-1",
                "warned",
                "old node",
                lab -> lab.node(Lab.edgeNode("cp-edge-1", "Unknown", "v1.24.17-kubeedge-v1.14.4")));
        fault(all, "K8S-15", "edge-1", "unknown", "not looked at", lab -> lab.clusterRead = false);
        fault(all, "K8S-16", "cluster", "warned", "eleven", lab -> moreEdges(lab, 9));
        fault(all, "K8S-16", "cluster", "failed", "twenty-one", lab -> moreEdges(lab, 19));
        fact(
                all,
                "K8S-17",
                CP,
                "warned",
                "kube.daemonsets.free",
                "kube-system/nodelocaldns ceph/plugin");
    }

    private static void moreEdges(Lab lab, int count) {
        for (int i = 0; i < count; i++) {
            lab.node(Lab.edgeNode("old-edge-" + i, "True", "v1.24.17-kubeedge-v1.14.4"));
        }
    }

    private static void edgeSystem(List<Faults> all) {
        fault(
                all,
                "EDG-01",
                "edge-1",
                "failed",
                "32-bit system on a 64-bit kernel",
                lab -> lab.put("edge-1", "dpkg.arch", "armhf").put("edge-1", "long.bit", "32"));
        fact(all, "EDG-01", "edge-1", "failed", "kernel.arch", "x86_64");
        fact(all, "EDG-02", "edge-1", "warned", "os.version", "24.04");
        fact(all, "EDG-03", "edge-1", "warned", "board.model", "Raspberry Pi 5 Model B");
        all.removeIf(it -> it.id.equals("EDG-03") && it.state.equals("unknown"));
        fault(
                all,
                "EDG-03",
                "edge-1",
                "unknown",
                "not looked at",
                lab -> lab.values.remove("edge-1"));
        fact(all, "EDG-04", "edge-1", "failed", "host.name", "ubuntu");
        fact(all, "EDG-04", "edge-1", "failed", "host.name", "CP_edge-1");
        fault(
                all,
                "EDG-05",
                "edge-2",
                "failed",
                "cloned",
                lab ->
                        lab.put("edge-2", "machine.id", "machine-cp-edge-1")
                                .put(CP, "ssh.edge-2.machine", "machine-cp-edge-1"));
        fault(
                all,
                "EDG-05",
                "edge-2",
                "failed",
                "same host keys",
                lab ->
                        lab.put("edge-2", "ssh.host.keys", "SHA256:x SHA256:cp-edge-1")
                                .put(CP, "ssh.edge-2.hostkey", "SHA256:x"));
        fault(
                all,
                "EDG-05",
                "edge-2",
                "failed",
                "really the control plane",
                lab ->
                        lab.put("edge-2", "machine.id", "machine-cp-master")
                                .put(CP, "ssh.edge-2.machine", "machine-cp-master"));
        fault(all, "EDG-05", "edge-2", "unknown", "no id", lab -> lab.drop("edge-2", "machine.id"));
        fact(all, "EDG-06", "edge-1", "failed", "cgroup.memory", "no");
        fact(all, "EDG-07", "edge-1", "warned", "cmdline.lines", "2");
        fact(all, "EDG-07", "edge-1", "warned", "cmdline.tokens", "2");
        all.removeIf(it -> it.id.equals("EDG-07") && it.state.equals("unknown"));
        fault(
                all,
                "EDG-07",
                "edge-1",
                "unknown",
                "not looked at",
                lab -> lab.values.remove("edge-1"));
        fact(all, "EDG-08", "edge-1", "failed", "init.name", "init");
        fact(all, "EDG-09", "edge-1", "warned", "mem.total.kib", "500000");
        fact(all, "EDG-09", "edge-1", "failed", "mem.available.kib", "100000");
        fact(all, "EDG-10", "edge-1", "warned", "disk.root.free.kib", "3000000");
        fact(all, "EDG-10", "edge-1", "warned", "disk.var.used.percent", "91");
        fact(all, "EDG-10", "edge-1", "failed", "disk.var.free.kib", "500000");
        fact(all, "EDG-11", "edge-1", "warned", "pid.used", "32000");
        fact(all, "EDG-12", "edge-1", "warned", "throttled", "0x50005");
        fact(all, "EDG-29", "edge-1", "warned", "ntp.synced", "no");
    }

    private static void edgeSoftware(List<Faults> all) {
        fact(all, "EDG-14", "edge-1", "failed", "kubelet.active", "yes");
        fact(all, "EDG-14", "edge-1", "failed", "k3s.active", "yes");
        fact(all, "EDG-14", "edge-1", "warned", "docker.active", "yes");
        fact(all, "EDG-15", "edge-1", "failed", "kubeedge.dir", "yes");
        fault(
                all,
                "EDG-15",
                "edge-1",
                "warned",
                "joined, metaServer is off",
                lab ->
                        lab.put("edge-1", "kubeedge.dir", "yes")
                                .put("edge-1", "edgecore.active", "yes")
                                .put("edge-1", "listen.10550", "edgecore")
                                .put("edge-1", "edgecore.conf.metaserver", "false")
                                .put("edge-1", "edgecore.conf.dns", "169.254.96.16")
                                .node(
                                        Lab.edgeNode(
                                                "cp-edge-1", "True", "v1.24.17-kubeedge-v1.14.4")));
        fault(
                all,
                "EDG-15",
                "edge-1",
                "failed",
                "EdgeCore runs",
                lab ->
                        lab.put("edge-1", "edgecore.active", "yes")
                                .put("edge-1", "listen.10550", "edgecore"));
        fault(
                all,
                "EDG-16",
                "edge-1",
                "warned",
                "other version",
                lab -> lab.put("edge-1", "crio.version", "1.28.0"));
        fault(
                all,
                "EDG-16",
                "edge-1",
                "passed",
                "the same version",
                lab -> lab.put("edge-1", "crio.version", "1.26.4"));
        fault(
                all,
                "EDG-16",
                "edge-1",
                "warned",
                "other driver",
                lab ->
                        lab.put("edge-1", "crio.version", "1.26.4")
                                .put("edge-1", "crio.cgroup.manager", "cgroupfs"));
        fault(
                all,
                "EDG-16",
                "edge-1",
                "unknown",
                "no systemctl",
                lab -> lab.drop("edge-1", "crio.active"));
        fact(all, "EDG-17", "edge-1", "warned", "registries.custom", "yes");
        all.removeIf(it -> it.id.equals("EDG-17") && it.state.equals("unknown"));
        fault(
                all,
                "EDG-17",
                "edge-1",
                "unknown",
                "not looked at",
                lab -> lab.values.remove("edge-1"));
        fault(
                all,
                "EDG-18",
                "edge-1",
                "failed",
                "Pi-hole",
                lab -> lab.put("edge-1", "listen.53", "pihole-FTL"));
        fault(
                all,
                "EDG-18",
                "edge-1",
                "passed",
                "our own broker",
                lab -> lab.put("edge-1", "listen.1883", "mosquitto"));
        fault(
                all,
                "EDG-18",
                "edge-1",
                "unknown",
                "no ss",
                lab -> lab.drop("edge-1", "listen.known"));
        fact(all, "EDG-19", "edge-1", "failed", "mosquitto.lines", "2");
        fact(all, "EDG-20", "edge-1", "failed", "mosquitto.candidate", "none");
        fact(all, "EDG-20", "edge-1", "failed", "apt.locked", "yes");
        fact(all, "EDG-20", "edge-1", "warned", "tmp.mode", "777");
        fact(all, "EDG-21", "edge-1", "failed", "tools.missing", "wget iptables");
        fact(all, "EDG-22", "edge-1", "failed", "modules.missing", "dummy");
        fact(all, "EDG-23", "edge-1", "warned", "sysctl.ip.forward", "0");
        fact(all, "EDG-24", "edge-1", "failed", "route.default", "no");
        fact(all, "EDG-24", "edge-1", "failed", "route.networks", "10.85.7.0/24:eth0");
        fact(all, "EDG-28", "edge-1", "failed", "root.kubeconfig", "yes");
    }

    private static void portsAndVersions(List<Faults> all) {
        for (int port : List.of(10000, 10002)) {
            String id = "PORT-" + port;
            fault(
                    all,
                    id,
                    "edge-1",
                    "failed",
                    "filtered",
                    lab -> lab.reach("edge-1", port, Reach.Result.FILTERED));
            fault(
                    all,
                    id,
                    "laptop",
                    "warned",
                    "filtered for the laptop, and no edge can tell",
                    lab ->
                            lab.reach("laptop", port, Reach.Result.FILTERED)
                                    .reach("edge-1", port, Reach.Result.NOT_TRIED)
                                    .reach("edge-2", port, Reach.Result.NOT_TRIED));
            fault(
                    all,
                    id,
                    "edge-1",
                    "unknown",
                    "no tool",
                    lab -> lab.reach("edge-1", port, Reach.Result.NOT_TRIED));
            fault(
                    all,
                    id,
                    "edge-1",
                    "passed",
                    "open",
                    lab -> lab.reach("edge-1", port, Reach.Result.OPEN));
        }
        fault(
                all,
                "VER-01",
                CP,
                "warned",
                "other keadm",
                lab -> lab.put(CP, "checkout.keadm", "v1.20.0"));
        fault(all, "VER-01", CP, "unknown", "no file", lab -> lab.drop(CP, "checkout.keadm"));
        image(all, "VER-02", "cloudcore-1", "v1.14.4", "v1.12.0");
        image(all, "VER-03", "edgemesh-agent-1", "v1.12.0", "v1.0.0");
        fault(
                all,
                "VER-04",
                "node/other-edge",
                "passed",
                "an edge of the same release",
                lab -> lab.node(Lab.edgeNode("other-edge", "True", "v1.24.17-kubeedge-v1.14.4")));
        fault(
                all,
                "VER-04",
                "node/old-edge",
                "warned",
                "older edge",
                lab -> lab.node(Lab.edgeNode("old-edge", "True", "v1.23.1-kubeedge-v1.13.0")));
        fault(
                all,
                "VER-04",
                "node/old-edge",
                "unknown",
                "unknown release",
                lab -> {
                    lab.release = Optional.empty();
                    lab.node(Lab.edgeNode("old-edge", "True", "v1.23.1-kubeedge-v1.13.0"));
                });
    }

    private static void image(List<Faults> all, String id, String pod, String ours, String other) {
        fault(
                all,
                id,
                "cluster",
                "passed",
                ours,
                lab -> lab.pod("kubeedge", pod, "cp-master", ours));
        fault(
                all,
                id,
                "cluster",
                "warned",
                other,
                lab -> lab.pod("kubeedge", pod, "cp-master", other));
        fault(
                all,
                id,
                "cluster",
                "unknown",
                "unknown release",
                lab -> {
                    lab.release = Optional.empty();
                    lab.pod("kubeedge", pod, "cp-master", other);
                });
    }
}
