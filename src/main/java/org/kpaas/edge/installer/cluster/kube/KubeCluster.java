package org.kpaas.edge.installer.cluster.kube;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The API of one cluster, read over a way that is opened again when it was lost.
final class KubeCluster implements Cluster {
    private final ApiLinks links;
    private final Set<Watching> watches = ConcurrentHashMap.newKeySet();

    KubeCluster(ApiLinks links) {
        this.links = links;
    }

    @Override
    public ClusterSnapshot snapshot() throws ProblemException, InterruptedException {
        ApiLink link = links.get();
        try {
            return ClusterState.list(link).snapshot();
        } catch (ProblemException e) {
            if (link.alive()) {
                throw e;
            }
            return ClusterState.list(links.get()).snapshot();
        }
    }

    @Override
    public AutoCloseable watch(
            Consumer<ClusterSnapshot> onChange, Consumer<ProblemException> trouble) {
        var watching = new Watching(links, onChange, trouble, watches::remove);
        watches.add(watching);
        watching.start();
        return watching;
    }

    @Override
    public void close() {
        watches.forEach(Watching::close);
        links.close();
    }
}
