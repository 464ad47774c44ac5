package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Answers `script/residue.sh`: what a deployment has left on a practice host, in the cluster and in the checkout.
final class ResidueAnswer implements ScriptCall.Answer {
    /// What tasks note at the host where they leave it.
    private static final List<String> EVERYWHERE =
            List.of("keadm", "join-token", "keyrings", "mesh-device", "portals");

    private static final List<String> EDGE =
            List.of("edgecore-binary", "mounts", "pods", "registries", "bridge");
    private final PracticeModel model;

    ResidueAnswer(PracticeModel model) {
        this.model = model;
    }

    @Override
    public int answer(ScriptCall call) throws IOException {
        PracticeHost host = call.host();
        switch (call.argument(0)) {
            case "control-plane" -> controlPlane(call);
            case "edge" -> edge(call);
            default -> {} // another node of the cluster has what every host may have
        }
        noted(call, EVERYWHERE);
        kept(call, "hardening", !host.says("password.expires.day", "never"));
        call.end();
        return 0;
    }

    private void controlPlane(ScriptCall call) throws IOException {
        noted(call, List.of("ipvs-address"));
        trace(call, "kubeedge-files", "");
        trace(
                call,
                "crds-kubeedge",
                names("customresourcedefinitions", it -> it.endsWith("kubeedge.io")));
        trace(
                call,
                "crds-istio",
                names("customresourcedefinitions", it -> it.endsWith("istio.io")));
        trace(
                call,
                "cluster-roles",
                (names("clusterroles", EdgeCluster::isRole)
                                + " "
                                + names("clusterrolebindings", EdgeCluster::isRole))
                        .strip());
        trace(call, "pool", names("ipaddresspools", "cloudcore"::equals));
        trace(call, "service-labels", meshed() ? "default/kubernetes" : "");
        kept(call, "affinity", patched());
        trace(call, "node-objects", nodes("node-role.kubernetes.io/edge"::equals));
        trace(call, "cloudcore-labels", nodes("cloudcore"::equals));
        boolean space = model.store().find("namespaces", "", EdgeCluster.SPACE).isPresent();
        boolean stuck = call.host().says("kube.namespace.kubeedge", "Terminating");
        trace(call, "namespace", stuck ? "Terminating" : space ? "Active" : "");
        trace(call, "checkout", changed(call));
        Optional<String> ledger = call.host().files().read(FileScripts.LEDGER);
        if (ledger.isPresent()) {
            call.text("nodes.ledger", ledger.get());
        }
    }

    private String nodes(Predicate<String> label) {
        var names = new ArrayList<String>();
        for (ObjectNode node : model.store().list(new KubeStore.Selection("nodes", "")).items()) {
            if (node.withObject("/metadata/labels").propertyNames().stream().anyMatch(label)) {
                names.add(node.at("/metadata/name").asString());
            }
        }
        return String.join(" ", names);
    }

    private String names(String kind, Predicate<String> wanted) {
        return String.join(
                " ",
                model.store().list(new KubeStore.Selection(kind, "")).items().stream()
                        .map(it -> it.at("/metadata/name").asString())
                        .filter(wanted)
                        .toList());
    }

    private boolean meshed() {
        return model.store()
                .find("services", "default", "kubernetes")
                .filter(it -> it.withObject("/metadata/labels").has(EdgeCluster.MESH_LABEL))
                .isPresent();
    }

    private boolean patched() {
        return model.store()
                .find("daemonsets", "kube-system", "kube-proxy")
                .filter(
                        it ->
                                it.at("/spec/template/spec/affinity")
                                        .toString()
                                        .contains("role.kubernetes.io/edge"))
                .isPresent();
    }

    private String changed(ScriptCall call) {
        List<String> status = model.checkout().status();
        return String.join(
                " ",
                call.arguments().stream()
                        .filter(it -> it.startsWith("file="))
                        .map(it -> it.substring("file=".length()))
                        .filter(file -> status.stream().anyMatch(it -> it.endsWith(" " + file)))
                        .toList());
    }

    private static void edge(ScriptCall call) throws IOException {
        PracticeHost host = call.host();
        trace(call, "edgecore", host.says("edgecore.active", "yes") ? "edgecore.service" : "");
        trace(call, "kubeedge-files", host.says("kubeedge.dir", "yes") ? "/etc/kubeedge" : "");
        String lines = host.value("mosquitto.lines").orElse("0");
        trace(call, "mosquitto-lines", lines.equals("0") ? "" : lines + " lines");
        noted(call, EDGE);
        kept(call, "mosquitto", host.says("mosquitto.active", "yes"));
        kept(call, "runtime", host.says("crio.active", "yes"));
        kept(call, "boot-line", host.files().exists("/boot/firmware/cmdline.txt"));
        call.flag("kubeconfig", host.says("root.kubeconfig", "yes"));
    }

    private static void noted(ScriptCall call, List<String> items) throws IOException {
        for (String item : items) {
            trace(call, item, call.host().has(item) ? item : "");
        }
    }

    private static void trace(ScriptCall call, String item, String evidence) throws IOException {
        call.value("trace." + item, evidence.isEmpty() ? "gone" : "left");
        if (!evidence.isEmpty()) {
            call.value("evidence." + item, evidence);
        }
    }

    private static void kept(ScriptCall call, String item, boolean there) throws IOException {
        call.value("trace." + item, there ? "kept" : "gone");
    }
}
