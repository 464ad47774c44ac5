package org.kpaas.edge.installer.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/// What a row of the verification is about. The ids are stable, `VRF-NODE-READY` and so on; `verify.row.<id>` is its
/// title. Their order is that of the page.
public enum RowId {
    NODE_PRESENT(Area.NODES),
    /// the node's own host name was usable (T12)
    NODE_NAME(Area.NODES),
    NODE_READY(Area.NODES),
    NODE_PRESSURE(Area.NODES),
    NODE_LEASE(Area.NODES),
    NODE_ROLES(Area.NODES),
    NODE_ARCH(Area.NODES),
    NODE_VERSION(Area.NODES),
    NODE_RUNTIME(Area.NODES),
    /// `cloudcore=enable` on the chosen nodes and no others (T37, T38)
    NODE_LABEL(Area.NODES),
    NODE_CORDON(Area.NODES),
    /// as many pods as there should be, where they should be
    POD(Area.PODS),
    /// nothing of the cloud's on an edge node (T36)
    POD_EDGE(Area.PODS),
    POD_CONTAINERS(Area.PODS),
    POD_IMAGE(Area.PODS),
    POD_RESTARTS(Area.PODS),
    /// the replicas of CloudCore on the chosen nodes, one each (T38)
    POD_SPREAD(Area.PODS),
    /// of workloads that nobody asked for
    POD_OTHER(Area.PODS),
    NAMESPACE(Area.OBJECTS),
    SERVICE(Area.OBJECTS),
    /// MetalLB gave the Service the private address (T43, T44)
    SERVICE_ADDRESS(Area.OBJECTS),
    SERVICE_PORTS(Area.OBJECTS),
    SERVICE_ENDPOINTS(Area.OBJECTS),
    /// EdgeMesh leaves the Service to kube-proxy
    SERVICE_PROXY(Area.OBJECTS),
    POOL(Area.OBJECTS),
    POOL_AUTO(Area.OBJECTS),
    /// kept off edge nodes by its affinity (T33, T34)
    AFFINITY(Area.OBJECTS),
    DEFINITION(Area.OBJECTS),
    SECRET(Area.OBJECTS),
    CONFIGMAP(Area.OBJECTS),
    /// the host answered the questions below
    EDGE_READ(Area.EDGES),
    EDGE_SERVICES(Area.EDGES),
    /// EdgeCore's own copy of the API is switched on (T69)
    EDGE_METASERVER(Area.EDGES),
    EDGE_API(Area.EDGES),
    EDGE_DNS(Area.EDGES),
    EDGE_SERVER(Area.EDGES),
    /// it trusts the authority that CloudCore has now (T40)
    EDGE_CA(Area.EDGES),
    EDGE_MESH(Area.EDGES),
    EDGE_LOG(Area.EDGES),
    /// a Service of the cluster answers there
    EDGE_CANARY(Area.EDGES),
    CLOUD_CANARY(Area.EDGES);

    private final Area area;

    RowId(Area area) {
        this.area = area;
    }

    /// The groups of the page; `verify.area.<area>` is the title.
    public enum Area {
        @JsonProperty("nodes")
        NODES,
        @JsonProperty("pods")
        PODS,
        @JsonProperty("objects")
        OBJECTS,
        /// what the hosts themselves say
        @JsonProperty("edges")
        EDGES
    }

    public Area area() {
        return area;
    }

    /// For instance `VRF-NODE-READY`.
    @JsonValue
    public String id() {
        return "VRF-" + name().replace('_', '-');
    }
}
