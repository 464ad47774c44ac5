package org.kpaas.edge.installer.cluster;

import org.kpaas.edge.installer.site.Problem;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of everything in a cluster, without anything else of the objects.
///
/// @param kinds    how many kinds of objects were listed
/// @param objects  how many objects there are of these
/// @param found    those that were asked for
/// @param unlisted what could not be listed, and why
public record ClusterNames(
        Instant taken, int kinds, int objects, List<Named> found, List<Unlisted> unlisted) {
    public ClusterNames {
        found = List.copyOf(found);
        unlisted = List.copyOf(unlisted);
    }

    /// A kind as it is told apart from others of its name: Kubernetes' own by the name alone, one of another API with its
    /// group, for instance `Service.serving.knative.dev`. Only Kubernetes' own groups have no dot or end in `k8s.io`.
    ///
    /// @param apiVersion as an object has it: `v1`, `apps/v1`, `serving.knative.dev/v1`; may be empty
    public static String kind(String kind, String apiVersion) {
        String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
        boolean own = !group.contains(".") || group.endsWith(".k8s.io");
        return own ? kind : kind + "." + group;
    }

    /// Which names are asked for.
    public interface Wanted {
        boolean test(String kind, String name);
    }

    /// @param kind      as [#kind] tells it apart
    /// @param namespace empty for an object of the whole cluster
    /// @param owner     the object that made it and keeps it
    public record Named(
            String kind,
            String namespace,
            String name,
            Map<String, String> labels,
            Optional<Owner> owner) {
        public Named {
            labels = Map.copyOf(labels);
        }
    }

    public record Owner(String kind, String name) {}

    /// @param resource for instance `pods` or `rules.rules.kubeedge.io`, or a whole version of an API: `apps/v1`
    public record Unlisted(String resource, Problem why) {}
}
