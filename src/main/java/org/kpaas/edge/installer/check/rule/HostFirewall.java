package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.guide.Release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a host's own firewall lets in, as `ufw status verbose`, the input chains of `nft list ruleset` or
/// `iptables -S INPUT` say it. An active ufw is asked alone: its rules are those of nft in another form.
sealed interface HostFirewall {
    /// Nothing is kept out.
    record Open() implements HostFirewall {}

    /// It keeps out what it does not name, but its rules lead to other chains, so what they name is not known.
    record Unclear() implements HostFirewall {}

    /// It keeps out what it does not name.
    ///
    /// @param tool who says so: `ufw`, `nft` or `iptables`
    record Closed(String tool, List<Admitted> admitted) implements HostFirewall {
        /// Whether every port of the row may come in.
        boolean admits(Release.PortRow row) {
            int port = row.from();
            while (port <= row.to()) {
                int from = port;
                Optional<Admitted> next =
                        admitted.stream()
                                .filter(it -> it.covers(row.protocol(), from))
                                .max(java.util.Comparator.comparingInt(Admitted::to));
                if (next.isEmpty()) {
                    return false;
                }
                port = next.get().to() + 1;
            }
            return true;
        }
    }

    /// @param protocol empty for both
    record Admitted(Optional<Release.Protocol> protocol, int from, int to) {
        boolean covers(Release.Protocol wanted, int port) {
            return from <= port && port <= to && protocol.map(wanted::equals).orElse(true);
        }
    }

    Pattern UFW_RULE = Pattern.compile("(\\S+)(?: on \\S+)?\\s+(?:ALLOW|LIMIT)(?: IN)?\\s+.*");
    Pattern UFW_PORTS = Pattern.compile("([0-9:,]+)(?:/(tcp|udp))?");
    Pattern NFT_ACCEPT =
            Pattern.compile(
                    ".*\\b(tcp|udp|th) dport (\\{[^}]*}|[0-9-]+|[a-z]+)(?: .*)? accept\\b.*");
    Pattern NFT_BAR = Pattern.compile("(?:counter .*)?(?:drop|reject)(?: .*)?");
    Pattern IPTABLES_ACCEPT =
            Pattern.compile("-A INPUT .*-p (tcp|udp) .*--dports? (\\S+) .*-j ACCEPT.*");
    Pattern IPTABLES_BAR = Pattern.compile("-A INPUT -j (?:DROP|REJECT).*");

    /// Empty when the host could not tell.
    static Optional<HostFirewall> of(HostFacts host) {
        Optional<List<String>> ufw =
                host.lines("firewall.ufw").filter(it -> it.contains("Status: active"));
        if (ufw.isPresent()) {
            return Optional.of(ufw(ufw.get()));
        }
        return host.lines("firewall.nft")
                .map(HostFirewall::nft)
                .or(() -> host.lines("firewall.iptables").map(HostFirewall::iptables))
                .or(() -> host.lines("firewall.ufw").map(it -> new Open()));
    }

    private static HostFirewall ufw(List<String> lines) {
        if (lines.stream().anyMatch(it -> it.matches("Default: allow \\(incoming\\).*"))) {
            return new Open();
        }
        var admitted = new ArrayList<Admitted>();
        for (String line : lines) {
            var rule = UFW_RULE.matcher(line.strip());
            if (rule.matches()) {
                admit(rule.group(1), admitted);
            }
        }
        return new Closed("ufw", admitted);
    }

    private static void admit(String to, List<Admitted> admitted) {
        var ports = UFW_PORTS.matcher(to);
        if (to.equals("Anywhere")) {
            admitted.add(new Admitted(Optional.empty(), 0, 65535));
        } else if (to.equals("OpenSSH")) {
            admitted.add(new Admitted(Optional.of(Release.Protocol.TCP), 22, 22));
        } else if (ports.matches()) {
            add(protocol(ports.group(2)), ports.group(1).replace(':', '-'), admitted);
        }
    }

    /// One input chain that keeps out is enough; a packet must pass them all.
    private static HostFirewall nft(List<String> lines) {
        HostFirewall result = new Open();
        var chain = new ArrayList<String>();
        for (String line : lines) {
            chain.add(line.strip());
            if (line.strip().equals("}")) {
                HostFirewall one = chain(chain);
                if (!(one instanceof Open)) {
                    result = one;
                }
                chain.clear();
            }
        }
        return result;
    }

    private static HostFirewall chain(List<String> rules) {
        boolean bars =
                rules.stream()
                        .anyMatch(
                                it -> it.contains("policy drop") || NFT_BAR.matcher(it).matches());
        if (!bars) {
            return new Open();
        }
        if (rules.stream().anyMatch(it -> it.matches(".*\\b(jump|goto|vmap)\\b.*"))) {
            return new Unclear();
        }
        var admitted = new ArrayList<Admitted>();
        for (String rule : rules) {
            var accept = NFT_ACCEPT.matcher(rule);
            if (accept.matches()) {
                add(
                        protocol(accept.group(1)),
                        accept.group(2).replaceAll("[{} ]", "").replace("ssh", "22"),
                        admitted);
            }
        }
        return new Closed("nft", admitted);
    }

    private static HostFirewall iptables(List<String> rules) {
        boolean bars =
                rules.stream()
                        .anyMatch(
                                it ->
                                        it.equals("-P INPUT DROP")
                                                || IPTABLES_BAR.matcher(it).matches());
        if (!bars) {
            return new Open();
        }
        boolean leadsOn =
                rules.stream()
                        .anyMatch(
                                it ->
                                        it.contains(" -j ")
                                                && !it.matches(
                                                        ".* -j (ACCEPT|DROP|REJECT|LOG)\\b.*"));
        if (leadsOn) {
            return new Unclear();
        }
        var admitted = new ArrayList<Admitted>();
        for (String rule : rules) {
            var accept = IPTABLES_ACCEPT.matcher(rule);
            if (accept.matches()) {
                add(protocol(accept.group(1)), accept.group(2).replace(':', '-'), admitted);
            }
        }
        return new Closed("iptables", admitted);
    }

    private static Optional<Release.Protocol> protocol(String name) {
        if ("tcp".equals(name)) {
            return Optional.of(Release.Protocol.TCP);
        }
        return "udp".equals(name) ? Optional.of(Release.Protocol.UDP) : Optional.empty();
    }

    /// @param ports numbers and ranges with a dash, separated by commas; anything else in it is passed over
    private static void add(
            Optional<Release.Protocol> protocol, String ports, List<Admitted> admitted) {
        for (String each : ports.split(",", -1)) {
            var range = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?").matcher(each);
            if (range.matches()) {
                int from = Integer.parseInt(range.group(1));
                int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
                admitted.add(new Admitted(protocol, from, to));
            }
        }
    }
}
