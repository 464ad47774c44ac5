package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.util.ArrayList;
import java.util.List;

/// The variable files of a release and the script that reads them, as texts of our own with the release's names.
record Variables(Release.Variables names) {
    private static final String BASH = "#!/bin/bash\n\n";

    /// The name that the script itself reads the number of edges from.
    String edgeCount() {
        return names.edgeCounts().getFirst();
    }

    String edgeName(int number) {
        return names.edgeName().replace("{n}", Integer.toString(number));
    }

    String edgeIp(int number) {
        return names.edgeIp().replace("{n}", Integer.toString(number));
    }

    /// What must not be empty, before the edges.
    List<String> required() {
        var all = new ArrayList<>(List.of(names.privateVip(), names.publicVip()));
        names.cloudcore1().ifPresent(all::add);
        names.cloudcore2().ifPresent(all::add);
        all.add(edgeCount());
        return all;
    }

    String emptyEdges() {
        var all = new ArrayList<>(required());
        all.add(edgeName(1));
        all.add(edgeIp(1));
        return exports(all.stream().map(name -> name + "=").toList());
    }

    String emptyCluster() {
        return exports(
                List.of(
                        "KUBE_CONTROL_HOSTS=",
                        "MASTER1_NODE_HOSTNAME=",
                        "MASTER1_NODE_PUBLIC_IP=",
                        "MASTER1_NODE_PRIVATE_IP=",
                        "KUBE_WORKER_HOSTS=",
                        "WORKER1_NODE_HOSTNAME=",
                        "WORKER1_NODE_PRIVATE_IP=",
                        "STORAGE_TYPE=",
                        "NFS_SERVER_PRIVATE_IP=",
                        "METALLB_IP_RANGE=",
                        "INGRESS_NGINX_IP="));
    }

    String filledCluster(PracticeNet net) {
        var lines =
                new ArrayList<>(
                        List.of(
                                "KUBE_CONTROL_HOSTS=1",
                                "MASTER1_NODE_HOSTNAME=" + InitialCluster.CONTROL_PLANE,
                                "MASTER1_NODE_PUBLIC_IP=" + net.controlPlane(),
                                "MASTER1_NODE_PRIVATE_IP=" + net.controlPlane(),
                                "KUBE_WORKER_HOSTS=" + InitialCluster.WORKERS.size()));
        for (int i = 1; i <= InitialCluster.WORKERS.size(); i++) {
            lines.add("WORKER" + i + "_NODE_HOSTNAME=" + InitialCluster.WORKERS.get(i - 1));
            lines.add("WORKER" + i + "_NODE_PRIVATE_IP=" + net.worker(i));
        }
        lines.add("STORAGE_TYPE=nfs");
        lines.add("NFS_SERVER_PRIVATE_IP=" + net.worker(1));
        lines.add("METALLB_IP_RANGE=" + net.metallb());
        lines.add("INGRESS_NGINX_IP=" + net.ingress());
        return exports(lines);
    }

    /// Enough of the script for a reader and for a check that looks for the names it reads.
    String deployScript() {
        var script =
                new StringBuilder(
                        BASH + "# practice: stands in for the script of the platform\n\n");
        script.append("source cp-cluster-vars.sh\nsource cp-edge-vars.sh\n\n");
        for (String name : required()) {
            script.append("require \"$" + name + "\" " + name + " || return 2\n");
        }
        script.append("for ((i = 1; i <= " + edgeCount() + "; i++)); do\n");
        script.append(
                "    require_edge " + names.edgeName() + " " + names.edgeIp() + " || return 2\n");
        script.append(
                "done\n\n"
                        + "ansible-playbook -i inventory/mycluster/edge-hosts.yaml --become"
                        + " --become-user=root playbooks/edge.yml\n");
        return script.toString();
    }

    private static String exports(List<String> lines) {
        return BASH + String.join("", lines.stream().map(line -> "export " + line + "\n").toList());
    }
}
