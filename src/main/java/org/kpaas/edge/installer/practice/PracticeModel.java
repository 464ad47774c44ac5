package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.util.List;
import java.util.Optional;

/// The simulated world behind the servers: hosts, checkout, cluster and network of one practice site.
record PracticeModel(
        Release release,
        PracticeNet net,
        int sshPort,
        List<PracticeHost> hosts,
        Checkout checkout,
        PracticeNetwork network,
        KubeStore store,
        Workloads workloads) {
    PracticeModel {
        hosts = List.copyOf(hosts);
    }

    PracticeHost controlPlane() {
        return hosts.getFirst();
    }

    List<PracticeHost> edges() {
        return hosts.subList(1, hosts.size());
    }

    Optional<PracticeHost> at(String address) {
        return hosts.stream().filter(host -> host.address().text().equals(address)).findFirst();
    }

    /// Whether the SSH port of a host answers.
    boolean isReachable(PracticeHost host) {
        return !network.isDropped(host.address(), sshPort);
    }
}
