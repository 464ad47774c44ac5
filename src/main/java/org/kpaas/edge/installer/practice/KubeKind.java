package org.kpaas.edge.installer.practice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resources that the practice cluster serves.
enum KubeKind {
    NODES("/api/v1", "Node", false),
    NAMESPACES("/api/v1", "Namespace", false),
    PODS("/api/v1", "Pod", true),
    SERVICES("/api/v1", "Service", true),
    EVENTS("/api/v1", "Event", true),
    SECRETS("/api/v1", "Secret", true),
    CONFIGMAPS("/api/v1", "ConfigMap", true),
    ENDPOINTS("/api/v1", "Endpoints", true),
    DEPLOYMENTS("/apis/apps/v1", "Deployment", true),
    REPLICASETS("/apis/apps/v1", "ReplicaSet", true),
    DAEMONSETS("/apis/apps/v1", "DaemonSet", true),
    LEASES("/apis/coordination.k8s.io/v1", "Lease", true),
    IPADDRESSPOOLS("/apis/metallb.io/v1beta1", "IPAddressPool", true),
    CUSTOMRESOURCEDEFINITIONS("/apis/apiextensions.k8s.io/v1", "CustomResourceDefinition", false),
    CLUSTERROLES("/apis/rbac.authorization.k8s.io/v1", "ClusterRole", false),
    CLUSTERROLEBINDINGS("/apis/rbac.authorization.k8s.io/v1", "ClusterRoleBinding", false);

    private static final Pattern PATH =
            Pattern.compile(
                    "(?<api>/api/v1|/apis/[a-z0-9.]+/v1[a-z0-9]*)/"
                            + "(?:namespaces/(?<namespace>[a-z0-9.-]+)/)?"
                            + "(?<resource>[a-z]+)(?:/(?<name>[A-Za-z0-9.-]+))?");

    private final String api;
    private final String kind;
    private final boolean namespaced;

    KubeKind(String api, String kind, boolean namespaced) {
        this.api = api;
        this.kind = kind;
        this.namespaced = namespaced;
    }

    /// What a request is about.
    ///
    /// @param namespace empty for all
    /// @param name      empty for a list
    record Target(KubeKind kind, String namespace, String name) {
        KubeStore.Selection selection() {
            return new KubeStore.Selection(kind.resource(), namespace);
        }
    }

    /// @return empty when nothing here answers to that path
    static Optional<Target> of(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(it -> it.resource().equals(matcher.group("resource")))
                .filter(it -> it.api.equals(matcher.group("api")))
                .findFirst()
                .map(it -> new Target(it, text(matcher, "namespace"), text(matcher, "name")));
    }

    private static String text(Matcher matcher, String group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }

    String resource() {
        return name().toLowerCase(Locale.ROOT);
    }

    String kind() {
        return kind;
    }

    /// For instance `apps/v1`.
    String version() {
        return api.replaceFirst("^/apis?/", "");
    }

    boolean isNamespaced() {
        return namespaced;
    }
}
