package org.kpaas.edge.installer.practice;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The faults by which a host says something else about itself, and nothing more.
final class SaidFaults {
    private static final String BROKER = "/etc/mosquitto/mosquitto.conf";
    private static final String BROKER_LINES =
            "persistence true\n" + "bind_address 0.0.0.0\nallow_anonymous true\n".repeat(2);

    private final Map<Fault, Plant> plants;

    SaidFaults(Map<Fault, Plant> plants) {
        this.plants = plants;
    }

    void add(PracticeModel model) {
        PracticeHost first = model.edges().getFirst();
        PracticeHost last = model.edges().getLast();
        software(first, last);
        hardware(first, last);
        controlPlane(model.controlPlane(), first.plannedName());
    }

    private void software(PracticeHost first, PracticeHost last) {
        say(
                Fault.ALREADY_JOINED,
                first,
                Map.of(
                        "edgecore.active",
                        "yes",
                        "kubeedge.dir",
                        "yes",
                        "listen.10550",
                        "edgecore"));
        say(Fault.EDGE_IS_CLUSTER_NODE, last, Map.of("kubelet.active", "yes"));
        say(Fault.SUDO_PASSWORD, last, Map.of("sudo.nopasswd", "no"));
        String longAgo = Long.toString(LocalDate.now(ZoneOffset.UTC).minusDays(100).toEpochDay());
        say(Fault.OLD_IMAGE, last, Map.of("password.changed.day", longAgo));
        say(Fault.WRONG_HOST_NAME, first, Map.of("host.name", "ubuntu"));
        say(Fault.PORT_TAKEN, last, Map.of("listen.53", "dnsmasq"));
        plants.put(
                Fault.DOUBLED_BROKER_LINES,
                Plant.all(
                        Plant.saying(last, Map.of("mosquitto.lines", "4")),
                        Plant.of(
                                () -> last.files().write(BROKER, BROKER_LINES),
                                () -> last.files().remove(BROKER))));
        say(Fault.PACKAGES_LOCKED, last, Map.of("apt.locked", "yes"));
        say(Fault.MISSING_TOOLS, first, Map.of("tools.missing", "wget iptables"));
        say(Fault.MISSING_MODULES, last, Map.of("modules.missing", "br_netfilter veth"));
        say(Fault.KUBECONFIG_ON_EDGE, first, Map.of("root.kubeconfig", "yes"));
        say(Fault.NO_PYTHON, first, Map.of("python.version", ""));
        say(Fault.PROXY_SET, first, Map.of("proxy.env", "https_proxy"));
    }

    private void hardware(PracticeHost first, PracticeHost last) {
        say(
                Fault.WRONG_ARCHITECTURE,
                first,
                Map.of("kernel.arch", "x86_64", "dpkg.arch", "amd64", "board.model", ""));
        String board = Machines.raspberryPi().getOrDefault("board.model", "");
        plants.put(
                Fault.PI_WITHOUT_MEMORY_CGROUP,
                Plant.all(
                        Plant.completing(last, Machines.raspberryPi()),
                        Plant.all(
                                Plant.saying(last, Map.of("board.model", board)),
                                Plant.of(
                                        () -> BootFile.write(last, false),
                                        () -> BootFile.write(last, true)))));
        say(Fault.CLONED_CARD, last, Map.of("machine.id", first.value("machine.id").orElse("")));
        say(
                Fault.LITTLE_MEMORY,
                first,
                Map.of("mem.total.kib", "204800", "mem.available.kib", "102400"));
        say(
                Fault.DISK_FULL,
                last,
                Map.of(
                        "disk.root.free.kib", "204800",
                        "disk.root.used.percent", "99",
                        "disk.var.free.kib", "204800",
                        "disk.var.used.percent", "99"));
        say(Fault.UNDERVOLTAGE, last, Map.of("board.model", board, "throttled", "0x50005"));
        say(Fault.OVERLAPPING_NETWORK, first, Map.of("route.networks", "10.233.0.0/16:eth1"));
    }

    private void controlPlane(PracticeHost host, String edge) {
        say(
                Fault.ROOT_OWNED_FILES,
                host,
                Map.of("unwritable", "standalone/inventory/mycluster " + Checkout.EDGE_VARIABLES));
        say(Fault.NO_ANSIBLE, host, Map.of("ansible.playbook", ""));
        say(Fault.ANSIBLE_RUNNING, host, Map.of("ansible.running", "yes"));
        say(Fault.HOST_VARIABLES, host, Map.of("host.vars", edge + ".yml"));
        say(Fault.BROKEN_KEADM, host, Map.of("keadm.arm64", "broken"));
        say(Fault.NODE_PORT_TAKEN, host, Map.of("kube.nodeports.low", "30000:shop/front"));
        say(Fault.NAMESPACE_STUCK, host, Map.of("kube.namespace.kubeedge", "Terminating"));
    }

    private void say(Fault fault, PracticeHost host, Map<String, String> values) {
        plants.put(fault, Plant.saying(host, values));
    }
}
