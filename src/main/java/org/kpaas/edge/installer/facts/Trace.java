package org.kpaas.edge.installer.facts;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Something that an edge deployment leaves on a host, in the cluster or in the checkout, and that a reset has to take
/// away or keep by decision (field knowledge, section 3c). The texts are `trace.<key>.title`.
public enum Trace {
    /// Node objects with the edge's role; keadm leaves them in place (T89)
    NODE_OBJECTS(Place.CONTROL_PLANE),
    /// `kubeedge`, gone or terminating for ever (T85)
    NAMESPACE(Place.CONTROL_PLANE),
    CRDS_KUBEEDGE(Place.CONTROL_PLANE),
    /// the three that EdgeMesh brings; kept where Istio itself is installed
    CRDS_ISTIO(Place.CONTROL_PLANE),
    CLUSTER_ROLES(Place.CONTROL_PLANE),
    CLOUDCORE_LABELS(Place.CONTROL_PLANE),
    POOL(Place.CONTROL_PLANE),
    SERVICE_LABELS(Place.CONTROL_PLANE),
    /// of three daemon sets; harmless without edges, and taking it away restarts them once more (T34)
    AFFINITY(Place.CONTROL_PLANE),
    /// the address of CloudCore's service on `kube-ipvs0` (T45)
    IPVS_ADDRESS(Place.CONTROL_PLANE),
    /// inventory, role defaults, templates and variables that are not as git has them (T42)
    CHECKOUT(Place.CONTROL_PLANE),
    /// EdgeCore's service
    EDGECORE(Place.EDGE),
    EDGECORE_BINARY(Place.EDGE),
    KUBEEDGE_FILES(Place.CONTROL_PLANE, Place.EDGE),
    /// below `/var/lib/edged` (T91)
    MOUNTS(Place.EDGE),
    /// that the runtime still has
    PODS(Place.EDGE),
    /// that the scripts append to the broker's configuration (T71, T72)
    MOSQUITTO_LINES(Place.EDGE),
    MOSQUITTO(Place.EDGE),
    /// `registries.conf`, which the runtime's bundle overwrites (T63)
    REGISTRIES(Place.EDGE),
    /// `cni0`
    BRIDGE(Place.EDGE),
    /// CRI-O with its files
    RUNTIME(Place.EDGE),
    /// the memory cgroup in the boot file of a Raspberry Pi
    BOOT_LINE(Place.EDGE),
    KEADM(Place.CONTROL_PLANE, Place.EDGE),
    /// readable for everybody, valid for a day (T54)
    JOIN_TOKEN(Place.CONTROL_PLANE, Place.EDGE),
    /// lost keys of apt's package sources (T86)
    KEYRINGS(Place.CONTROL_PLANE, Place.EDGE),
    /// what `security.bin` changed (T56)
    HARDENING(Place.CONTROL_PLANE, Place.EDGE),
    /// `edgemesh0` (T90)
    MESH_DEVICE(Place.CONTROL_PLANE, Place.CLOUD_NODE, Place.EDGE),
    /// `KUBE-PORTALS-*` (T90)
    PORTALS(Place.CONTROL_PLANE, Place.CLOUD_NODE, Place.EDGE);

    /// Where traces are looked for. What the cluster has is asked on the control plane.
    public enum Place {
        CONTROL_PLANE,
        CLOUD_NODE,
        EDGE;

        /// As `script/residue.sh` calls it.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Set<Place> places;

    Trace(Place... places) {
        this.places = EnumSet.copyOf(List.of(places));
    }

    /// As scripts, files and texts call it, for instance `join-token`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is looked for in one place.
    public static List<Trace> at(Place place) {
        return Arrays.stream(values()).filter(trace -> trace.places.contains(place)).toList();
    }

    public static Optional<Trace> of(String key) {
        return Arrays.stream(values()).filter(trace -> trace.key().equals(key)).findFirst();
    }
}
