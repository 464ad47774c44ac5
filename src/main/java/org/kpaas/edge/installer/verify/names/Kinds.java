package org.kpaas.edge.installer.verify.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The kinds of Kubernetes as far as their names have rules of their own.
public final class Kinds {
    public static final String POD = "Pod";
    public static final String NAMESPACE = "Namespace";

    private static final Map<String, NameForm> FORMS =
            Map.of(
                    NAMESPACE,
                    NameForm.LABEL,
                    "Service",
                    NameForm.SERVICE,
                    "Job",
                    NameForm.JOB,
                    "CronJob",
                    NameForm.CRON_JOB,
                    "Role",
                    NameForm.PATH,
                    "RoleBinding",
                    NameForm.PATH,
                    "ClusterRole",
                    NameForm.PATH,
                    "ClusterRoleBinding",
                    NameForm.PATH);

    /// Their pods are called after them.
    private static final Set<String> POD_MAKERS =
            Set.of(
                    "Deployment",
                    "ReplicaSet",
                    "ReplicationController",
                    "StatefulSet",
                    "DaemonSet",
                    "Job",
                    "CronJob");

    private static final Map<String, String> KNOWN = known();

    private Kinds() {}

    /// @param typed a kind in any case, in singular or plural: `deployment`, `LimitRanges`; another word is taken for a
    ///              kind that the cluster knows and we do not
    /// @return empty for what cannot be a kind
    public static Optional<String> of(String typed) {
        return typed.matches("[A-Za-z][A-Za-z0-9]{0,62}")
                ? Optional.of(KNOWN.getOrDefault(typed.toLowerCase(Locale.ROOT), typed))
                : Optional.empty();
    }

    static NameForm form(String kind) {
        return FORMS.getOrDefault(kind, NameForm.SUBDOMAIN);
    }

    static boolean makesPods(String kind) {
        return POD_MAKERS.contains(kind);
    }

    private static Map<String, String> known() {
        var words = new TreeMap<String, String>();
        var all = new ArrayList<>(FORMS.keySet());
        all.addAll(POD_MAKERS);
        all.addAll(List.of(POD, "Node", "ConfigMap", "Secret", "ServiceAccount", "Ingress"));
        all.addAll(List.of("PersistentVolume", "PersistentVolumeClaim", "StorageClass"));
        all.addAll(List.of("ResourceQuota", "LimitRange", "CustomResourceDefinition"));
        for (String kind : all) {
            String word = kind.toLowerCase(Locale.ROOT);
            words.put(word, kind);
            words.put(word + (word.endsWith("s") ? "es" : "s"), kind);
        }
        return words;
    }
}
