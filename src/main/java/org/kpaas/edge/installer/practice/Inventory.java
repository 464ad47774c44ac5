package org.kpaas.edge.installer.practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the deployment script makes of its variables: whom Ansible talks to, and CloudCore's settings.
///
/// @param master     the control plane's node name
/// @param edges      address by host name, in order; of two edges with one name only the last is left (T09)
/// @param cloudCore  the nodes to label; empty where the release asks for none
record Inventory(
        String master,
        String masterAddress,
        Map<String, String> edges,
        String privateVip,
        String publicVip,
        List<String> cloudCore) {
    Inventory {
        edges = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(edges));
        cloudCore = List.copyOf(cloudCore);
    }

    Map<String, List<String>> groups() {
        return Map.of("cloudcore_node", List.of(master), "edge_node", List.copyOf(edges.keySet()));
    }

    String yaml() {
        var yaml = new StringBuilder("all:\n  hosts:\n");
        host(yaml, master, masterAddress);
        edges.forEach((name, address) -> host(yaml, name, address));
        yaml.append("  children:\n    cloudcore_node:\n      hosts:\n        ").append(master);
        yaml.append(":\n    edge_node:\n      hosts:\n");
        edges.keySet().forEach(name -> yaml.append("        ").append(name).append(":\n"));
        return yaml.toString();
    }

    private static void host(StringBuilder yaml, String name, String address) {
        yaml.append("    ").append(name).append(":\n      ansible_host: ").append(address);
        yaml.append("\n      ip: ").append(address).append('\n');
    }
}
