package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.site.Subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a deployment is felt by beyond its new nodes, told before it starts: what restarts, whose traffic takes another
/// way, what may land on edges, which files and objects change, and from when hardened hosts refuse logins.
///
/// @param cluster    whether the cluster could be looked at; without it nothing is known about what runs there
/// @param restarts   workloads that the scripts patch or restart (T34)
/// @param services   services that EdgeMesh's agents carry from then on (T51)
/// @param landing    deployments that nothing keeps off edge nodes (T36); empty where nobody could tell
/// @param production pods that are not the platform's own, and their namespaces
/// @param touched    files and objects, by place
/// @param hardening  where `security.bin` runs as root (T56)
public record Impact(
        boolean cluster,
        List<Restart> restarts,
        Listing services,
        Optional<Listing> landing,
        Listing production,
        List<Touched> touched,
        List<Hardening> hardening) {
    /// Of a plan that was written before plans told this.
    public static final Impact UNTOLD =
            new Impact(
                    false,
                    List.of(),
                    Listing.NONE,
                    Optional.empty(),
                    Listing.NONE,
                    List.of(),
                    List.of());

    public Impact {
        restarts = List.copyOf(restarts);
        touched = List.copyOf(touched);
        hardening = List.copyOf(hardening);
    }

    /// What the engineer has to agree to before the run, one by one; the texts are `plan.consent.<key>`, see [ImpactText#consent].
    public enum Consent {
        /// production pods run on nodes whose network restarts or changes
        MAINTENANCE_WINDOW("maintenance-window"),
        /// a host refuses keys soon, or nobody can tell from when
        LOCK_OUT("lock-out");

        private final String key;

        Consent(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /// @param workload `namespace/name`
    /// @param pods     how many of it run now
    /// @param nodes    on how many nodes
    /// @param always   at every run, not only at the first one of this cluster
    public record Restart(String workload, int pods, int nodes, boolean always) {}

    /// @param names the first of them in alphabetical order, at most 40
    public record Listing(int count, List<String> names) {
        public static final Listing NONE = new Listing(0, List.of());
        private static final int MOST = 40;

        public Listing {
            names = List.copyOf(names);
        }

        static Listing of(List<String> all) {
            List<String> sorted = all.stream().distinct().sorted().toList();
            return new Listing(sorted.size(), sorted.stream().limit(MOST).toList());
        }
    }

    public enum Place {
        CONTROL_PLANE,
        EDGES,
        CLUSTER
    }

    /// @param hosts empty for the cluster
    /// @param what  files, or objects as `Kind namespace/name`
    public record Touched(Place place, List<String> hosts, List<String> what) {
        public Touched {
            hosts = List.copyOf(hosts);
            what = List.copyOf(what);
        }
    }

    /// @param program which of the two programs, `amd64` or `arm64`
    /// @param sha256  of the program in the checkout; empty where there is none, or nobody could tell
    /// @param known   whether a program with this checksum was looked at
    /// @param lockOut the day on which keys are refused from: the last change of the login's password and 90 days;
    ///                empty where the host does not tell the change
    /// @param past    whether that day has come already: keys are refused at once
    /// @param urgent  within 14 days, past, or not known
    public record Hardening(
            Subject on,
            String program,
            Optional<String> sha256,
            boolean known,
            Optional<LocalDate> lockOut,
            boolean past,
            boolean urgent) {}

    /// What is to be agreed to, in the order in which it is asked.
    public List<Consent> consents() {
        var consents = new ArrayList<Consent>();
        boolean felt = !restarts.isEmpty() || services.count() > 0;
        if (felt && production.count() > 0) {
            consents.add(Consent.MAINTENANCE_WINDOW);
        }
        if (hardening.stream().anyMatch(Hardening::urgent)) {
            consents.add(Consent.LOCK_OUT);
        }
        return consents;
    }
}
