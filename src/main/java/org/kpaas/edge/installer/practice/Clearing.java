package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What `script/clear.sh` takes away on a practice host, in the cluster and in the checkout, item by item.
final class Clearing {
    private final PracticeModel model;

    Clearing(PracticeModel model) {
        this.model = model;
    }

    Map<String, ScriptCall.Answer> answers() {
        return Map.of("clear", this::clear, "keep", Clearing::keep);
    }

    private static int keep(ScriptCall call) throws IOException {
        call.value("kept", "yes");
        call.end();
        return 0;
    }

    private int clear(ScriptCall call) throws IOException {
        List<String> items = call.arguments().subList(1, call.arguments().size());
        call.value("fix.before", "/var/backups/kpaas-edge-installer/practice");
        String refused = "";
        for (String item : items) {
            String why = clear(call.host(), item);
            call.value(why.isEmpty() ? "cleared" : "failed", (item + " " + why).strip());
            refused = refused.isEmpty() ? why : refused;
        }
        if (!refused.isEmpty()) {
            call.value("facts.refused", refused);
        }
        call.end();
        return 0;
    }

    /// @return why it failed; empty when it is gone
    String clear(PracticeHost host, String item) {
        String value = item.substring(item.indexOf('=') + 1);
        switch (item.replaceFirst("=.*", "")) {
            case "kubeedge" -> {
                return edgeCore(host);
            }
            case "mosquitto-lines" -> broker(host);
            case "kubeconfig" -> host.set("root.kubeconfig", "no");
            case "kubeconfig-back" -> host.set("root.kubeconfig", "yes");
            case "mesh" -> {
                model.store().remove("daemonsets", EdgeCluster.SPACE, "edgemesh-agent");
                pods("edgemesh-agent", "");
            }
            case "pods" -> pods("edgemesh-agent", value);
            case "node" -> {
                return node(value);
            }
            case "cloud" -> cloud();
            case "cloudcore-labels" -> labels();
            case "pool" -> remove("ipaddresspools", "cloudcore"::equals);
            case "crds-kubeedge" ->
                    remove("customresourcedefinitions", it -> it.endsWith("kubeedge.io"));
            case "crds-istio" -> remove("customresourcedefinitions", it -> it.endsWith("istio.io"));
            case "cluster-roles" -> {
                remove("clusterroles", EdgeCluster::isRole);
                remove("clusterrolebindings", EdgeCluster::isRole);
            }
            case "service-labels" -> meshLabel();
            case "file" -> file(value);
            case "ipvs-address" -> host.take("ipvs-address");
            default -> host.take(item);
        }
        return "";
    }

    private static String edgeCore(PracticeHost host) {
        if (host.says("root.kubeconfig", "yes")) {
            return "kubeconfig";
        }
        if (host.joining().isPresent()) {
            return "busy";
        }
        host.set("kubeedge.dir", "no");
        host.set("edgecore.active", "no");
        host.unset("listen.10550");
        EdgecoreFile.remove(host);
        host.take("pods");
        host.take("mounts");
        return "";
    }

    private static void broker(PracticeHost host) {
        host.set("mosquitto.lines", "0");
        host.files().remove("/etc/mosquitto/mosquitto.conf");
    }

    /// @param node empty for all
    private void pods(String workload, String node) {
        for (ObjectNode pod : list("pods")) {
            boolean ours = pod.at("/metadata/name").asString().startsWith(workload + "-");
            String on = pod.at("/spec/nodeName").asString("");
            if (ours && (node.isEmpty() || node.equals(on))) {
                remove("pods", pod);
            }
        }
    }

    private String node(String name) {
        var found = model.store().find("nodes", "", name);
        if (found.isEmpty()) {
            return "";
        }
        ObjectNode labels = found.get().withObject("/metadata/labels");
        if (!labels.has("node-role.kubernetes.io/edge")) {
            return "not-an-edge";
        }
        remove("nodes", found.get());
        list("pods").stream()
                .filter(pod -> pod.at("/spec/nodeName").asString("").equals(name))
                .forEach(pod -> remove("pods", pod));
        return "";
    }

    private void cloud() {
        for (KubeKind each : KubeKind.values()) {
            String kind = each.resource();
            list(kind).stream()
                    .filter(
                            it ->
                                    it.at("/metadata/namespace")
                                            .asString("")
                                            .equals(EdgeCluster.SPACE))
                    .forEach(it -> remove(kind, it));
        }
        model.store().remove("namespaces", "", EdgeCluster.SPACE);
        model.controlPlane().set("kube.namespace.kubeedge", "none");
        try {
            model.network().cloudCore(false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void meshLabel() {
        model.store()
                .edit(
                        "services",
                        "default",
                        "kubernetes",
                        it -> it.withObject("/metadata/labels").remove(EdgeCluster.MESH_LABEL));
    }

    private void labels() {
        for (ObjectNode node : list("nodes")) {
            model.store()
                    .edit(
                            "nodes",
                            "",
                            node.at("/metadata/name").asString(),
                            it -> it.withObject("/metadata/labels").remove("cloudcore"));
        }
    }

    private void file(String path) {
        if (path.equals(Checkout.INVENTORY)) {
            model.controlPlane().files().remove(Checkout.ROOT + "/" + path);
        } else {
            model.checkout().restore(path);
        }
    }

    private List<ObjectNode> list(String kind) {
        return model.store().list(new KubeStore.Selection(kind, "")).items();
    }

    private void remove(String kind, Predicate<String> wanted) {
        list(kind).stream()
                .filter(it -> wanted.test(it.at("/metadata/name").asString()))
                .forEach(it -> remove(kind, it));
    }

    private void remove(String kind, ObjectNode object) {
        model.store()
                .remove(
                        kind,
                        object.at("/metadata/namespace").asString(""),
                        object.at("/metadata/name").asString());
    }
}
