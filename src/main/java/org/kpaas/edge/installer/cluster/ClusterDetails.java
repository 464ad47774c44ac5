package org.kpaas.edge.installer.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a deployment leaves in the cluster besides nodes, pods and services. A part is empty when it could not be read:
/// the right is missing (403) or this cluster has no such API (404). Of Secrets only the names are here.
///
/// @param asOf        when it was read, by the API server's clock where it told, else by the laptop's
/// @param leases      when each node last renewed its lease in `kube-node-lease`
/// @param workloads   Deployments and DaemonSets of all namespaces
/// @param pools       MetalLB's IPAddressPools of all namespaces
/// @param definitions names of the CustomResourceDefinitions, for instance `rules.rules.kubeedge.io`
/// @param roles       `ClusterRole/name` and `ClusterRoleBinding/name`
/// @param secrets     names of the Secrets in `kubeedge`
/// @param configMaps  names of the ConfigMaps in `kubeedge`
/// @param endpoints   of the Service `kubeedge/cloudcore`; an empty list when nothing is behind it
/// @param events      the latest [#EVENTS] of `default` (nodes), `kube-system`, `kubeedge` and `metallb-system`, the
///                    latest first
public record ClusterDetails(
        Instant asOf,
        Optional<List<Namespace>> namespaces,
        Optional<Map<String, Instant>> leases,
        Optional<List<Workload>> workloads,
        Optional<List<Pool>> pools,
        Optional<List<String>> definitions,
        Optional<List<String>> roles,
        Optional<List<String>> secrets,
        Optional<List<String>> configMaps,
        Optional<List<Endpoint>> endpoints,
        Optional<List<Event>> events) {
    public static final int EVENTS = 500;

    /// Nothing could be read, or nobody has asked.
    public static final ClusterDetails UNKNOWN =
            new ClusterDetails(
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public ClusterDetails {
        namespaces = namespaces.map(List::copyOf);
        leases = leases.map(Map::copyOf);
        workloads = workloads.map(List::copyOf);
        pools = pools.map(List::copyOf);
        definitions = definitions.map(List::copyOf);
        roles = roles.map(List::copyOf);
        secrets = secrets.map(List::copyOf);
        configMaps = configMaps.map(List::copyOf);
        endpoints = endpoints.map(List::copyOf);
        events = events.map(List::copyOf);
    }

    public ClusterDetails withEvents(Optional<List<Event>> others) {
        return new ClusterDetails(
                asOf,
                namespaces,
                leases,
                workloads,
                pools,
                definitions,
                roles,
                secrets,
                configMaps,
                endpoints,
                others);
    }

    /// @param phase `Active` or `Terminating`
    public record Namespace(String name, String phase) {}

    /// @param kind     `Deployment` or `DaemonSet`
    /// @param desired  pods that there should be
    /// @param ready    pods that are ready
    /// @param offEdges whether the required node affinity keeps its pods off edge nodes: `node-role.kubernetes.io/edge`
    ///                 must not exist
    public record Workload(
            String namespace, String kind, String name, int desired, int ready, boolean offEdges) {
        public String id() {
            return namespace + "/" + name;
        }
    }

    /// @param addresses ranges as written, for instance `10.0.0.50/32`
    public record Pool(String namespace, String name, List<String> addresses, boolean autoAssign) {
        public Pool {
            addresses = List.copyOf(addresses);
        }
    }

    /// @param port      where the pods listen
    /// @param addresses of the pods that are ready
    public record Endpoint(int port, List<String> addresses) {
        public Endpoint {
            addresses = List.copyOf(addresses);
        }
    }

    /// @param kind    of the object that it is about, with `name`
    /// @param type    `Normal` or `Warning`
    /// @param message at most 1,000 characters
    /// @param last    when it was seen last
    public record Event(
            String namespace,
            String kind,
            String name,
            String type,
            String reason,
            String message,
            int count,
            Instant last) {
        public Event saying(String other) {
            return new Event(namespace, kind, name, type, reason, other, count, last);
        }
    }
}
