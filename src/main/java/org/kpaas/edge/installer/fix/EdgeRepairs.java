package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.facts.NodeState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What brings an edge node that stands between two states to a legal one: a half joined node back to the start (T68), a
/// joined one whose run broke off to a right configuration (T29, T69).
final class EdgeRepairs {
    private static final String CONFIGURATION = "/etc/kubeedge/config/edgecore.yaml";

    /// What cleaning does, for people.
    private static final List<String> CLEANING =
            List.of(
                    "tar -czf /var/backups/kpaas-edge-installer/kubeedge-….tar.gz -C /etc kubeedge",
                    "keadm reset --force",
                    "systemctl disable --now edgecore",
                    "crictl stopp …; crictl rmp -f …",
                    "rm -rf /etc/kubeedge /var/lib/kubeedge /var/lib/edged /var/log/kubeedge");

    /// As the release's role sets it up.
    private static final Means BROKER =
            new Means.Run(
                    "broker",
                    List.of(),
                    List.of(
                            "apt-get install mosquitto",
                            "bind_address 0.0.0.0, allow_anonymous true →"
                                    + " /etc/mosquitto/mosquitto.conf",
                            "systemctl restart mosquitto"));

    private EdgeRepairs() {}

    static List<Proposal> of(Repairs.Finding finding) {
        int index = finding.site().edgeSubjects().indexOf(finding.on());
        if (index < 0) {
            return List.of();
        }
        NodeStanding node = Ladder.of(finding.site(), finding.facts()).get(index);
        if (node.state() == NodeState.REMNANT) {
            return cleaning(finding);
        }
        var all = new ArrayList<Proposal>();
        if (node.lacks().contains(Lack.BROKER)) {
            all.add(finding.proposal(BROKER, true, false));
        }
        if (node.lacks().contains(Lack.META_SERVER) || node.lacks().contains(Lack.CLUSTER_DNS)) {
            all.addAll(configuring(finding));
        }
        return all;
    }

    /// A node that may work for another cluster is not ours to take apart.
    private static List<Proposal> cleaning(Repairs.Finding finding) {
        Optional<String> trusted = finding.value("kubeedge.ca");
        Optional<String> ours =
                finding.facts().controlPlane().flatMap(it -> it.value("kubeedge.ca"));
        if (finding.says("edgecore.active") && (trusted.isEmpty() || !trusted.equals(ours))) {
            return List.of();
        }
        var clean = Means.Run.clear("kubeedge", CLEANING);
        return List.of(finding.proposal(clean, true, false));
    }

    /// With it a reset of the node would delete the cluster's namespace (T87).
    static List<Proposal> kubeconfig(Repairs.Finding finding) {
        var away =
                Means.Run.clear(
                        "kubeconfig",
                        List.of(
                                "mv ~/.kube/config"
                                        + " /var/backups/kpaas-edge-installer/kubeconfig-…"));
        return List.of(finding.proposal(away, true, false));
    }

    private static List<Proposal> configuring(Repairs.Finding finding) {
        var edit = new Means.Edit(CONFIGURATION, EdgeCoreFile::repaired);
        var restart =
                new Means.Run("restart-edgecore", List.of(), List.of("systemctl restart edgecore"));
        return List.of(finding.proposal(edit, true, false), finding.proposal(restart, true, false));
    }
}
