package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.facts.Ladder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// EdgeCore's file, changed by key: the platform's scripts change it by line number, which another key in front of it makes
/// wrong without a word (T69). Block style only, as EdgeCore and `keadm` write it; every other line stays as it is.
final class EdgeCoreFile {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9_.-]+):(.*)");
    private static final String META_SERVER = "modules.metaManager.metaServer";
    private static final String KUBELET = "modules.edged.tailoredKubeletConfig";
    private static final String DNS = "clusterDNS";
    private static final String STEP = "  ";

    private final List<String> lines;

    private EdgeCoreFile(String text) {
        lines = new ArrayList<>(text.lines().toList());
    }

    /// With `metaServer.enable` and EdgeMesh's address among `clusterDNS`. Done twice it changes nothing more; a text without
    /// the sections around these keys stays as it is.
    static String repaired(String text) {
        var file = new EdgeCoreFile(text);
        file.enableMetaServer();
        file.addDns();
        String end = text.endsWith("\n") ? "\n" : "";
        return file.lines.stream().collect(Collectors.joining("\n", "", end));
    }

    private void enableMetaServer() {
        int section = find(META_SERVER);
        int enable = find(META_SERVER + ".enable");
        if (enable >= 0) {
            lines.set(enable, indent(enable) + "enable: true");
        } else if (section >= 0) {
            lines.add(section + 1, indent(section) + STEP + "enable: true");
        }
    }

    private void addDns() {
        int key = find(KUBELET + "." + DNS);
        if (key < 0) {
            int section = find(KUBELET);
            if (section >= 0) {
                String indent = indent(section) + STEP;
                lines.add(section + 1, indent + DNS + ":");
                lines.add(section + 2, indent + STEP + "- " + Ladder.MESH_ADDRESS);
            }
            return;
        }
        int next = key + 1;
        while (next < lines.size() && lines.get(next).strip().startsWith("- ")) {
            if (lines.get(next)
                    .strip()
                    .substring(2)
                    .replace("\"", "")
                    .strip()
                    .equals(Ladder.MESH_ADDRESS)) {
                return;
            }
            next++;
        }
        boolean listed = next > key + 1;
        String indent = listed ? indent(key + 1) : indent(key) + STEP;
        lines.set(key, indent(key) + DNS + ":");
        lines.add(key + 1, indent + "- " + Ladder.MESH_ADDRESS);
    }

    private String indent(int line) {
        String text = lines.get(line);
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    /// The line with the key at a path; -1 without one.
    private int find(String path) {
        Deque<Integer> depths = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (!key.matches()) {
                continue;
            }
            int depth = key.group(1).length();
            while (!depths.isEmpty() && depths.peekLast() >= depth) {
                depths.removeLast();
                names.removeLast();
            }
            depths.addLast(depth);
            names.addLast(key.group(2));
            if (String.join(".", names).equals(path)) {
                return i;
            }
        }
        return -1;
    }
}
