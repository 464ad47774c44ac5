package org.kpaas.edge.installer.cluster.kube;

import org.kpaas.edge.installer.cluster.ClusterDetails;
import org.kpaas.edge.installer.cluster.ClusterDetails.Endpoint;
import org.kpaas.edge.installer.cluster.ClusterDetails.Event;
import org.kpaas.edge.installer.cluster.ClusterDetails.Workload;
import org.kpaas.edge.installer.site.ProblemException;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Reads the details of the cluster, all parts at once.
final class DetailReader {
    private static final String KUBEEDGE = "/api/v1/namespaces/kubeedge/";
    private static final String RIGHTS = "/apis/rbac.authorization.k8s.io/v1/";
    private static final List<String> EVENTS_OF =
            List.of("default", "kube-system", "kubeedge", "metallb-system");

    /// Of one namespace; they come in the order of their names, so the latest are anywhere.
    private static final int EVENT_PAGES = 4;

    private final RawLists lists;

    DetailReader(ApiLink link) {
        lists = new RawLists(link);
    }

    ClusterDetails read() throws ProblemException, InterruptedException {
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var parts = new Parts(requests);
                return parts.join();
            } finally {
                requests.shutdownNow();
            }
        }
    }

    /// The requests on their way.
    private final class Parts {
        private final Future<Optional<List<ClusterDetails.Namespace>>> namespaces;
        private final Future<Optional<Map<String, Instant>>> leases;
        private final Future<Optional<List<Workload>>> workloads;
        private final Future<Optional<List<ClusterDetails.Pool>>> pools;
        private final Future<Optional<List<String>>> definitions;
        private final Future<Optional<List<String>>> roles;
        private final Future<Optional<List<String>>> secrets;
        private final Future<Optional<List<String>>> configMaps;
        private final Future<Optional<List<Endpoint>>> endpoints;
        private final Future<Optional<List<Event>>> events;

        Parts(ExecutorService requests) {
            namespaces = requests.submit(() -> all("/api/v1/namespaces", DetailRecords::namespace));
            leases = requests.submit(DetailReader.this::leases);
            workloads = requests.submit(DetailReader.this::workloads);
            pools =
                    requests.submit(
                            () ->
                                    all(
                                            "/apis/metallb.io/v1beta1/ipaddresspools",
                                            DetailRecords::pool));
            definitions =
                    requests.submit(
                            names("/apis/apiextensions.k8s.io/v1/customresourcedefinitions"));
            roles = requests.submit(DetailReader.this::roles);
            secrets = requests.submit(names(KUBEEDGE + "secrets"));
            configMaps = requests.submit(names(KUBEEDGE + "configmaps"));
            endpoints = requests.submit(DetailReader.this::endpoints);
            events = requests.submit(DetailReader.this::events);
        }

        ClusterDetails join() throws ProblemException, InterruptedException {
            Optional<Map<String, Instant>> renewed = of(leases);
            return new ClusterDetails(
                    lists.served(),
                    of(namespaces),
                    renewed,
                    of(workloads),
                    of(pools),
                    of(definitions),
                    of(roles),
                    of(secrets),
                    of(configMaps),
                    of(endpoints),
                    of(events));
        }
    }

    /// Waits for one of several requests.
    static <T> T of(Future<T> part) throws ProblemException, InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ProblemException problem -> throw problem;
                case InterruptedException stopped -> throw stopped;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private <R> Optional<List<R>> all(String path, Function<JsonNode, R> mapping)
            throws ProblemException, InterruptedException {
        return lists.all(path, item -> Optional.of(mapping.apply(item)), Integer.MAX_VALUE);
    }

    private Callable<Optional<List<String>>> names(String path) {
        return () -> lists.names(path);
    }

    private Optional<Map<String, Instant>> leases() throws ProblemException, InterruptedException {
        return lists.all(
                        "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases",
                        DetailRecords::lease,
                        Integer.MAX_VALUE)
                .map(
                        all -> {
                            var byNode = new TreeMap<String, Instant>();
                            all.forEach(lease -> byNode.put(lease.getKey(), lease.getValue()));
                            return byNode;
                        });
    }

    private Optional<List<Workload>> workloads() throws ProblemException, InterruptedException {
        return both(
                all("/apis/apps/v1/deployments", DetailRecords::deployment),
                all("/apis/apps/v1/daemonsets", DetailRecords::daemonSet));
    }

    private Optional<List<String>> roles() throws ProblemException, InterruptedException {
        return both(
                lists.names(RIGHTS + "clusterroles").map(names -> prefixed("ClusterRole/", names)),
                lists.names(RIGHTS + "clusterrolebindings")
                        .map(names -> prefixed("ClusterRoleBinding/", names)));
    }

    private static List<String> prefixed(String kind, List<String> names) {
        return names.stream().map(kind::concat).toList();
    }

    private static <R> Optional<List<R>> both(Optional<List<R>> one, Optional<List<R>> other) {
        return one.flatMap(
                first ->
                        other.map(
                                second -> {
                                    var all = new ArrayList<R>(first);
                                    all.addAll(second);
                                    return all;
                                }));
    }

    private Optional<List<Endpoint>> endpoints() throws ProblemException, InterruptedException {
        return lists.all(
                        KUBEEDGE + "endpoints",
                        item ->
                                DetailRecords.name(item).equals("cloudcore")
                                        ? Optional.of(DetailRecords.endpoints(item))
                                        : Optional.empty(),
                        Integer.MAX_VALUE)
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    /// Known when any namespace told.
    private Optional<List<Event>> events() throws ProblemException, InterruptedException {
        var all = new ArrayList<Event>();
        boolean told = false;
        for (String namespace : EVENTS_OF) {
            Optional<List<Event>> own =
                    lists.all(
                            "/api/v1/namespaces/" + namespace + "/events",
                            item -> Optional.of(DetailRecords.event(item)),
                            EVENT_PAGES);
            own.ifPresent(all::addAll);
            told |= own.isPresent();
        }
        return told
                ? Optional.of(
                        all.stream()
                                .sorted(Comparator.comparing(Event::last).reversed())
                                .limit(ClusterDetails.EVENTS)
                                .toList())
                : Optional.empty();
    }
}
