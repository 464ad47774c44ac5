package org.kpaas.edge.installer.practice;

/// What happens to a deployed practice site when EdgeCore dies on its last edge node.
public final class SilentEdge {
    private SilentEdge() {}

    /// @return the node's name
    public static String on(PracticeSite site) {
        PracticeModel model = site.world().model();
        PracticeHost edge = model.edges().getLast();
        edge.set("edgecore.active", "no");
        model.store()
                .edit(
                        "nodes",
                        "",
                        edge.name(),
                        node ->
                                KubeObjects.readiness(
                                        node,
                                        "Unknown",
                                        "NodeStatusUnknown",
                                        "Kubelet stopped posting node status."));
        return edge.name();
    }
}
