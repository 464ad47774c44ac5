package org.kpaas.edge.installer.practice;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// What healthy machines say about themselves, by the keys that `script/facts.sh` prints.
final class Machines {
    private static final Map<String, String> EVERY =
            Map.ofEntries(
                    Map.entry("script.version", "1"),
                    Map.entry("user.name", SshServers.USER),
                    Map.entry("user.uid", "1000"),
                    Map.entry("user.home", HostFiles.HOME),
                    Map.entry("long.bit", "64"),
                    Map.entry("os.id", "ubuntu"),
                    Map.entry("os.version", "22.04"),
                    Map.entry("os.pretty", "Ubuntu 22.04.5 LTS"),
                    Map.entry("sudo.nopasswd", "yes"),
                    Map.entry("listen.known", "yes"),
                    Map.entry("ntp.synced", "yes"),
                    Map.entry("init.name", "systemd"),
                    Map.entry("python.version", "3.10.12"),
                    Map.entry("password.expires.day", "never"),
                    Map.entry("proxy.env", "none"),
                    Map.entry("tmp.mode", "1777"),
                    Map.entry("cpu.count", "4"));
    private static final Map<String, String> EDGE =
            Map.ofEntries(
                    Map.entry("kernel.arch", "aarch64"),
                    Map.entry("dpkg.arch", "arm64"),
                    Map.entry("elf.machine", "arm64"),
                    Map.entry("swap.total.kib", "0"),
                    Map.entry("mosquitto.installed", "no"),
                    Map.entry("mosquitto.installable", "yes"),
                    Map.entry("apt.hosts", "ports.ubuntu.com"),
                    Map.entry("sudo.requiretty", "no"),
                    Map.entry("disk.read.kib.s", "41984"),
                    Map.entry("cgroup.memory", "yes"),
                    Map.entry("cgroup.mode", "v2"),
                    Map.entry("edgecore.active", "no"),
                    Map.entry("kubeedge.dir", "no"),
                    Map.entry("kubelet.active", "no"),
                    Map.entry("k3s.active", "no"),
                    Map.entry("docker.active", "no"),
                    Map.entry("containerd.active", "no"),
                    Map.entry("crio.active", "no"),
                    Map.entry("mosquitto.active", "no"),
                    Map.entry("root.kubeconfig", "no"),
                    Map.entry("mosquitto.lines", "0"),
                    Map.entry("mosquitto.candidate", "2.0.11-1ubuntu1.1"),
                    Map.entry("tools.missing", "none"),
                    Map.entry("modules.missing", "none"),
                    Map.entry("mount.noexec", "none"),
                    Map.entry("sysctl.ip.forward", "1"),
                    Map.entry("sysctl.bridge.nf", "1"),
                    Map.entry("pid.max", "4194304"),
                    Map.entry("pid.used", "141"),
                    Map.entry("route.default", "yes"),
                    Map.entry("apt.locked", "no"),
                    Map.entry("mem.total.kib", "3884360"),
                    Map.entry("mem.available.kib", "3310212"),
                    Map.entry("disk.root.free.kib", "24817664"),
                    Map.entry("disk.root.size.kib", "30298176"),
                    Map.entry("disk.root.inodes.used.percent", "9"),
                    Map.entry("disk.root.used.percent", "14"),
                    Map.entry("disk.var.free.kib", "24817664"),
                    Map.entry("disk.var.used.percent", "14"));
    private static final Map<String, String> RASPBERRY_PI =
            Map.of(
                    "board.model", "Raspberry Pi 4 Model B Rev 1.4",
                    "cmdline.file", "/boot/firmware/cmdline.txt",
                    "cmdline.token", "yes",
                    "cmdline.tokens", "1",
                    "cmdline.lines", "1",
                    "throttled", "0x0");
    private static final Map<String, String> CONTROL_PLANE =
            Map.ofEntries(
                    Map.entry("kernel.arch", "x86_64"),
                    Map.entry("dpkg.arch", "amd64"),
                    Map.entry("mem.total.kib", "8141232"),
                    Map.entry("mem.available.kib", "5260148"),
                    Map.entry("disk.root.free.kib", "41203712"),
                    Map.entry("disk.root.size.kib", "30298176"),
                    Map.entry("disk.root.inodes.used.percent", "9"),
                    Map.entry("disk.root.used.percent", "32"),
                    Map.entry("disk.var.free.kib", "41203712"),
                    Map.entry("disk.var.used.percent", "32"),
                    Map.entry("disk.home.free.kib", "41203712"),
                    Map.entry("unwritable", "none"),
                    Map.entry("keadm.amd64", "good"),
                    Map.entry("keadm.arm64", "good"),
                    Map.entry("host.vars", "none"),
                    Map.entry("group.vars.proxy", "no"),
                    Map.entry("fact.cache.foreign", "none"),
                    Map.entry("fact.cache.kinds", "none"),
                    Map.entry("security.amd64", "none"),
                    Map.entry("security.arm64", "none"),
                    Map.entry("ansible.venv", "no"),
                    Map.entry("ansible.running", "no"),
                    Map.entry("kube.namespace.kubeedge", "none"),
                    Map.entry("kube.deployments.free", "none"),
                    Map.entry("kube.policies.enforced", "none"),
                    Map.entry("mesh.key", "own-key"),
                    Map.entry(
                            "images.cloud",
                            "kubeedge/cloudcore:v1.14.4 kubeedge/edgemesh-agent:v1.12.0"
                                + " kubeedge/cloudcore:v1.20.0 kubeedge/edgemesh-agent:v1.16.0"),
                    Map.entry("kube.nodeports.low", "none"),
                    Map.entry("root.kubectl", "yes"),
                    Map.entry(
                            "kube.metallb.resources",
                            "ipaddresspools.metallb.io l2advertisements.metallb.io"),
                    Map.entry("kube.proxy.mode", "ipvs"),
                    Map.entry("kube.proxy.strict.arp", "true"));

    private Machines() {}

    /// What makes a machine a Raspberry Pi 4 whose boot file is as the guide wants it.
    static Map<String, String> raspberryPi() {
        return RASPBERRY_PI;
    }

    static void controlPlane(PracticeHost host, PracticeNet net) {
        common(host, InitialCluster.CONTROL_PLANE);
        CONTROL_PLANE.forEach(host::set);
        host.set("ip.addresses", host.address() + " " + net.privateVip());
        host.set("kube.pools", "default:" + net.metallb());
        host.set(
                "kube.daemonsets.free",
                "kube-system/calico-node kube-system/kube-proxy kube-system/nodelocaldns"
                        + " metallb-system/speaker");
    }

    /// @param number from 1; every second edge is a Raspberry Pi
    static void edge(PracticeHost host, int number) {
        common(host, "cp-edge-" + number);
        EDGE.forEach(host::set);
        host.set("ip.addresses", host.address().text());
        if (number % 2 == 0) {
            RASPBERRY_PI.forEach(host::set);
            BootFile.write(host, true);
        } else {
            host.set("board.model", "Khadas VIM3");
        }
    }

    private static void common(PracticeHost host, String name) {
        EVERY.forEach(host::set);
        host.set("host.name", name);
        host.set("password.changed.day", Long.toString(LocalDate.now(ZoneOffset.UTC).toEpochDay()));
        host.set(
                "machine.id",
                "%016x%016x"
                        .formatted(
                                ThreadLocalRandom.current().nextLong(),
                                ThreadLocalRandom.current().nextLong()));
    }
}
