package org.kpaas.edge.installer.cluster.kube;

import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Opens the Kubernetes API of a control plane through its SSH connection.
public final class KubeClusters implements Cluster.Factory {
    /// The library's own log: stack traces for every connection that ends, and at its finest the token of each request.
    /// A strong reference, else the level is lost with the logger.
    private static final Logger NOISY = Logger.getLogger("io.fabric8.kubernetes.client");

    public KubeClusters() {
        NOISY.setLevel(Level.OFF);
    }

    @Override
    public Cluster open(Cluster.HostSource controlPlane)
            throws ProblemException, InterruptedException {
        return open(() -> ApiLink.open(controlPlane));
    }

    @Override
    public Cluster.Factory local(Path kubeconfig) {
        return new Local(kubeconfig);
    }

    private static Cluster open(ApiLinks.Opener opener)
            throws ProblemException, InterruptedException {
        var links = new ApiLinks(opener);
        links.get(); // tells at once when it does not work
        return new KubeCluster(links);
    }

    /// @param file the kubeconfig of this laptop
    private record Local(Path file) implements Cluster.Factory {
        @Override
        public Cluster open(Cluster.HostSource controlPlane)
                throws ProblemException, InterruptedException {
            return KubeClusters.open(() -> ApiLink.open(file));
        }

        @Override
        public Cluster.Factory local(Path other) {
            return new Local(other);
        }
    }
}
