package org.kpaas.edge.installer.verify.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.cluster.ClusterNames.Named;
import org.kpaas.edge.installer.cluster.ClusterNames.Owner;
import org.kpaas.edge.installer.cluster.ClusterNames.Unlisted;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of a cluster: the platform's own are told apart from those of users.
final class NameCheckTest {
    private final NameCheck check = new NameCheck(Releases.all().getLast());

    @ParameterizedTest
    @CsvSource({
        "Namespace,,kube-system",
        "Namespace,,kube-public",
        "Namespace,,kube-node-lease",
        "Namespace,,kubeedge",
        "Namespace,,kubernetes-dashboard",
        "Namespace,,cp-portal-temp-namespace",
        "Pod,kube-system,kube-apiserver-cp-master",
        "DaemonSet,kube-system,kube-proxy",
        "ConfigMap,kubeedge,kubeedge-settings",
        "ConfigMap,shop,kube-root-ca.crt",
        "Service,default,kubernetes",
        "ClusterRole,,kubeadm:get-nodes",
        "FlowSchema,,kube-scheduler",
        "Role,shop,cp-init-role",
        "ResourceQuota,shop,cp-low-resourcequota",
        "LimitRange,shop,cp-high-limitrange"
    })
    void whatThePlatformHasMadeIsItsOwn(String kind, String namespace, String name) {
        NameReport report = judge(named(kind, namespace, name));
        assertThat(report.found()).isEmpty();
        assertThat(report.platform()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Namespace,,kube-shop",
        "Namespace,,kubeedge-2",
        "Namespace,,all",
        "Namespace,,cp-portal-temp-namespace-2",
        "DaemonSet,shop,kube-proxy",
        "ConfigMap,shop,kube-root-ca.crt2",
        "Service,shop,kubernetes",
        "ClusterRole,,kube-reader",
        "Node,,kube-worker-1",
        "Role,shop,cp-init-role-2",
        "Service.serving.knative.dev,default,kubernetes",
        "Pod,shop,nodes",
        "Pod,shop,resources-x"
    })
    void whatSomebodyElseHasMadeIsTold(String kind, String namespace, String name) {
        NameReport report = judge(named(kind, namespace, name));
        assertThat(report.platform()).isZero();
        assertThat(report.found())
                .singleElement()
                .extracting(it -> it.object().name())
                .isEqualTo(name);
    }

    @Test
    void defaultRolesOfKubernetesAreKnownByTheirLabel() {
        var role =
                new Named(
                        "ClusterRole",
                        "",
                        "kube-default",
                        Map.of("kubernetes.io/bootstrapping", "rbac-defaults"),
                        Optional.empty());
        assertThat(judge(role).platform()).isEqualTo(1);
    }

    @Test
    void whatAnObjectHasMadeIsToldWithThatObject() {
        NameReport report =
                judge(
                        named("Deployment", "shop", "nodes-report"),
                        owned("ReplicaSet", "nodes-report-7d9", "Deployment", "nodes-report"),
                        owned("Pod", "nodes-report-7d9-x2", "ReplicaSet", "nodes-report-7d9"),
                        owned("Pod", "kube-orphan-x2", "Widget", "free"),
                        owned("Pod", "nodes-other-x2", "ReplicaSet", "nodes-other"));
        assertThat(report.found())
                .extracting(it -> it.object().name())
                .containsExactly("nodes-report", "kube-orphan-x2", "nodes-other-x2");
    }

    @Test
    void whatCouldNotBeListedIsSaid() {
        NameReport report =
                check.cluster(
                        new ClusterNames(
                                Instant.EPOCH,
                                2,
                                7,
                                List.of(),
                                List.of(
                                        new Unlisted("secrets", Problem.of("cluster.forbidden")),
                                        new Unlisted("a/v1", Problem.of("cluster.failed")))));
        assertThat(report.looked()).isEqualTo(7);
        assertThat(report.notes())
                .containsExactly(
                        new NameReport.Note("forbidden", List.of("secrets")),
                        new NameReport.Note("unlisted", List.of("a/v1")));
    }

    private NameReport judge(Named... objects) {
        assertThat(Arrays.asList(objects))
                .allMatch(it -> check.wanted().test(it.kind(), it.name()));
        return check.cluster(
                new ClusterNames(Instant.EPOCH, 1, objects.length, List.of(objects), List.of()));
    }

    private static Named named(String kind, String namespace, String name) {
        return new Named(
                kind, namespace == null ? "" : namespace, name, Map.of(), Optional.empty());
    }

    private static Named owned(String kind, String name, String ownerKind, String owner) {
        return new Named(kind, "shop", name, Map.of(), Optional.of(new Owner(ownerKind, owner)));
    }
}
