package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;

/// Pods as the API gives them, and what kubectl prints for them.
final class PodStatusTest {
    private static final String ONE = "containers: [{name: a, image: 'img:1'}]";
    private static final String RUNNING =
            "{name: a, ready: true, restartCount: 2, state: {running: {}}}";

    @Test
    void aRunningPodCountsItsReadyContainersAndRestarts() {
        ClusterSnapshot.Pod pod =
                record(pod("", ONE, "phase: Running, containerStatuses: [" + RUNNING + "]"));
        assertThat(pod.status()).isEqualTo("Running");
        assertThat(pod.ready()).isEqualTo(1);
        assertThat(pod.containers()).isEqualTo(1);
        assertThat(pod.restarts()).isEqualTo(2);
        assertThat(pod.images()).containsExactly("img:1");
        assertThat(pod.isReady()).isTrue();
    }

    @Test
    void aWaitingContainerGivesItsReasonAndMessage() {
        ClusterSnapshot.Pod pod =
                record(
                        pod(
                                "",
                                ONE,
                                "phase: Running, containerStatuses: [{name: a, ready: false,"
                                        + " restartCount: 7, state: {waiting: {reason:"
                                        + " CrashLoopBackOff, message: back-off 5m0s}}}]"));
        assertThat(pod.status()).isEqualTo("CrashLoopBackOff");
        assertThat(pod.message()).isEqualTo("back-off 5m0s");
        assertThat(pod.ready()).isZero();
    }

    @Test
    void anUnscheduledPodSaysWhy() {
        ClusterSnapshot.Pod pod =
                record(
                        pod(
                                "",
                                ONE,
                                "phase: Pending, conditions: [{type: PodScheduled, status: 'False',"
                                        + " reason: Unschedulable, message: 0/3 nodes}]"));
        assertThat(pod.status()).isEqualTo("Pending");
        assertThat(pod.message()).isEqualTo("0/3 nodes");
        assertThat(pod.node()).isEmpty();
    }

    @Test
    void initContainersAreCounted() {
        String spec = "initContainers: [{name: i}, {name: j}], " + ONE;
        assertThat(
                        status(
                                pod(
                                        "",
                                        spec,
                                        "phase: Pending, initContainerStatuses: [{name: i, state:"
                                                + " {terminated: {exitCode: 0}}}, {name: j, state:"
                                                + " {running: {}}}]")))
                .isEqualTo("Init:1/2");
        assertThat(
                        status(
                                pod(
                                        "",
                                        spec,
                                        "phase: Pending, initContainerStatuses: [{name: i, state:"
                                                + " {waiting: {reason: ImagePullBackOff}}}]")))
                .isEqualTo("Init:ImagePullBackOff");
        assertThat(
                        status(
                                pod(
                                        "",
                                        spec,
                                        "phase: Pending, initContainerStatuses: [{name: i, state:"
                                                + " {terminated: {exitCode: 3, reason: Error}}}]")))
                .isEqualTo("Init:Error");
        assertThat(
                        status(
                                pod(
                                        "",
                                        spec,
                                        "phase: Pending, initContainerStatuses: [{name: i, state:"
                                                + " {terminated: {exitCode: 3}}}]")))
                .isEqualTo("Init:ExitCode:3");
    }

    @Test
    void endedPodsSayHowTheyEnded() {
        assertThat(
                        status(
                                pod(
                                        "",
                                        ONE,
                                        "phase: Succeeded, containerStatuses: [{name: a, state:"
                                            + " {terminated: {exitCode: 0, reason: Completed}}}]")))
                .isEqualTo("Completed");
        assertThat(status(pod("", ONE, "phase: Failed, reason: Evicted"))).isEqualTo("Evicted");
        assertThat(
                        status(
                                pod(
                                        "",
                                        ONE,
                                        "phase: Failed, containerStatuses: [{name: a, state:"
                                                + " {terminated: {exitCode: 137, signal: 9}}}]")))
                .isEqualTo("Signal:9");
    }

    @Test
    void aPodThatIsBeingDeletedIsTerminatingUnlessItIsOver() {
        String deleted = ", deletionTimestamp: '2026-01-01T00:00:00Z'";
        assertThat(status(pod(deleted, ONE, "phase: Running"))).isEqualTo("Terminating");
        assertThat(status(pod(deleted, ONE, "phase: Running, reason: NodeLost")))
                .isEqualTo("Unknown");
        assertThat(status(pod(deleted, ONE, "phase: Succeeded"))).isEqualTo("Succeeded");
    }

    @Test
    void ownersAreNamedWithoutGeneratedParts() {
        assertThat(owner("kind: ReplicaSet, name: cloudcore-7d4b9c", "pod-template-hash: 7d4b9c"))
                .isEqualTo("Deployment/cloudcore");
        assertThat(owner("kind: ReplicaSet, name: bare-rs", "a: b"))
                .isEqualTo("ReplicaSet/bare-rs");
        assertThat(owner("kind: DaemonSet, name: edgemesh-agent", "a: b"))
                .isEqualTo("DaemonSet/edgemesh-agent");
        assertThat(owner("kind: Node, name: cp-1", "a: b")).isEqualTo("Node/cp-1");
        assertThat(record(pod("", ONE, "phase: Running")).owner()).isEqualTo("Pod/p");
    }

    private static String owner(String reference, String label) {
        return record(
                        pod(
                                ", labels: {"
                                        + label
                                        + "}, ownerReferences: [{controller: true, uid: u,"
                                        + " apiVersion: v1, "
                                        + reference
                                        + "}]",
                                ONE,
                                "phase: Running"))
                .owner();
    }

    private static String status(Pod pod) {
        return record(pod).status();
    }

    private static ClusterSnapshot.Pod record(Pod pod) {
        return Records.pod(pod);
    }

    private static Pod pod(String metadata, String spec, String status) {
        return new KubernetesSerialization()
                .unmarshal(
                        "--- {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: kubeedge,"
                                + " creationTimestamp: '2026-01-01T00:00:00Z'"
                                + metadata
                                + "}, spec: {"
                                + spec
                                + "}, status: {"
                                + status
                                + "}}",
                        Pod.class);
    }
}
