package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The objects of the cluster as one list and the changes since then give them. Belongs to one thread.
final class ClusterState {
    private static final Set<String> SERVICES_OF =
            Set.of("kubeedge", "kube-system", "metallb-system");

    private final ApiLink link;
    private final Kind<Node> nodes = new Kind<>();
    private final Kind<Pod> pods = new Kind<>();
    private final Kind<Service> services = new Kind<>();

    private ClusterState(ApiLink link) {
        this.link = link;
    }

    static ClusterState list(ApiLink link) throws ProblemException, InterruptedException {
        var state = new ClusterState(link);
        KubernetesClient client = link.client();
        NodeList nodes = link.ask(() -> client.nodes().list());
        PodList pods = link.ask(() -> client.pods().inAnyNamespace().list());
        ServiceList services = link.ask(() -> client.services().inAnyNamespace().list());
        state.nodes.fill(nodes.getItems(), nodes.getMetadata().getResourceVersion());
        state.pods.fill(pods.getItems(), pods.getMetadata().getResourceVersion());
        state.services.fill(services.getItems(), services.getMetadata().getResourceVersion());
        return state;
    }

    /// Opens the watches that continue the list.
    List<Watch> watch(Sink sink) throws ProblemException, InterruptedException {
        KubernetesClient client = link.client();
        return List.of(
                link.ask(
                        () ->
                                client.nodes()
                                        .withResourceVersion(nodes.version)
                                        .watch(new Forward<>(nodes, sink))),
                link.ask(
                        () ->
                                client.pods()
                                        .inAnyNamespace()
                                        .withResourceVersion(pods.version)
                                        .watch(new Forward<>(pods, sink))),
                link.ask(
                        () ->
                                client.services()
                                        .inAnyNamespace()
                                        .withResourceVersion(services.version)
                                        .watch(new Forward<>(services, sink))));
    }

    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(
                Instant.now(),
                link.version(),
                nodes.all(Records::node, Comparator.comparing(ClusterSnapshot.Node::name)),
                pods.all(
                        Records::pod,
                        Comparator.comparing(ClusterSnapshot.Pod::namespace)
                                .thenComparing(ClusterSnapshot.Pod::name)),
                services
                        .all(
                                Records::service,
                                Comparator.comparing(ClusterSnapshot.Service::namespace)
                                        .thenComparing(ClusterSnapshot.Service::name))
                        .stream()
                        .filter(service -> SERVICES_OF.contains(service.namespace()))
                        .toList());
    }

    /// Takes what the watches deliver, on their threads.
    interface Sink {
        /// @param change to be run on the thread that owns the state
        void changed(Runnable change);

        /// A watch has ended: expired (410 Gone), timed out on the server, or the way is lost.
        void ended();
    }

    private static final class Kind<T extends HasMetadata> {
        private final Map<String, T> byUid = new LinkedHashMap<>();
        private String version = "";

        void fill(List<T> items, String listVersion) {
            items.forEach(item -> byUid.put(Complete.object(item).getMetadata().getUid(), item));
            version = listVersion;
        }

        void apply(Watcher.Action action, T item) {
            String uid = item.getMetadata().getUid();
            switch (action) {
                case ADDED, MODIFIED -> byUid.put(uid, Complete.object(item));
                case DELETED -> byUid.remove(uid);
                case ERROR, BOOKMARK -> {}
            }
        }

        <R> List<R> all(Function<T, R> mapping, Comparator<R> order) {
            return byUid.values().stream().map(mapping).sorted(order).toList();
        }
    }

    private record Forward<T extends HasMetadata>(Kind<T> kind, Sink sink) implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T item) {
            sink.changed(() -> kind.apply(action, item));
        }

        @Override
        public void onClose() {
            sink.ended();
        }

        @Override
        public void onClose(io.fabric8.kubernetes.client.WatcherException cause) {
            sink.ended();
        }
    }
}
