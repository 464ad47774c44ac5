package org.kpaas.edge.installer.cluster.kube;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.concurrent.locks.ReentrantLock;

/// The one way to the API that everybody shares, made anew after it was lost.
final class ApiLinks implements AutoCloseable {
    private final Opener opener;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable ApiLink current;
    private volatile boolean closed;

    /// Makes a way.
    interface Opener {
        ApiLink open() throws ProblemException, InterruptedException;
    }

    ApiLinks(Opener opener) {
        this.opener = opener;
    }

    ApiLink get() throws ProblemException, InterruptedException {
        opening.lockInterruptibly();
        try {
            if (closed) {
                throw new ProblemException(Problem.of("cluster.lost", "", "", ""));
            }
            ApiLink link = current;
            if (link == null || !link.alive()) {
                drop(link);
                link = opener.open();
                current = link;
            }
            return link;
        } finally {
            opening.unlock();
        }
    }

    /// The next one who asks gets a new way, with the kubeconfig read again.
    void drop(@Nullable ApiLink broken) {
        if (broken != null) {
            if (current == broken) {
                current = null;
            }
            broken.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        drop(current);
    }
}
