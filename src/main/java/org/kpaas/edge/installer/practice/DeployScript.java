package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `source deploy-cp-edge.sh` does: reads and checks the two variable files, writes the inventory, burns the
/// templates, and lets Ansible run. Its words and exit statuses are those of the real script.
final class DeployScript implements Job.Work {
    private static final int REFUSED = 2;
    private static final int GUARDED = 78;
    private static final int NOT_FOUND = 127;
    private static final Pattern IP = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    private static final String MASTER = "MASTER1_NODE_";

    private final PracticeModel model;
    private final Pace pace;
    private final Runnable duringPause;

    /// @param duringPause what happens to the laptop's links in the middle of the run, if anything
    DeployScript(PracticeModel model, Pace pace, Runnable duringPause) {
        this.model = model;
        this.pace = pace;
        this.duringPause = duringPause;
    }

    @Override
    public int run(Job.Order order, OutputStream out, OutputStream events)
            throws IOException, InterruptedException {
        var log = new AnsibleLog(out, Instant.now());
        if (!model.checkout().isThere()) {
            log.print("bash: line 1: cd: cp-deployment/standalone: No such file or directory\n");
            return 1;
        }
        ShellVariables cluster = read(log, Checkout.CLUSTER_VARIABLES, "cp-cluster-vars.sh");
        ShellVariables edges = read(log, Checkout.EDGE_VARIABLES, "cp-edge-vars.sh");
        Optional<String> complaint = complaint(edges);
        if (complaint.isPresent()) {
            log.print(complaint.get() + "\n");
            return REFUSED;
        }
        Inventory inventory = inventory(log, cluster, edges);
        boolean fresh = model.controlPlane().says("unwritable", "none");
        if (fresh) {
            write(inventory, cluster);
        } else {
            log.print("-bash: inventory/mycluster/edge-hosts.yaml: Permission denied\n");
        }
        if (model.controlPlane().value("ansible.playbook").isEmpty()) {
            log.print("deploy-cp-edge.sh: line 134: ansible-playbook: command not found\n");
            return NOT_FOUND;
        }
        List<String> differences =
                GuardedJob.differences(order.guard(), model.checkout(), inventory, fresh);
        for (String difference : differences) {
            log.print("kpaas-edge-guard: " + difference + "\n");
        }
        return differences.isEmpty() ? ansible(log, events, inventory) : GUARDED;
    }

    private int ansible(AnsibleLog log, OutputStream events, Inventory inventory)
            throws IOException, InterruptedException {
        boolean usable =
                inventory.master().matches("[a-z0-9.-]+")
                        && model.checkout().exists(Checkout.INVENTORY);
        if (!usable) {
            log.warning(
                    "Unable to parse "
                            + Checkout.ROOT
                            + "/"
                            + Checkout.INVENTORY
                            + " as an inventory source");
        }
        var effects =
                new TaskEffects(model, inventory, new EdgeCluster(model, pace), pace, duringPause);
        var told = new AnsibleEvents(events, log::clock);
        return new AnsibleRun(model.release(), log, told, pace, effects)
                .run(usable ? inventory.groups() : Map.of());
    }

    private ShellVariables read(AnsibleLog log, String path, String name) throws IOException {
        ShellVariables variables =
                ShellVariables.read(name, model.checkout().text(path).orElse(""));
        for (String complaint : variables.complaints()) {
            log.print(complaint + "\n");
        }
        return variables;
    }

    /// The first thing that is wrong; the real script shows no more than one either (T04).
    private Optional<String> complaint(ShellVariables edges) {
        var names = new Variables(model.release().variables());
        Release.Variables variables = names.names();
        boolean older = variables.cloudcore1().isPresent();
        var addresses =
                older
                        ? List.of(variables.publicVip(), variables.privateVip())
                        : List.of(variables.privateVip(), variables.publicVip());
        for (String name : addresses) {
            Optional<String> wrong = address(edges, name);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        for (String name :
                List.of(variables.cloudcore1().orElse(""), variables.cloudcore2().orElse(""))) {
            if (older && edges.value(name).isEmpty()) {
                return Optional.of("  is empty. Enter a variable.");
            }
        }
        return edgeComplaint(edges, names);
    }

    private Optional<String> edgeComplaint(ShellVariables edges, Variables names) {
        String count = edges.value(names.edgeCount());
        if (count.isEmpty()) {
            return Optional.of(names.edgeCount() + " is empty. Enter a variable.");
        }
        for (int i = 1; i <= number(count); i++) {
            if (edges.value(names.edgeName(i)).isEmpty()) {
                return Optional.of(names.edgeName(i) + " is empty. Enter a variable.");
            }
            Optional<String> wrong = address(edges, names.edgeIp(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> address(ShellVariables edges, String name) {
        String value = edges.value(name);
        if (value.isEmpty()) {
            return Optional.of(name + " is empty. Enter a variable.");
        }
        return IP.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(name + " is not a value in IP format. Enter a IP format variable.");
    }

    private Inventory inventory(AnsibleLog log, ShellVariables cluster, ShellVariables edges)
            throws IOException {
        var names = new Variables(model.release().variables());
        var hosts = new LinkedHashMap<String, String>();
        for (int i = 1; i <= number(edges.value(names.edgeCount())); i++) {
            String name = edges.value(names.edgeName(i));
            if (hosts.put(name, edges.value(names.edgeIp(i))) != null) {
                log.warning(
                        "While constructing a mapping from "
                                + Checkout.ROOT
                                + "/"
                                + Checkout.INVENTORY
                                + ", line 3, column 5, found a duplicate dict key ("
                                + name
                                + "). Using last defined value only.");
            }
        }
        var cloudCore = new ArrayList<String>();
        names.names().cloudcore1().ifPresent(name -> cloudCore.add(edges.value(name)));
        names.names().cloudcore2().ifPresent(name -> cloudCore.add(edges.value(name)));
        return new Inventory(
                cluster.value(MASTER + "HOSTNAME"),
                cluster.value(MASTER + "PRIVATE_IP"),
                hosts,
                edges.value(names.names().privateVip()),
                edges.value(names.names().publicVip()),
                cloudCore);
    }

    private void write(Inventory inventory, ShellVariables cluster) {
        model.checkout().write(Checkout.INVENTORY, inventory.yaml());
        model.checkout().writeDefaults(inventory.publicVip());
        model.checkout()
                .burn(
                        Map.of(
                                "{CLOUDCORE_VIP}", inventory.publicVip(),
                                "{CLOUDCORE_PRIVATE_VIP}", inventory.privateVip(),
                                "{MASTER_NODE_HOSTNAME}", inventory.master(),
                                "{MASTER_NODE_PUBLIC_IP}", cluster.value(MASTER + "PUBLIC_IP")));
    }

    /// As bash counts: what is no number is nothing (T08).
    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,3}|0") ? Integer.parseInt(text) : 0;
    }
}
