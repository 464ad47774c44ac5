package org.kpaas.edge.installer.cluster.kube;

import static org.kpaas.edge.installer.cluster.kube.Records.text;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `kubectl get pods` prints in its columns READY, STATUS and RESTARTS. People compare our table with theirs, so
/// the rules are kubectl's (Kubernetes, printing of pods), oddities included.
///
/// @param shown      for instance `Init:0/1` or `CrashLoopBackOff`
/// @param ready      containers that are ready
/// @param containers containers in all, side cars included
record PodStatus(String shown, int ready, int containers, int restarts) {
    static PodStatus of(Pod pod) {
        Set<String> sideCars = sideCars(pod);
        List<ContainerStatus> starting = pod.getStatus().getInitContainerStatuses();
        List<ContainerStatus> running = pod.getStatus().getContainerStatuses();
        int ready = 0;
        int sideCarRestarts = 0;
        int startRestarts = 0;
        for (ContainerStatus status : starting) {
            startRestarts += restarts(status);
            if (sideCars.contains(status.getName())) {
                sideCarRestarts += restarts(status);
                ready += isReady(status) ? 1 : 0;
            }
        }
        Optional<String> init = initializing(pod, sideCars);
        boolean started = init.isEmpty() || condition(pod, "Initialized");
        String reason = started ? main(pod, running) : init.get();
        int restarts = started ? sideCarRestarts : startRestarts;
        if (started) {
            ready += (int) running.stream().filter(PodStatus::isReady).count();
            restarts += running.stream().mapToInt(PodStatus::restarts).sum();
        }
        int containers = pod.getSpec().getContainers().size() + sideCars.size();
        return new PodStatus(ending(pod).orElse(reason), ready, containers, restarts);
    }

    private static Set<String> sideCars(Pod pod) {
        var names = new HashSet<String>();
        for (Container container : pod.getSpec().getInitContainers()) {
            if ("Always".equals(container.getRestartPolicy())) {
                names.add(container.getName());
            }
        }
        return names;
    }

    /// The first init container that is not through; empty when all are.
    private static Optional<String> initializing(Pod pod, Set<String> sideCars) {
        List<ContainerStatus> starting = pod.getStatus().getInitContainerStatuses();
        for (int i = 0; i < starting.size(); i++) {
            ContainerStatus status = starting.get(i);
            ContainerState state = state(status);
            boolean through =
                    state.getTerminated() != null
                            ? zero(state.getTerminated().getExitCode())
                            : sideCars.contains(status.getName())
                                    && Boolean.TRUE.equals(status.getStarted());
            if (!through) {
                return Optional.of(
                        "Init:" + step(state, i, pod.getSpec().getInitContainers().size()));
            }
        }
        return Optional.empty();
    }

    private static String step(ContainerState state, int index, int all) {
        if (state.getTerminated() != null) {
            return ended(state.getTerminated());
        }
        String waiting = waiting(state);
        return waiting.isEmpty() || waiting.equals("PodInitializing") ? index + "/" + all : waiting;
    }

    private static String main(Pod pod, List<ContainerStatus> containers) {
        String reason = phase(pod);
        boolean anyRuns = false;
        for (ContainerStatus status : containers.reversed()) {
            ContainerState state = state(status);
            if (!waiting(state).isEmpty()) {
                reason = waiting(state);
            } else if (state.getTerminated() != null) {
                reason = ended(state.getTerminated());
            } else {
                anyRuns |= isReady(status);
            }
        }
        if (reason.equals("Completed") && anyRuns) {
            return condition(pod, "Ready") ? "Running" : "NotReady";
        }
        return reason;
    }

    private static String phase(Pod pod) {
        String reason = text(pod.getStatus().getReason()); // for instance Evicted
        boolean gated =
                pod.getStatus().getConditions().stream()
                        .anyMatch(
                                c ->
                                        c.getType().equals("PodScheduled")
                                                && "SchedulingGated".equals(c.getReason()));
        if (gated) {
            return "SchedulingGated";
        }
        return reason.isEmpty() ? text(pod.getStatus().getPhase()) : reason;
    }

    private static Optional<String> ending(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() == null) {
            return Optional.empty();
        }
        if ("NodeLost".equals(pod.getStatus().getReason())) {
            return Optional.of("Unknown");
        }
        String phase = text(pod.getStatus().getPhase());
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        return over ? Optional.empty() : Optional.of("Terminating");
    }

    private static String ended(ContainerStateTerminated end) {
        if (!text(end.getReason()).isEmpty()) {
            return end.getReason();
        }
        return zero(end.getSignal())
                ? "ExitCode:" + (end.getExitCode() == null ? 0 : end.getExitCode())
                : "Signal:" + end.getSignal();
    }

    private static boolean condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals("True"));
    }

    private static boolean isReady(ContainerStatus status) {
        return Boolean.TRUE.equals(status.getReady()) && state(status).getRunning() != null;
    }

    private static int restarts(ContainerStatus status) {
        return status.getRestartCount() == null ? 0 : status.getRestartCount();
    }

    private static ContainerState state(ContainerStatus status) {
        return status.getState() == null ? new ContainerState() : status.getState();
    }

    private static String waiting(ContainerState state) {
        return state.getWaiting() == null ? "" : text(state.getWaiting().getReason());
    }

    private static boolean zero(@org.jspecify.annotations.Nullable Integer number) {
        return number == null || number == 0;
    }
}
