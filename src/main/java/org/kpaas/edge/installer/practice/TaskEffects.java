package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// What each task does to hosts and cluster, and whether it works there. Works on the state of the machines alone, so
/// a fault shows where it would show in reality.
final class TaskEffects {
    /// Until Ansible has given up on a host that does not answer; in reality it can take hours (T24, T104).
    private static final double UNREACHABLE_SECONDS = 201;

    private final PracticeModel model;
    private final Inventory inventory;
    private final EdgeCluster cluster;
    private final Pace pace;
    private final Runnable duringPause;

    /// @param duringPause what happens to the laptop's links in the middle of the run, if anything
    TaskEffects(
            PracticeModel model,
            Inventory inventory,
            EdgeCluster cluster,
            Pace pace,
            Runnable duringPause) {
        this.model = model;
        this.inventory = inventory;
        this.cluster = cluster;
        this.pace = pace;
        this.duringPause = duringPause;
    }

    void begins(Release.Task task) {
        if (task.name().startsWith("Pause")) {
            pace.after(task.seconds() / 4, duringPause);
        }
    }

    void starts(Release.Task task, String host) {
        if (isJoin(task)) {
            edge(host).filter(model::isReachable).ifPresent(PracticeHost::beginJoin);
        }
    }

    /// How long a task takes on a host where it does not take its usual time.
    Optional<Double> patience(Release.Task task, String host) {
        Optional<PracticeHost> edge = edge(host);
        if (inventory.edges().containsKey(host) && connects(task) && !isReachable(edge)) {
            return Optional.of(UNREACHABLE_SECONDS);
        }
        return isJoin(task)
                ? edge.flatMap(this::joinFailure).map(JoinFailure::seconds)
                : Optional.empty();
    }

    /// Does the task's work on one host.
    ///
    /// @param now the simulated wall clock
    TaskOutcome perform(Release.Task task, String host, Instant now) {
        if (host.equals(inventory.master())) {
            return onControlPlane(task);
        }
        return connects(task) ? onEdge(task, edge(host), now) : new TaskOutcome.Ok();
    }

    /// Ansible was ended while this was running; what runs on an edge goes on there (T94).
    void leftAlone(Release.Task task, String host) {
        if (isJoin(task)) {
            double left = patience(task, host).orElse(task.seconds());
            pace.after(left, () -> perform(task, host, Instant.now()));
        }
    }

    private TaskOutcome onControlPlane(Release.Task task) {
        switch (task.changes().orElse("")) {
            case "cloud-affinity", "cloud-affinity-more" -> cluster.restartDaemons();
            case "keadm-control-plane" -> model.controlPlane().leave("keadm");
            case "cloudcore-label" -> {
                return label();
            }
            case "cloudcore-deploy" -> cluster.deployCloudCore();
            case "kubeedge-crds" -> cluster.define("kubeedge.io");
            case "mesh-crds" -> cluster.define("istio.io");
            case "cloudcore-install" -> {
                cluster.define("kubeedge.io");
                cluster.deployCloudCore();
                cluster.deployIptablesManager();
            }
            case "token-file" -> {
                if (!cluster.cloudCoreRuns()) {
                    return noToken();
                }
                model.controlPlane().leave("join-token");
            }
            case "token-remove" -> model.controlPlane().take("join-token");
            case "cloudcore-address", "cloudcore-service" -> {
                cluster.exposeCloudCore(inventory.privateVip());
                model.controlPlane().leave("ipvs-address");
            }
            case "mesh-labels" -> cluster.labelServices();
            case "mesh-deploy" -> {
                cluster.deployMesh();
                model.hosts().stream()
                        .filter(it -> it.isControlPlane() || it.says("edgecore.active", "yes"))
                        .forEach(it -> it.leave("mesh-device", "portals"));
            }
            case "hardening-control-plane" -> harden(model.controlPlane());
            default -> {}
        }
        return isQuiet(task) ? new TaskOutcome.Ok() : new TaskOutcome.Changed();
    }

    private TaskOutcome onEdge(Release.Task task, Optional<PracticeHost> found, Instant now) {
        if (found.isEmpty() || !model.isReachable(found.get())) {
            return unreachable(found, "Connection timed out");
        }
        PracticeHost edge = found.get();
        if (!edge.acceptsControlPlane()) {
            return unreachable(found, "Permission denied (publickey,password)");
        }
        String change = task.changes().orElse("");
        if (!change.isEmpty()
                && !change.equals("keadm-unpack")
                && edge.says("sudo.nopasswd", "no")) {
            return new TaskOutcome.Failed(AnsibleJson.message("Missing sudo password"), false);
        }
        switch (change) {
            case "keadm-edge" -> edge.leave("keadm");
            case "crio-install" -> edge.leave("registries");
            case "crio-start" -> {
                edge.set("crio.active", "yes");
                edge.set("crio.version", model.release().versions().crioEdge().getFirst());
            }
            case "edge-join" -> {
                edge.endJoin();
                Optional<JoinFailure> failure = joinFailure(edge);
                if (failure.isPresent()) {
                    edge.set("kubeedge.dir", "yes");
                    edge.leave("edgecore-binary");
                    return failure.get().outcome(model.release(), inventory.publicVip(), now);
                }
                join(edge);
            }
            case "edge-dns" -> EdgecoreFile.addDns(edge);
            case "edge-metaserver" -> EdgecoreFile.enableMetaServer(edge);
            case "mosquitto-install" -> edge.set("mosquitto.active", "yes");
            case "mosquitto-open" -> edge.set("mosquitto.lines", "2");
            case "hardening-edge" -> harden(edge);
            default -> {}
        }
        return isQuiet(task) ? new TaskOutcome.Ok() : new TaskOutcome.Changed();
    }

    private void join(PracticeHost edge) {
        edge.set("edgecore.active", "yes");
        edge.set("listen.10550", "edgecore");
        edge.set("edgecore.log.fatal", "0");
        edge.set("edgecore.log.errors", "0");
        edge.set("kubeedge.ca", EdgeCluster.AUTHORITY);
        edge.leave("edgecore-binary", "bridge");
        edge.set("kubeedge.dir", "yes");
        EdgecoreFile.write(edge, inventory.publicVip());
        cluster.register(edge);
    }

    private Optional<JoinFailure> joinFailure(PracticeHost edge) {
        if (edge.says("edgecore.active", "yes") || edge.says("kubeedge.dir", "yes")) {
            return Optional.of(JoinFailure.ALREADY_JOINED);
        }
        if (!model.release().edgeArchitectures().contains(edge.value("dpkg.arch").orElse(""))) {
            return Optional.of(JoinFailure.WRONG_ARCHITECTURE);
        }
        if (edge.runtimeBroken()) {
            return Optional.of(JoinFailure.NO_RUNTIME);
        }
        boolean closed = model.network().isDropped(model.net().publicVip(), 10_002);
        return edge.says("cgroup.memory", "yes") && !closed
                ? Optional.empty()
                : Optional.of(JoinFailure.TIMED_OUT);
    }

    /// A wrong name is ignored by the playbook; what follows from it shows only later (T37).
    private TaskOutcome label() {
        String missing = "";
        for (String node : inventory.cloudCore()) {
            if (!cluster.label(node)) {
                missing = node;
            }
        }
        return missing.isEmpty()
                ? new TaskOutcome.Changed()
                : new TaskOutcome.Failed(
                        AnsibleJson.command(
                                "kubectl label nodes " + missing + " cloudcore=enable",
                                1,
                                0.1,
                                Instant.now(),
                                "",
                                "Error from server (NotFound): nodes \""
                                        + missing
                                        + "\" not found"),
                        true);
    }

    private static TaskOutcome noToken() {
        return new TaskOutcome.Failed(
                AnsibleJson.command(
                        "keadm gettoken --kube-config=/root/.kube/config >"
                                + " /home/ubuntu/keadm_token",
                        1,
                        0.3,
                        Instant.now(),
                        "",
                        "Error: failed to get token, err is secrets \"tokensecret\" not found"),
                false);
    }

    private TaskOutcome unreachable(Optional<PracticeHost> edge, String why) {
        String address = edge.map(host -> host.address().text()).orElse("the host");
        return new TaskOutcome.Unreachable(
                AnsibleJson.unreachable(
                        "Failed to connect to the host via ssh: ssh: connect to host "
                                + address
                                + " port 22: "
                                + why));
    }

    /// The hardening step gives every password an end (T97) and closes a folder that should be open (T56).
    private static void harden(PracticeHost host) {
        long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
        long end = 90 + host.value("password.changed.day").map(Long::valueOf).orElse(today);
        host.set("password.expires.day", Long.toString(end));
        if (end <= today) {
            host.expirePassword(true);
        }
        host.set("tmp.mode", "777");
    }

    private Optional<PracticeHost> edge(String host) {
        return Optional.ofNullable(inventory.edges().get(host)).flatMap(model::at);
    }

    private boolean isReachable(Optional<PracticeHost> edge) {
        return edge.isPresent() && model.isReachable(edge.get());
    }

    private static boolean isJoin(Release.Task task) {
        return task.changes().orElse("").equals("edge-join");
    }

    /// Tasks of the hidden role run on the control plane itself.
    private static boolean connects(Release.Task task) {
        return !task.role().equals("kubespray-defaults");
    }

    private static boolean isQuiet(Release.Task task) {
        return task.role().isEmpty()
                || task.role().equals("kubespray-defaults")
                || task.name().startsWith("Pause");
    }
}
