package org.kpaas.edge.installer.practice;

/// EdgeCore's file on a practice edge, and what `script/facts.sh` reads in it.
final class EdgecoreFile {
    static final String PATH = "/etc/kubeedge/config/edgecore.yaml";

    /// Where EdgeMesh answers for names.
    private static final String MESH_DNS = "169.254.96.16";

    private EdgecoreFile() {}

    /// As `keadm join` leaves it.
    static void write(PracticeHost host, String cloudCore) {
        host.files()
                .write(
                        PATH,
                        """
                        apiVersion: edgecore.config.kubeedge.io/v1alpha2
                        kind: EdgeCore
                        modules:
                          edgeHub:
                            enable: true
                            websocket:
                              enable: true
                              server: %s:10000
                          edged:
                            enable: true
                            tailoredKubeletConfig:
                              cgroupDriver: systemd
                              clusterDomain: cluster.local
                          metaManager:
                            enable: true
                            metaServer:
                              enable: false
                              server: 127.0.0.1:10550
                        """
                                .formatted(cloudCore));
        read(host);
    }

    static void addDns(PracticeHost host) {
        edit(
                host,
                "    tailoredKubeletConfig:\n",
                "    tailoredKubeletConfig:\n      clusterDNS:\n        - " + MESH_DNS + "\n");
    }

    static void enableMetaServer(PracticeHost host) {
        edit(
                host,
                "    metaServer:\n      enable: false\n",
                "    metaServer:\n      enable: true\n");
    }

    private static void edit(PracticeHost host, String before, String after) {
        host.files()
                .read(PATH)
                .ifPresent(text -> host.files().write(PATH, text.replace(before, after)));
        read(host);
    }

    /// The facts of the file that is there now.
    static void read(PracticeHost host) {
        String text = host.files().read(PATH).orElse("");
        boolean on = text.contains("    metaServer:\n      enable: true\n");
        host.set("edgecore.conf.metaserver", Boolean.toString(on));
        host.set("edgecore.api", on ? "yes" : "no");
        host.set("edgecore.conf.dns", text.contains("- " + MESH_DNS) ? MESH_DNS : "");
        text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("server: ") && line.endsWith(":10000"))
                .findFirst()
                .ifPresent(
                        line ->
                                host.set(
                                        "edgecore.conf.server",
                                        line.substring("server: ".length())));
    }

    static void remove(PracticeHost host) {
        host.files().remove(PATH);
        for (String fact : new String[] {"metaserver", "dns", "server"}) {
            host.unset("edgecore.conf." + fact);
        }
        host.unset("edgecore.api");
    }
}
