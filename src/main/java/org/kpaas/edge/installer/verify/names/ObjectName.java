package org.kpaas.edge.installer.verify.names;

/// What an object is called.
///
/// @param kind      for instance `Deployment`, or `Service.serving.knative.dev` of another API than Kubernetes' own; empty where
///                  nobody said
/// @param namespace empty without one
/// @param name      as written, valid or not
/// @param generated whether `name` is the beginning only and Kubernetes completes it (`metadata.generateName`)
public record ObjectName(String kind, String namespace, String name, boolean generated) {
    public static ObjectName of(String kind, String name) {
        return new ObjectName(kind, "", name, false);
    }
}
