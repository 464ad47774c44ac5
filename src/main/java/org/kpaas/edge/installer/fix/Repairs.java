package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.check.Checks;
import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be repaired, as a pure function of the site and its facts: a proposal for each finding that has one.
public final class Repairs {
    private static final String HOME = "user.home";
    private static final String USER = "user.name";

    /// The package of each tool that an edge needs.
    private static final Map<String, String> TOOLS =
            Map.of(
                    "wget", "wget",
                    "tar", "tar",
                    "iptables", "iptables",
                    "systemctl", "systemd",
                    "sudo", "sudo",
                    "curl", "curl");

    private static final Map<String, Maker> MAKERS = makers();

    private Repairs() {}

    /// The ids of the checks whose findings can be repaired.
    public static List<String> checks() {
        return List.copyOf(MAKERS.keySet());
    }

    /// In the order of the checks; hosts in the order of the site.
    public static List<Proposal> propose(Site site, SiteFacts facts) {
        var proposals = new ArrayList<Proposal>();
        for (Answer answer : Checks.ask(site, facts)) {
            Maker maker = MAKERS.get(answer.id().text());
            if (maker == null || !isOpen(answer.result())) {
                continue;
            }
            for (Proposal made : maker.make(new Finding(site, facts, answer))) {
                if (proposals.stream().noneMatch(it -> sameFile(it, made))) {
                    proposals.add(made);
                }
            }
        }
        return List.copyOf(proposals);
    }

    private static boolean isOpen(CheckResult result) {
        return result instanceof CheckResult.Failed || result instanceof CheckResult.Warned;
    }

    /// Two checks may ask for the same edit of the same file.
    private static boolean sameFile(Proposal one, Proposal other) {
        return one.on().equals(other.on())
                && one.means() instanceof Means.Edit mine
                && other.means() instanceof Means.Edit theirs
                && mine.path().equals(theirs.path());
    }

    private static Map<String, Maker> makers() {
        var makers = new LinkedHashMap<String, Maker>();
        makers.put("REL-04", Repairs::templates);
        makers.put("REL-11", Repairs::lineEnds);
        makers.put("ANS-04", Repairs::publicKey);
        makers.put("ANS-05", Repairs::sudoRule);
        makers.put("ANS-11", Repairs::passwordDay);
        makers.put("K8S-14", Repairs::labels);
        makers.put("EDG-04", Repairs::hostName);
        makers.put("EDG-06", finding -> bootLine(finding, true));
        makers.put("EDG-07", finding -> bootLine(finding, false));
        makers.put("EDG-15", EdgeRepairs::of);
        makers.put("EDG-19", Repairs::mosquitto);
        makers.put("EDG-21", Repairs::tools);
        makers.put("EDG-28", EdgeRepairs::kubeconfig);
        return Collections.unmodifiableMap(makers);
    }

    /// Only a board that boots by such a file can be repaired; its name comes from the boot loader's configuration.
    private static List<Proposal> bootLine(Finding finding, boolean reboot) {
        return finding.value(FactKeys.BOOT_LINE)
                .map(file -> new Means.Edit(file, BootLine::withMemoryCgroup))
                .map(edit -> List.of(finding.proposal(edit, true, reboot)))
                .orElse(List.of());
    }

    /// The release's own templates only, and only those that git has with all their placeholders (T42).
    private static List<Proposal> templates(Finding finding) {
        Optional<Release> release = finding.facts().release();
        if (release.isEmpty()) {
            return List.of();
        }
        return release.get().templates().stream()
                .filter(template -> finding.isBurnt(template))
                .flatMap(
                        template ->
                                finding
                                        .checkout()
                                        .map(it -> new Means.FromGit(it, template.path()))
                                        .stream())
                .map(means -> finding.proposal(means, false, false))
                .toList();
    }

    private static List<Proposal> lineEnds(Finding finding) {
        return Stream.of(FactKeys.CLUSTER_VARIABLES, FactKeys.EDGE_VARIABLES)
                .filter(key -> finding.says(key + ".crlf") || finding.says(key + ".bom"))
                .map(key -> "/standalone/" + key.substring("file.".length()) + ".sh")
                .flatMap(path -> finding.checkout().map(it -> it + path).stream())
                .map(path -> finding.proposal(new Means.Edit(path, TextEdits::unix), false, false))
                .toList();
    }

    /// The laptop is let in where the control plane is not (T21).
    private static List<Proposal> publicKey(Finding finding) {
        boolean denied =
                finding.facts()
                        .controlPlane()
                        .flatMap(it -> it.value(FactKeys.edgeSsh(finding.on().id())))
                        .filter("denied"::equals)
                        .isPresent();
        return denied
                ? finding.value(HOME)
                        .map(home -> new Means.Authorize(home + "/.ssh/authorized_keys"))
                        .map(means -> List.of(finding.proposal(means, false, false)))
                        .orElse(List.of())
                : List.of();
    }

    /// In a file of its own (T23); a name with a dot in it would be passed over by sudo.
    private static List<Proposal> sudoRule(Finding finding) {
        return finding.value(USER)
                .filter(user -> user.matches("[a-z_][a-z0-9_-]{0,31}"))
                .map(
                        user ->
                                new Means.SudoRule(
                                        "/etc/sudoers.d/90-kpaas-edge-" + user,
                                        user + " ALL=(ALL) NOPASSWD: ALL\n"))
                .map(means -> List.of(finding.proposal(means, true, false)))
                .orElse(List.of());
    }

    private static List<Proposal> passwordDay(Finding finding) {
        long today = Duration.ofSeconds(finding.facts().taken().getEpochSecond()).toDays();
        String day = Long.toString(today);
        String date = LocalDate.ofEpochDay(today).toString();
        return finding.value(USER)
                .map(
                        user ->
                                new Means.Run(
                                        "password-day",
                                        List.of(user, day),
                                        List.of("chage -d " + date + " " + user)))
                .map(means -> List.of(finding.proposal(means, true, false)))
                .orElse(List.of());
    }

    /// The machine's own name is what joins the cluster (T11); two edges of one name cannot be told apart (T09).
    private static List<Proposal> hostName(Finding finding) {
        int index = finding.site().edgeSubjects().indexOf(finding.on());
        if (index < 0) {
            return List.of();
        }
        String name = finding.site().edges().get(index).hostName().text();
        String old = finding.value("host.name").orElse("");
        var hosts = new Means.Edit("/etc/hosts", text -> TextEdits.renamed(text, old, name));
        var command =
                new Means.Run(
                        "hostname", List.of(name), List.of("hostnamectl set-hostname " + name));
        return List.of(
                finding.proposal(hosts, true, false), finding.proposal(command, true, false));
    }

    private static List<Proposal> mosquitto(Finding finding) {
        var edit = new Means.Edit("/etc/mosquitto/mosquitto.conf", TextEdits::withoutAppended);
        return List.of(finding.proposal(edit, true, false));
    }

    private static List<Proposal> tools(Finding finding) {
        List<String> packages =
                finding.value("tools.missing").stream()
                        .flatMap(names -> Stream.of(names.split(" +")))
                        .filter(TOOLS::containsKey)
                        .map(tool -> TOOLS.getOrDefault(tool, tool))
                        .toList();
        if (packages.isEmpty()) {
            return List.of();
        }
        String line = "apt-get install -y --no-install-recommends " + String.join(" ", packages);
        return List.of(
                finding.proposal(new Means.Run("install", packages, List.of(line)), true, false));
    }

    /// Where an earlier run put CloudCore (T38); only nodes that are not chosen now.
    private static List<Proposal> labels(Finding finding) {
        Set<String> chosen =
                finding.site().cloudCore().stream()
                        .flatMap(it -> Stream.of(it.node1().text(), it.node2().text()))
                        .collect(Collectors.toSet());
        List<String> stale =
                finding.facts().cluster().stream()
                        .flatMap(it -> it.nodes().stream())
                        .filter(it -> "enable".equals(it.labels().get("cloudcore")))
                        .map(ClusterSnapshot.Node::name)
                        .filter(name -> !chosen.contains(name))
                        .toList();
        if (stale.isEmpty() || chosen.isEmpty()) {
            return List.of();
        }
        String line = "kubectl label nodes " + String.join(" ", stale) + " cloudcore-";
        var means = new Means.Run("unlabel", stale, List.of(line));
        return List.of(
                new Proposal(
                        finding.answer().id(),
                        finding.on(),
                        finding.site().controlPlaneSubject(),
                        means,
                        false,
                        false));
    }

    /// Makes proposals of one finding.
    private interface Maker {
        List<Proposal> make(Finding finding);
    }

    /// One open finding with what was known when it was made.
    record Finding(Site site, SiteFacts facts, Answer answer) {
        Subject on() {
            return answer.result().on();
        }

        Optional<HostFacts> host() {
            return facts.host(on());
        }

        Optional<String> value(String key) {
            return host().flatMap(it -> it.value(key));
        }

        boolean says(String flag) {
            return host().flatMap(it -> it.flag(flag)).orElse(false);
        }

        Optional<String> checkout() {
            return value(HOME).map(home -> home + "/cp-deployment");
        }

        boolean isBurnt(Release.Template template) {
            Optional<String> now = text(FactKeys.template(template.path()));
            Optional<String> head = text(FactKeys.templateHead(template.path()));
            return now.isPresent()
                    && !template.placeholders().stream().allMatch(now.get()::contains)
                    && head.filter(it -> template.placeholders().stream().allMatch(it::contains))
                            .isPresent();
        }

        private Optional<String> text(String key) {
            return host().flatMap(it -> it.text(key));
        }

        Proposal proposal(Means means, boolean root, boolean reboot) {
            return new Proposal(answer.id(), on(), on(), means, root, reboot);
        }
    }
}
