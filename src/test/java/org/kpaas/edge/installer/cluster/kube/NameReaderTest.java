package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterNames.Named;
import org.kpaas.edge.installer.cluster.ClusterNames.Owner;
import org.kpaas.edge.installer.cluster.ClusterNames.Unlisted;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Names over discovery and lists of metadata, against an API server that answers what it is told.
final class NameReaderTest {
    @TempDir Path folder;
    private final Map<String, Runnable> answers = new TreeMap<>();
    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        fixed(
                "/apis",
                200,
                """
                {"kind": "APIGroupList", "apiVersion": "v1", "groups": [
                 {"name": "apps", "versions": [{"groupVersion": "apps/v1", "version": "v1"},
                   {"groupVersion": "apps/v1beta1", "version": "v1beta1"}],
                  "preferredVersion": {"groupVersion": "apps/v1", "version": "v1"}},
                 {"name": "metrics.k8s.io", "versions": [{"groupVersion": "metrics.k8s.io/v1", "version": "v1"}],
                  "preferredVersion": {"groupVersion": "metrics.k8s.io/v1", "version": "v1"}},
                 {"name": "serving.knative.dev", "versions": [{"groupVersion": "serving.knative.dev/v1", "version": "v1"}],
                  "preferredVersion": {"groupVersion": "serving.knative.dev/v1", "version": "v1"}},
                 {"name": "down.example", "versions": [{"groupVersion": "down.example/v1", "version": "v1"}],
                  "preferredVersion": {"groupVersion": "down.example/v1", "version": "v1"}}]}
                """);
        resources(
                "/api/v1",
                "secrets Secret list",
                "pods Pod list",
                "pods/log Pod get",
                "bindings Binding create",
                "events Event list",
                "endpoints Endpoints list");
        resources("/apis/apps/v1", "deployments Deployment list");
        resources("/apis/apps/v1beta1", "deployments Deployment list", "widgets Widget list");
        resources("/apis/serving.knative.dev/v1", "services Service list");
        fixed("/apis/down.example/v1", 503, "{}");
        list("/api/v1/secrets?limit=500", "", "kube-token", "plain");
        list("/api/v1/pods?limit=500", "", "nodes-x");
        list("/apis/apps/v1/deployments?limit=500", "", "kube-a");
        list("/apis/apps/v1beta1/widgets?limit=500", "", "kube-w");
        list("/apis/serving.knative.dev/v1/services?limit=500", "", "kubernetes");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void everythingThatCanBeListedIsAskedForItsMetadataOnce() throws Exception {
        ClusterNames names = read();
        assertThat(names.found())
                .extracting(it -> it.kind() + " " + it.name())
                .containsExactly(
                        "Deployment kube-a",
                        "Pod nodes-x",
                        "Secret kube-token",
                        "Service.serving.knative.dev kubernetes",
                        "Widget kube-w");
        assertThat(names.kinds()).isEqualTo(5);
        assertThat(names.objects()).isEqualTo(6);
        assertThat(names.unlisted())
                .extracting(Unlisted::resource)
                .containsExactly("down.example/v1");

        List<String> lists = new ArrayList<>();
        for (int left = api.server().getRequestCount(); left > 0; left--) {
            var request = api.server().takeRequest();
            if (request.getPath().contains("limit=")) {
                lists.add(request.getPath());
                assertThat(request.getHeader("Accept"))
                        .isEqualTo(
                                "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
            }
        }
        assertThat(lists)
                .containsExactlyInAnyOrder(
                        "/api/v1/secrets?limit=500",
                        "/api/v1/pods?limit=500",
                        "/apis/apps/v1/deployments?limit=500",
                        "/apis/apps/v1beta1/widgets?limit=500",
                        "/apis/serving.knative.dev/v1/services?limit=500");
    }

    @Test
    void pagesLabelsAndOwnersAreKept() throws Exception {
        list("/api/v1/pods?limit=500", "second page", "free");
        fixed(
                "/api/v1/pods?limit=500&continue=second+page",
                200,
                """
                {"metadata": {}, "items": [{"metadata": {"name": "nodes-1", "namespace": "shop",
                 "labels": {"app": "nodes"}, "ownerReferences": [{"kind": "Node", "name": "n"},
                 {"kind": "ReplicaSet", "name": "nodes", "controller": true}]}}]}
                """);
        assertThat(read().found())
                .contains(
                        new Named(
                                "Pod",
                                "shop",
                                "nodes-1",
                                Map.of("app", "nodes"),
                                Optional.of(new Owner("ReplicaSet", "nodes"))));
    }

    @Test
    void whatMayNotOrCannotBeListedIsToldAndEndsNothing() throws Exception {
        fixed("/api/v1/secrets?limit=500", 403, "{}");
        fixed("/api/v1/pods?limit=500", 406, "{}");
        fixed("/apis/apps/v1/deployments?limit=500", 200, "{\"items\": [{\"metadata\"");
        ClusterNames names = read();
        assertThat(names.found()).extracting(Named::name).containsExactly("kubernetes", "kube-w");
        assertThat(names.unlisted())
                .extracting(it -> it.resource() + " " + it.why().code())
                .containsExactlyInAnyOrder(
                        "down.example/v1 cluster.failed",
                        "secrets cluster.forbidden",
                        "pods cluster.failed",
                        "deployments.apps cluster.unreachable");
    }

    @Test
    void withoutDiscoveryNothingCanBeListed() {
        fixed("/apis", 404, "{}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("cluster.failed"));
    }

    private ClusterNames read() throws Exception {
        answers.values().forEach(Runnable::run);
        try (var cluster = new KubeClusters().open(api.controlPlane())) {
            return cluster.names(
                    (kind, name) -> name.startsWith("kube") || name.startsWith("nodes"));
        }
    }

    /// @param each resource, kind and verb
    private void resources(String path, String... each) {
        var all = new ArrayList<String>();
        for (String one : each) {
            String[] words = one.split(" ", 3);
            all.add(
                    "{\"name\": \"%s\", \"kind\": \"%s\", \"singularName\": \"\", \"namespaced\": true, \"verbs\": [\"%s\"]}"
                            .formatted(words[0], words[1], words[2]));
        }
        fixed(
                path,
                200,
                "{\"kind\": \"APIResourceList\", \"apiVersion\": \"v1\", \"groupVersion\": \"%s\", \"resources\": [%s]}"
                        .formatted(path.replaceFirst("/apis?/", ""), String.join(",", all)));
    }

    private void list(String path, String next, String... names) {
        var all = new ArrayList<String>();
        for (String name : names) {
            all.add("{\"metadata\": {\"name\": \"%s\", \"namespace\": \"shop\"}}".formatted(name));
        }
        fixed(
                path,
                200,
                "{\"metadata\": {\"continue\": \"%s\"}, \"items\": [%s]}"
                        .formatted(next, String.join(",", all)));
    }

    /// The last answer for a path counts.
    private void fixed(String path, int code, String body) {
        answers.put(
                path,
                () -> api.server().expect().get().withPath(path).andReturn(code, body).always());
    }
}
