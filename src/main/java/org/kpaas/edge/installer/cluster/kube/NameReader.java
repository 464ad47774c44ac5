package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterNames.Named;
import org.kpaas.edge.installer.cluster.ClusterNames.Owner;
import org.kpaas.edge.installer.cluster.ClusterNames.Unlisted;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Reads the names of everything that the API server can list, in the versions that it prefers. Only metadata is asked
/// for, so no Secret and no other content ever comes here; what cannot be listed is told and ends nothing.
final class NameReader {
    /// Requests at a time: the server serves others too.
    private static final int AT_ONCE = 4;

    /// Of one kind; more is said to be too many.
    private static final int PAGES = 400;

    /// Made by the cluster for other objects, under their names, and mostly short-lived.
    private static final Set<String> DERIVED =
            Set.of("events", "endpoints", "endpointslices", "componentstatuses");

    private static final String METRICS = "metrics.k8s.io/";

    private final ApiLink link;
    private final ClusterNames.Wanted wanted;

    NameReader(ApiLink link, ClusterNames.Wanted wanted) {
        this.link = link;
        this.wanted = wanted;
    }

    /// @throws ProblemException when the server cannot be asked at all, or the way to it is lost
    ClusterNames read() throws ProblemException, InterruptedException {
        var all = new Gathered();
        try (ExecutorService requests =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            try {
                List<Resource> resources = resources(requests, all.unlisted);
                gather(requests, resources, all);
            } finally {
                requests.shutdownNow();
            }
        }
        return new ClusterNames(
                Instant.now(), all.kinds, all.objects, sorted(all.found), all.unlisted);
    }

    private void gather(ExecutorService requests, List<Resource> resources, Gathered all)
            throws ProblemException, InterruptedException {
        Map<Resource, Future<Listed>> lists = new TreeMap<>(Comparator.comparing(Resource::label));
        for (Resource resource : resources) {
            lists.put(resource, requests.submit(() -> list(resource)));
        }
        for (var entry : lists.entrySet()) {
            try {
                all.add(result(entry.getValue()));
            } catch (ProblemException e) {
                all.unlisted.add(told(entry.getKey().label(), e));
            }
        }
    }

    /// Every kind that can be listed, once.
    private List<Resource> resources(ExecutorService requests, List<Unlisted> unlisted)
            throws ProblemException, InterruptedException {
        Map<String, Future<List<Resource>>> answers = new java.util.LinkedHashMap<>();
        for (String version : versions()) {
            answers.put(version, requests.submit(() -> resources(version)));
        }
        var resources = new ArrayList<Resource>();
        var seen = new HashSet<String>();
        for (var answer : answers.entrySet()) {
            try {
                result(answer.getValue()).stream()
                        .filter(it -> seen.add(it.label()))
                        .forEach(resources::add);
            } catch (ProblemException e) {
                unlisted.add(told(answer.getKey(), e));
            }
        }
        return resources;
    }

    /// `v1`, then all versions of each group, the preferred one first: a kind may have another one only.
    private List<String> versions() throws ProblemException, InterruptedException {
        var versions = new ArrayList<>(List.of("v1"));
        for (var group : told(() -> link.client().getApiGroups()).getGroups()) {
            GroupVersionForDiscovery preferred = group.getPreferredVersion();
            if (preferred != null) {
                versions.add(preferred.getGroupVersion());
            }
            group.getVersions().stream()
                    .map(GroupVersionForDiscovery::getGroupVersion)
                    .filter(version -> !versions.contains(version))
                    .forEach(versions::add);
        }
        versions.removeIf(version -> version.startsWith(METRICS));
        return versions;
    }

    private List<Resource> resources(String version) throws ProblemException, InterruptedException {
        APIResourceList list = told(() -> link.client().getApiResources(version));
        return list.getResources().stream()
                .filter(it -> !it.getName().contains("/") && it.getVerbs().contains("list"))
                .filter(it -> !DERIVED.contains(it.getName()))
                .map(it -> new Resource(version, it))
                .toList();
    }

    /// The client tells 404 by an answer that is none.
    private <T> T told(Supplier<@Nullable T> question)
            throws ProblemException, InterruptedException {
        T answer = link.ask(question);
        if (answer == null) {
            throw new ProblemException(
                    Problem.of("cluster.failed", link.label(), link.server(), "404"));
        }
        return answer;
    }

    private Listed list(Resource resource) throws ProblemException, InterruptedException {
        int[] objects = {0};
        var found = new ArrayList<Named>();
        new RawLists(link)
                .metadata(
                        resource.path(),
                        PAGES,
                        item -> {
                            objects[0]++;
                            named(resource.told(), item).ifPresent(found::add);
                        });
        return new Listed(objects[0], found);
    }

    private Optional<Named> named(String kind, JsonNode item) {
        JsonNode metadata = item.path("metadata");
        String name = metadata.path("name").asString("");
        if (!wanted.test(kind, name)) {
            return Optional.empty();
        }
        var labels = new TreeMap<String, String>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return Optional.of(
                new Named(
                        kind,
                        metadata.path("namespace").asString(""),
                        name,
                        labels,
                        owner(metadata.path("ownerReferences"))));
    }

    /// The controller, else whatever object it goes with.
    private static Optional<Owner> owner(JsonNode references) {
        Optional<Owner> first = Optional.empty();
        for (JsonNode reference : references) {
            var owner =
                    new Owner(
                            ClusterNames.kind(
                                    reference.path("kind").asString(""),
                                    reference.path("apiVersion").asString("")),
                            reference.path("name").asString(""));
            if (reference.path("controller").asBoolean(false)) {
                return Optional.of(owner);
            }
            first = first.or(() -> Optional.of(owner));
        }
        return first;
    }

    /// A part that fails is told; a way that is lost ends everything.
    private Unlisted told(String resource, ProblemException failure) throws ProblemException {
        if (!link.alive()) {
            throw failure;
        }
        return new Unlisted(resource, failure.problem());
    }

    private static <T> T result(Future<T> future) throws ProblemException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ProblemException problem -> throw problem;
                case InterruptedException stopped -> throw stopped;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static List<Named> sorted(List<Named> found) {
        return found.stream()
                .sorted(
                        Comparator.comparing(Named::kind)
                                .thenComparing(Named::namespace)
                                .thenComparing(Named::name))
                .toList();
    }

    /// @param version for instance `apps/v1`
    private record Resource(String version, String plural, String kind) {
        Resource(String version, APIResource resource) {
            this(version, resource.getName(), resource.getKind());
        }

        String told() {
            return ClusterNames.kind(kind, version);
        }

        String path() {
            return (version.contains("/") ? "/apis/" : "/api/") + version + "/" + plural;
        }

        /// As `kubectl` calls it: `pods`, `deployments.apps`.
        String label() {
            int slash = version.indexOf('/');
            return slash < 0 ? plural : plural + "." + version.substring(0, slash);
        }
    }

    private record Listed(int objects, List<Named> found) {}

    private static final class Gathered {
        private final List<Named> found = new ArrayList<>();
        private final List<Unlisted> unlisted = new ArrayList<>();
        private int kinds;
        private int objects;

        void add(Listed listed) {
            kinds++;
            objects += listed.objects();
            found.addAll(listed.found());
        }
    }
}
