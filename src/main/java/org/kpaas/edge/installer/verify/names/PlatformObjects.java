package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.guide.Release;

import java.util.Set;

/// Objects of a cluster that rightly have reserved names, because the platform itself has made them.
final class PlatformObjects {
    private static final Set<String> NAMESPACES =
            Set.of(
                    "kube-system",
                    "kube-public",
                    "kube-node-lease",
                    "kubeedge",
                    "metallb-system",
                    "kubernetes-dashboard",
                    "cp-portal",
                    "cp-portal-temp-namespace");

    /// The portal makes objects of exactly these names (guide 4); a longer one is somebody else's.
    private static final Set<String> MADE_BY_PORTAL =
            Set.of("portal-users", "portal-role", "portal-quota", "portal-limits", "dashboard");

    /// Made by the API server for its own clients (API Priority and Fairness).
    private static final Set<String> FLOW_SCHEMAS =
            Set.of("kube-controller-manager", "kube-scheduler", "kube-system-service-accounts");

    private static final Set<String> API_SERVICE = Set.of("Service", "Endpoints", "EndpointSlice");

    private PlatformObjects() {}

    static boolean isNamespace(String name) {
        return NAMESPACES.contains(name);
    }

    static boolean owns(ClusterNames.Named object, Release.ReservedName row) {
        String name = object.name();
        if (NAMESPACES.contains(object.namespace())
                || object.labels().containsKey("kubernetes.io/bootstrapping")) {
            return true;
        }
        return switch (object.kind()) {
            case "Namespace" -> isNamespace(name);
            case "ConfigMap" -> name.equals("kube-root-ca.crt"); // in every namespace
            case "FlowSchema" -> FLOW_SCHEMAS.contains(name);
            case "ClusterRole", "ClusterRoleBinding" ->
                    name.startsWith("kubeadm:") || name.equals("kubernetes-dashboard");
            default ->
                    isApiService(object)
                            || (MADE_BY_PORTAL.contains(row.owner()) && name.equals(row.prefix()));
        };
    }

    private static boolean isApiService(ClusterNames.Named object) {
        return API_SERVICE.contains(object.kind())
                && object.namespace().equals("default")
                && object.name().equals("kubernetes");
    }
}
