package org.kpaas.edge.installer.cluster.kube;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.cluster.ClusterNames;
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
        return ask(link -> ClusterState.list(link).snapshot());
    }

    @Override
    public ClusterNames names(ClusterNames.Wanted wanted)
            throws ProblemException, InterruptedException {
        return ask(link -> new NameReader(link, wanted).read());
    }

    /// Asks once more over a new way when the old one was lost.
    private <T> T ask(Question<T> question) throws ProblemException, InterruptedException {
        ApiLink link = links.get();
        try {
            return question.of(link);
        } catch (ProblemException e) {
            if (link.alive()) {
                throw e;
            }
            return question.of(links.get());
        }
    }

    private interface Question<T> {
        T of(ApiLink link) throws ProblemException, InterruptedException;
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
