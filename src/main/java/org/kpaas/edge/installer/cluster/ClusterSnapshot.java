package org.kpaas.edge.installer.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cluster at one moment, as plain records that save to JSON and load again.
///
/// @param serverVersion for instance `v1.30.4`
/// @param services      of `default`, `kubeedge`, `kube-system` and `metallb-system`
public record ClusterSnapshot(
        Instant taken,
        String serverVersion,
        List<Node> nodes,
        List<Pod> pods,
        List<Service> services,
        ClusterDetails details) {
    public ClusterSnapshot {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        services = List.copyOf(services);
    }

    /// Without the details.
    public ClusterSnapshot(
            Instant taken,
            String serverVersion,
            List<Node> nodes,
            List<Pod> pods,
            List<Service> services) {
        this(taken, serverVersion, nodes, pods, services, ClusterDetails.UNKNOWN);
    }

    public ClusterSnapshot with(ClusterDetails others) {
        return new ClusterSnapshot(taken, serverVersion, nodes, pods, services, others);
    }

    public Optional<Service> service(String namespace, String name) {
        return services.stream()
                .filter(service -> service.namespace().equals(namespace))
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    public Optional<Node> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public List<Pod> podsIn(String namespace) {
        return pods.stream().filter(pod -> pod.namespace().equals(namespace)).toList();
    }

    /// What a node has for pods, or what a pod asks for.
    ///
    /// @param cpuMillis thousandths of a processor
    public record Resources(long cpuMillis, long memoryKib) {
        public static final Resources NONE = new Resources(0, 0);

        public Resources plus(Resources other) {
            return new Resources(cpuMillis + other.cpuMillis, memoryKib + other.memoryKib);
        }

        public Resources minus(Resources other) {
            return new Resources(cpuMillis - other.cpuMillis, memoryKib - other.memoryKib);
        }

        public boolean covers(Resources wanted) {
            return cpuMillis >= wanted.cpuMillis && memoryKib >= wanted.memoryKib;
        }
    }

    /// @param ready       the Ready condition: `True`, `False` or `Unknown`
    /// @param reason      the Ready condition's reason and message, may be empty
    /// @param created     the age counts from here
    /// @param internalIps addresses of type InternalIP
    /// @param taints      `key=value:effect`
    /// @param pressures   other conditions that are true and bad, for instance `DiskPressure`
    /// @param allocatable what it has for pods; empty where it does not tell
    public record Node(
            String name,
            String ready,
            String reason,
            Instant created,
            Map<String, String> labels,
            List<String> taints,
            List<String> internalIps,
            String architecture,
            String osImage,
            String runtime,
            String kubeletVersion,
            List<String> pressures,
            Optional<Resources> allocatable) {
        public Node {
            labels = Map.copyOf(labels);
            taints = List.copyOf(taints);
            internalIps = List.copyOf(internalIps);
            pressures = List.copyOf(pressures);
        }

        public boolean isReady() {
            return ready.equals("True");
        }

        public boolean isEdge() {
            return labels.containsKey("node-role.kubernetes.io/edge");
        }

        public boolean isControlPlane() {
            return labels.containsKey("node-role.kubernetes.io/control-plane");
        }

        /// The roles as `kubectl get nodes` prints them, `<none>` without any.
        public String roles() {
            String roles =
                    labels.keySet().stream()
                            .filter(label -> label.startsWith("node-role.kubernetes.io/"))
                            .map(label -> label.substring("node-role.kubernetes.io/".length()))
                            .sorted()
                            .collect(java.util.stream.Collectors.joining(","));
            return roles.isEmpty() ? "<none>" : roles;
        }
    }

    /// @param owner    the workload behind it without generated suffixes, for instance `DaemonSet/edgemesh-agent`
    /// @param node     where it runs, empty while it is not scheduled
    /// @param status   as `kubectl get pods` prints it: `Running`, `Pending`, `CrashLoopBackOff`, `Terminating` …
    /// @param ready    containers that are ready
    /// @param containers containers in all
    /// @param requests what it takes from its node; empty once it has ended, or where nobody told
    /// @param message  the reason of a waiting container or an unscheduled pod, may be empty
    public record Pod(
            String namespace,
            String name,
            String owner,
            String node,
            String status,
            int ready,
            int containers,
            int restarts,
            Instant created,
            List<String> images,
            Optional<Resources> requests,
            String message) {
        public Pod {
            images = List.copyOf(images);
        }

        public boolean isReady() {
            return status.equals("Running") && ready == containers;
        }
    }

    /// @param clusterIp   empty where there is none
    /// @param externalIps addresses in `status.loadBalancer.ingress`
    /// @param ports       `port:nodePort/protocol`
    public record Service(
            String namespace,
            String name,
            String type,
            String clusterIp,
            Map<String, String> labels,
            List<String> externalIps,
            List<String> ports) {
        public Service {
            labels = Map.copyOf(labels);
            externalIps = List.copyOf(externalIps);
            ports = List.copyOf(ports);
        }
    }
}
