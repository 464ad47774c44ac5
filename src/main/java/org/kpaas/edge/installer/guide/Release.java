package org.kpaas.edge.installer.guide;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one release of the platform does, as its scripts and the guide have it. Loaded from `guide/<id>.json`.
///
/// @param id             for instance `v1.6.0`
/// @param tags           the `git describe` results that mean this release, besides its own id
/// @param refused        why it cannot deploy to an arm64 edge, the end of a text key; empty when it can. Such a release
///                       is known, so that its checkout is not taken for another one
/// @param egress         what hosts download from, and what for (T48, T61, T65)
/// @param workloads      what KubeEdge and EdgeMesh need of the cluster, and what lands on edges by design
/// @param timeServer     whom a host without a time server of its own asks
/// @param edgeImages     what every edge pulls, as `crictl images` names it; without a tag where any will do (T65)
/// @param hardening      SHA-256 of the `security.bin` programs that were looked at (T56)
/// @param variables      names in `cp-edge-vars.sh`, by meaning
/// @param templates      files with placeholders that the script burns at its first run (T42), below the checkout
/// @param resetPlaybook  where the reset really is, below the checkout (T83)
/// @param plays          in the order in which Ansible runs them
/// @param loadBalancer   listener port to node port (guide 2.1.6)
/// @param generated      files that the script writes anew at each run, below the checkout
/// @param touches        files and objects (`Kind namespace/name`) by the ids of the tasks' changes
/// @param leaves         what a finished deployment leaves in the cluster besides workloads
/// @param reserved       names not to use for resources (guide 4)
public record Release(
        String id,
        List<String> tags,
        Optional<String> refused,
        Versions versions,
        List<OsRow> os,
        List<PortRow> ports,
        Map<String, Integer> loadBalancer,
        List<Egress> egress,
        Workloads workloads,
        String timeServer,
        List<String> edgeImages,
        List<String> hardening,
        Variables variables,
        List<Template> templates,
        List<String> generated,
        String resetPlaybook,
        List<Play> plays,
        Map<String, List<String>> touches,
        Leaves leaves,
        List<ReservedName> reserved) {

    /// Guide 2.1.3, corrected by what the scripts install (T61). A version of two numbers means its whole series.
    ///
    /// @param crioEdge          accepted versions, the one the script installs first
    /// @param ansible           the package of the release's requirements, which is more than Ansible's core
    /// @param cloudcoreReplicas how many CloudCore pods a healthy deployment has
    public record Versions(
            String kubernetes,
            String edgeKubelet,
            String crioCloud,
            List<String> crioEdge,
            String kubeedge,
            String edgemesh,
            int cloudcoreReplicas,
            String ansibleCore,
            Optional<String> ansible) {}

    /// What the deployment asks of the cluster.
    ///
    /// @param nodeLimit     how many edges one CloudCore serves by the release's own ConfigMap; empty without one (T47)
    /// @param cloudcore     what one CloudCore asks for
    /// @param edgemesh      what EdgeMesh's agent asks for on every node
    /// @param meshTolerates keys of the taints that EdgeMesh's agent tolerates (T52)
    /// @param deployments   `namespace/name` of those that the script keeps off edges itself (T36)
    /// @param daemonSets    `namespace/name` of those that the script keeps off edges itself, or that land there at every
    ///                      site of the release, which the verification explains as a known deviation (T35)
    /// @param restarts      what the scripts patch or restart (T34)
    public record Workloads(
            Optional<Integer> nodeLimit,
            Requests cloudcore,
            Requests edgemesh,
            List<String> meshTolerates,
            List<String> deployments,
            List<String> daemonSets,
            List<Restart> restarts) {}

    /// @param workload  `namespace/name`
    /// @param daemonSet otherwise a Deployment
    /// @param always    restarted at every run; else only when the affinity is new to it
    public record Restart(String workload, boolean daemonSet, boolean always) {}

    /// @param definitions names of CustomResourceDefinitions; more of the same groups are fine
    /// @param secrets     names in `kubeedge`
    /// @param configMaps  names in `kubeedge`
    /// @param meshKey     the name of the Secret or ConfigMap in `kubeedge` with EdgeMesh's key
    public record Leaves(
            List<String> definitions,
            List<String> secrets,
            List<String> configMaps,
            String meshKey) {}

    /// @param cpuMillis thousandths of a processor
    public record Requests(long cpuMillis, long memoryMib) {}

    /// Guide 2.1.2.
    public record OsRow(Side side, String id, String version, String architecture) {}

    /// A host of the Internet that the deployment downloads from.
    ///
    /// @param scheme `https`, or `http` for package archives
    public record Egress(Side side, String scheme, String host, Use use) {}

    /// What is downloaded, which tells when it is not needed.
    public enum Use {
        /// CRI-O; not needed where an accepted version is installed
        @JsonProperty("runtime")
        RUNTIME,
        /// not needed where all images of that registry are on the node
        @JsonProperty("images")
        IMAGES,
        /// not needed where the package is installed, or comes from another archive
        @JsonProperty("packages")
        PACKAGES,
        /// definitions for the cluster, fetched at each run
        @JsonProperty("resources")
        RESOURCES
    }

    public enum Side {
        @JsonProperty("cloud")
        CLOUD,
        @JsonProperty("edge")
        EDGE
    }

    /// One firewall row, of the guide (2.1.4) or missing there.
    ///
    /// @param id      `<role>/<protocol>/<port or range>`, for instance `control-plane/tcp/10002`
    /// @param to      equal to `from` for a single port
    /// @param use     the guide's name of it, for instance `cloudHub https port`
    /// @param inGuide false for rows that the guide forgot (T80)
    public record PortRow(
            String id,
            Role role,
            Protocol protocol,
            int from,
            int to,
            String use,
            Meaning meaning,
            boolean inGuide) {
        /// `10002`, or `2379-2380`.
        public String range() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    public enum Role {
        @JsonProperty("control-plane")
        CONTROL_PLANE,
        @JsonProperty("worker")
        WORKER,
        @JsonProperty("edge")
        EDGE
    }

    public enum Protocol {
        @JsonProperty("tcp")
        TCP,
        @JsonProperty("udp")
        UDP
    }

    /// What a row really means in the release (T80, T81).
    public enum Meaning {
        /// without it the deployment fails
        @JsonProperty("vital")
        VITAL,
        /// needed for full function
        @JsonProperty("needed")
        NEEDED,
        /// only where NFS volumes are used
        @JsonProperty("nfs")
        NFS,
        /// listens on loopback only, no rule needed
        @JsonProperty("loopback")
        LOOPBACK,
        /// must not be reachable from outside
        @JsonProperty("closed")
        CLOSED,
        /// not used in this release
        @JsonProperty("unused")
        UNUSED
    }

    /// Variable names, by meaning; an empty optional where the release has no such variable (T02, T03).
    ///
    /// @param edgeCounts every name to write the number of edges under: the script's and the guide's
    /// @param edgeName   with `{n}` for the number
    /// @param edgeIp     with `{n}` for the number
    public record Variables(
            String privateVip,
            String publicVip,
            Optional<String> cloudcore1,
            Optional<String> cloudcore2,
            List<String> edgeCounts,
            String edgeName,
            String edgeIp) {}

    /// @param placeholders the texts in braces that the script replaces
    public record Template(String path, List<String> placeholders) {}

    /// @param number from 1
    /// @param hosts  the inventory group, `cloudcore_node` or `edge_node`
    public record Play(int number, String hosts, List<Task> tasks) {}

    /// @param role    for instance `cp/edge/keadm_join`; empty for `Gathering Facts`
    /// @param phase   the phase that the engineer sees; its texts are `phase.<id>.title`
    /// @param changes what it changes, for the review page; a text key below `change.`, empty for housekeeping
    /// @param seconds how long it takes on a quiet machine with one edge node, from recorded runs
    /// @param skipped normally skipped by a condition: only its timing line shows, never its banner (T100). So the
    ///                timing lines since a play's banner are the index into the play's tasks
    public record Task(
            String role,
            String name,
            String phase,
            Optional<String> changes,
            double seconds,
            boolean skipped) {
        /// As Ansible's banner prints it.
        public String banner() {
            return role.isEmpty() ? name : role + " : " + name;
        }
    }

    /// @param kind   the resource kind, empty for every kind
    /// @param prefix how a name must not begin
    /// @param owner  who needs these names and why, the end of a text key (`names.owner.<owner>`)
    public record ReservedName(String kind, String prefix, String owner) {
        /// @param asked the kind of the object, empty when it is not known
        public boolean covers(String asked, String name) {
            return (kind.isEmpty() || kind.equals(asked)) && name.startsWith(prefix);
        }
    }

    /// The files and objects that a change is about.
    ///
    /// @param change the id of a task's change
    public List<String> touches(String change) {
        return touches.getOrDefault(change, List.of());
    }

    /// Whether it can be deployed to arm64 edges at all.
    public boolean isDeployable() {
        return refused.isEmpty();
    }

    /// Whether the release's own reset script finds its playbook (T83).
    public boolean resetsAsScripted() {
        return resetPlaybook.startsWith("standalone/playbooks/");
    }

    /// The architectures of edges that it deploys to, as dpkg calls them, in the order of the rows.
    public Set<String> edgeArchitectures() {
        return os.stream()
                .filter(row -> row.side() == Side.EDGE)
                .map(OsRow::architecture)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public List<Task> tasks() {
        return plays.stream().flatMap(play -> play.tasks().stream()).toList();
    }

    /// Whether it puts an MQTT broker on the edge nodes.
    public boolean installsBroker() {
        return tasks().stream()
                .anyMatch(task -> task.changes().equals(Optional.of("mosquitto-install")));
    }

    /// The phases in the order in which they begin.
    public List<String> phases() {
        return tasks().stream().map(Task::phase).distinct().toList();
    }
}
