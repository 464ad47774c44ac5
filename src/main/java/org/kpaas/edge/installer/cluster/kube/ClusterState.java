package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.ProblemException;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// The objects of the cluster as one list and the changes since then give them. Belongs to one thread.
final class ClusterState {
    private static final Set<String> SERVICES_OF =
            Set.of("default", "kubeedge", "kube-system", "metallb-system");

    private final ApiLink link;
    private final Kind<Node, ClusterSnapshot.Node> nodes = new Kind<>(Node.class, Records::node);
    private final Kind<Pod, ClusterSnapshot.Pod> pods = new Kind<>(Pod.class, Records::pod);
    private final Kind<Service, ClusterSnapshot.Service> services =
            new Kind<>(Service.class, Records::service);
    private ClusterDetails details = ClusterDetails.UNKNOWN;

    private ClusterState(ApiLink link) {
        this.link = link;
    }

    /// Everything at once.
    static ClusterState list(ApiLink link) throws ProblemException, InterruptedException {
        var state = new ClusterState(link);
        var lists = new RawLists(link);
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                Future<?> pods = requests.submit(() -> state.pods.fill(lists, "/api/v1/pods"));
                Future<?> nodes = requests.submit(() -> state.nodes.fill(lists, "/api/v1/nodes"));
                Future<?> services =
                        requests.submit(() -> state.services.fill(lists, "/api/v1/services"));
                state.readDetails();
                DetailReader.of(nodes);
                DetailReader.of(services);
                DetailReader.of(pods);
            } finally {
                requests.shutdownNow();
            }
        }
        return state;
    }

    void readDetails() throws ProblemException, InterruptedException {
        details = new DetailReader(link).read();
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
                nodes.all(Comparator.comparing(ClusterSnapshot.Node::name)),
                pods.all(
                        Comparator.comparing(ClusterSnapshot.Pod::namespace)
                                .thenComparing(ClusterSnapshot.Pod::name)),
                services
                        .all(
                                Comparator.comparing(ClusterSnapshot.Service::namespace)
                                        .thenComparing(ClusterSnapshot.Service::name))
                        .stream()
                        .filter(service -> SERVICES_OF.contains(service.namespace()))
                        .toList(),
                details);
    }

    /// Takes what the watches deliver, on their threads.
    interface Sink {
        /// @param change to be run on the thread that owns the state
        void changed(Runnable change);

        /// A watch has ended: expired (410 Gone), timed out on the server, or the way is lost.
        void ended();
    }

    /// The objects of one kind, as what is kept of them.
    private static final class Kind<T extends HasMetadata, R> {
        private final Class<T> type;
        private final Function<T, R> mapping;
        private final Map<String, R> byUid = new LinkedHashMap<>();
        private String version = "";

        Kind(Class<T> type, Function<T, R> mapping) {
            this.type = type;
            this.mapping = mapping;
        }

        /// Item by item, so that no more than one whole object is in memory.
        @Nullable Void fill(RawLists lists, String path)
                throws ProblemException, InterruptedException {
            version = lists.each(path, item -> put(JsonMapper.shared().treeToValue(item, type)));
            return null;
        }

        void apply(Watcher.Action action, T item) {
            switch (action) {
                case ADDED, MODIFIED -> put(item);
                case DELETED -> byUid.remove(item.getMetadata().getUid());
                case ERROR, BOOKMARK -> {}
            }
        }

        private void put(T item) {
            byUid.put(item.getMetadata().getUid(), mapping.apply(Complete.object(item)));
        }

        List<R> all(Comparator<R> order) {
            return byUid.values().stream().sorted(order).toList();
        }
    }

    private record Forward<T extends HasMetadata>(Kind<T, ?> kind, Sink sink)
            implements Watcher<T> {
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
