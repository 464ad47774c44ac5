package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.Subject;

import java.util.Optional;

/// The names of the facts that `script/facts.sh` prints. A fact is absent when the host could not tell it.
///
/// **Every host**: `script.version`; `facts.late` (parts left out because the host needed more than 20 s); `user.name`,
/// `user.uid`, `user.home`; `host.name` (the kernel's node name);
/// `kernel.arch` (`uname -m`), `dpkg.arch`, `long.bit`; `os.id`, `os.version`, `os.pretty`; `clock.epoch` (seconds),
/// `ntp.synced`; `sudo.nopasswd`; `machine.id`; `board.model`; `cpu.count`; `mem.total.kib`, `mem.available.kib`;
/// `disk.root.free.kib`, `disk.root.used.percent`, `disk.root.size.kib`, `disk.root.inodes.used.percent`, the same for `disk.var`; `init.name` (process 1); `python.version`;
/// `password.expires.day` (days since 1970, or `never`), `password.changed.day`; `proxy.env` (names of proxy variables that are set);
/// `tmp.mode` (octal); `ip.addresses` (IPv4, separated by spaces); `ssh.host.keys` (fingerprints).
///
/// **Control plane and edge**: texts `firewall.ufw`, and `firewall.nft` (input chains) or `firewall.iptables`; of each host
/// of the Internet that was asked about `dns.<host>` (`ok`, `no`), `https.<host>` or `http.<host>` (`ok`, `no-name`,
/// `refused`, `filtered`, `tls`, `error`); `dns.servers`, `dns.port`; `ntp.server`, `ntp.port`;
/// `listen.known`, `listen.<port>` (program that listens, `unknown` without root; absent when nothing does).
///
/// **Laptop** (by [LaptopFacts]): `key.<subject>`; `host-key.control-plane` (`known`, `new`); `jump.count`, `jump.<n>`
/// (`ok`, or why not) and `jump.<n>.label`; `laptop.folder`, `laptop.folder.writable`, `laptop.disk.free.mib`.
///
/// **Edge**: `elf.machine`; `swap.total.kib`; `kubeedge.ca` (SHA-256 of the certificate, as in join tokens);
/// `apt.lists.day` (days since 1970), `apt.hosts`; `mosquitto.installed`, `mosquitto.installable`; `sudo.requiretty`;
/// `disk.read.kib.s`; `images.present`; `hub.remaining` (pulls, or `unlimited`), `hub.source` (the address that Docker
/// Hub sees); `link.ms` (median), `link.lost.percent`; `mtu.path`, `mtu.device` (bytes); `cgroup.memory`, `cgroup.mode` (`v1`, `v2`); `cmdline.file`, `cmdline.token`, `cmdline.tokens` (how often),
/// `cmdline.lines`; `<unit>.active` of edgecore, kubelet, docker, containerd, crio, mosquitto and k3s; `kubeedge.dir`;
/// `crio.version`, `crio.cgroup.manager`; `registries.custom`; `root.kubeconfig`; `mosquitto.lines` (lines that the scripts append), `mosquitto.candidate`;
/// `tools.missing`, `modules.missing`, `mount.noexec` (names, or `none`); `sysctl.ip.forward`, `sysctl.bridge.nf`;
/// `pid.max`, `pid.used`; `throttled` (hexadecimal); `route.default`, `route.networks` (`network:device` …);
/// `apt.locked`; `edgecore.enabled` (starts with the system); `edgecore.conf.metaserver`, `edgecore.conf.dns`,
/// `edgecore.conf.server` (from EdgeCore's file, by key); `mesh.device`;
/// `edgecore.api` (whether its own copy of the API lists services), `edgecore.log.fatal`, `edgecore.log.errors` (lines of
/// the last minute).
///
/// **Control plane**: `checkout.standalone`, `checkout.describe`, `checkout.keadm`, text `checkout.status`; texts
/// `file.cp-cluster-vars`, `file.cp-edge-vars`, `file.deploy-cp-edge`, `file.inventory`, the first two with `….crlf` and
/// `….bom`; texts `template.<path>` and `template.head.<path>`; `reset.playbook`; `unwritable` (paths, or `none`);
/// `keadm.amd64`, `keadm.arm64` (`good`, `broken`), `keadm.version`; `disk.home.free.kib`,
/// `disk.home.inodes.used.percent` (of the checkout's disk); `security.amd64`, `security.arm64` (SHA-256, or `none`); `host.vars` (files); `group.vars.proxy`;
/// `ansible.playbook`, `ansible.community` (its package), `ansible.venv`, `ansible.running`; `ansible.plan` (`ok`,
/// `broken`), `ansible.plan.hosts`, `ansible.plan.error`; `job.running` (its plan), `job.who`; `fact.cache.foreign`, `fact.cache.kinds` (`host:architecture` …); `self.ssh` and
/// `ssh.<edge-id>` with `….user`, `….home`, `….hostname`, `….machine`, `….hostkey`; `kube.namespace.kubeedge` (phase, or `none`), `kube.nodeports.low`
/// (`port:namespace/name` …, 30000 to 30099), `kube.pools` (`name:range …;…`), `kube.proxy.mode`, `kube.proxy.strict.arp`,
/// `kube.daemonsets.free` and `kube.deployments.free` (`namespace/name` of those that nothing keeps off edges),
/// `kube.metallb.resources` (names), `root.kubectl` (whether it works for root); `kubeedge.ca` (of CloudCore's secret),
/// `kubeedge.token.ca` (the hash in front of the join token), `kubeedge.token.expires` (seconds), `kubeedge.served.ca`
/// (what each CloudCore shows), `kubeedge.cert.names`;
/// text `nodes.ledger`; `kube.policies.enforced`, `images.cloud` (names, or `none`), `mesh.key` (`published`, `own-key`, `no-key`).
///
/// Of an edge in trouble, added by the verification: texts `journal.<program>` (its last complaints).
///
/// Facts about the asking itself, added by [Looker]: `seen.host.key`, `seen.epoch.before` and `seen.epoch.after` (the
/// laptop's clock around the script, seconds).
///
/// **Anywhere**: `tcp.<host>:<port>` is `open`, `refused`, `filtered` or `not-tried`.
public final class FactKeys {
    /// The last line of the output; without it the rest was lost.
    /// Text: the public halves of a host's keys, `TYPE BASE64` a line.
    public static final String HOST_PUBLIC_KEYS = "ssh.host.public";

    public static final String END = "facts.end";

    /// The fingerprint of the host key that the laptop accepted; added by us, not by the script.
    public static final String SEEN_HOST_KEY = "seen.host.key";

    /// The laptop's clock before and after the script, seconds since 1970.
    public static final String SEEN_BEFORE = "seen.epoch.before";

    public static final String SEEN_AFTER = "seen.epoch.after";

    /// Whether the laptop knew the control plane's host key before the look: `known` or `new`.
    public static final String HOST_KEY = "host-key.control-plane";

    public static final String CLUSTER_VARIABLES = "file.cp-cluster-vars";
    public static final String EDGE_VARIABLES = "file.cp-edge-vars";
    public static final String DEPLOY_SCRIPT = "file.deploy-cp-edge";
    public static final String STATUS = "checkout.status";

    /// The file with the kernel's command line that the boot loader really reads (T60).
    public static final String BOOT_LINE = "cmdline.file";

    /// Edge: what EdgeCore's file has at `modules.metaManager.metaServer.enable`, `true` or `false`.
    public static final String META_SERVER = "edgecore.conf.metaserver";

    /// Edge: the addresses at `modules.edged.tailoredKubeletConfig.clusterDNS`, separated by spaces.
    public static final String CLUSTER_DNS = "edgecore.conf.dns";

    /// Edge: where EdgeCore finds CloudCore, `modules.edgeHub.websocket.server`, `host:port`.
    public static final String EDGE_SERVER = "edgecore.conf.server";

    /// Edge: whether the device of EdgeMesh is up with its address.
    public static final String MESH_DEVICE = "mesh.device";

    /// Edge: whether EdgeCore's own copy of the API, on port 10550, lists services.
    public static final String EDGE_API = "edgecore.api";

    /// Edge: fatal lines of EdgeCore in the last minute, and those of errors.
    public static final String FATAL_LINES = "edgecore.log.fatal";

    public static final String ERROR_LINES = "edgecore.log.errors";

    /// The SHA-256 of the certificate authority: on an edge the one it trusts, on the control plane that of CloudCore.
    public static final String AUTHORITY = "kubeedge.ca";

    /// Control plane, text: the nodes that runs were for, see [Ledger].
    public static final String LEDGER = "nodes.ledger";

    /// The day of the last change of the login's password, since 1970; hardening counts from it (T97).
    public static final String PASSWORD_CHANGED = "password.changed.day";

    private static final String JOURNAL = "journal.";

    private FactKeys() {}

    /// Text: what a program of an edge complained of last, see [#programOf].
    ///
    /// @param program for instance `edgecore`
    public static String journal(String program) {
        return JOURNAL + program;
    }

    /// The program whose complaints a text has.
    public static Optional<String> programOf(String key) {
        return key.startsWith(JOURNAL)
                ? Optional.of(key.substring(JOURNAL.length()))
                : Optional.empty();
    }

    /// The file of a template as it is now.
    public static String template(String path) {
        return "template." + path;
    }

    /// The same file as git has it at the checked-out commit.
    public static String templateHead(String path) {
        return "template.head." + path;
    }

    /// `yes` when git was asked for that file and has none; absent when git could not answer in time.
    public static String templateLost(String path) {
        return "template.lost." + path;
    }

    /// How the control plane's SSH login on an edge node went.
    ///
    /// @param edgeId for instance `edge-1`
    public static String edgeSsh(String edgeId) {
        return "ssh." + edgeId;
    }

    /// How the laptop's key for a host is, see `remote.Readiness.Key`.
    public static String key(Subject host) {
        return "key." + host.id();
    }

    public static String tcp(String host, int port) {
        return "tcp." + host + ":" + port;
    }
}
