package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The nodes that runs of ours were for, as the control plane keeps them in a file that only grows: a reset has to know
/// all of them, and the scripts only know the last inventory (T84).
public final class Ledger {
    private static final int FIELDS = 5;

    private Ledger() {}

    /// In the place of a release: the node was reset, and runs of before are over.
    private static final String RESET = "reset";

    /// In the place of a release: a reset was for this node and could not reach it (T92).
    private static final String DEBT = "debt";

    /// @param first     the plan of the first run that was for this node
    /// @param last      that of the last one
    /// @param lastStart when the last one was started, by the control plane's clock
    /// @param debt      whether a reset could not reach it, and nothing has been done to it since
    public record Node(
            String hostName,
            String address,
            String first,
            String last,
            Instant lastStart,
            boolean debt) {
        private Node after(Node before) {
            return new Node(hostName, address, before.first, last, lastStart, debt);
        }
    }

    /// Reads lines `SECONDS PLAN RELEASE HOST ADDRESS`, separated by tabs. A line of another form is passed over; the newest
    /// address of a node counts. A node that was reset and not deployed to since is none.
    public static List<Node> read(String text) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Optional<Node> entry = entry(line);
            if (entry.isEmpty()) {
                continue;
            }
            Node now = entry.get();
            Node before = nodes.get(now.hostName());
            if (line.split("\t", -1)[2].equals(RESET)) {
                nodes.remove(now.hostName());
            } else {
                nodes.put(now.hostName(), before == null ? now : now.after(before));
            }
        }
        return List.copyOf(nodes.values());
    }

    private static Optional<Node> entry(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS
                || !fields[0].matches("[0-9]{1,12}")
                || !fields[1].matches("[0-9A-Za-z_-]{1,64}")
                || !isName(fields[3])
                || Ipv4.parse(fields[4]).isEmpty()) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochSecond(Long.parseLong(fields[0]));
        return Optional.of(
                new Node(
                        fields[3], fields[4], fields[1], fields[1], start, fields[2].equals(DEBT)));
    }

    private static boolean isName(String text) {
        try {
            return !new HostName(text).text().isEmpty();
        } catch (BadValue noName) {
            return false;
        }
    }
}
