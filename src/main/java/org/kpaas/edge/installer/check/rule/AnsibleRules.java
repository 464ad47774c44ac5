package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Will Ansible on the control plane reach every host and be allowed to work there?
final class AnsibleRules {
    private static final Pattern CORE = Pattern.compile("\\[core ([0-9]+)\\.([0-9]+)[^\\]]*\\]");
    private static final Pattern NUMBERS = Pattern.compile("([0-9]+)\\.([0-9]+).*");
    private static final int PASSWORD_WARN_DAYS = 7;

    private AnsibleRules() {}

    static List<Row> rows() {
        return List.of(
                Row.controlPlane("ANS-01", AnsibleRules::binary),
                Row.controlPlane("ANS-02", AnsibleRules::plan)
                        .needs("ANS-01", "REL-01", "REL-06", "VAR-06"),
                Row.controlPlane("ANS-03", AnsibleRules::itself),
                Row.site("ANS-04", AnsibleRules::edges),
                Row.everyHost("ANS-05", AnsibleRules::sudo),
                Row.edge("ANS-06", AnsibleRules::home),
                Row.edge("ANS-07", AnsibleRules::executable),
                Row.edge("ANS-08", AnsibleRules::python),
                Row.controlPlane("ANS-09", AnsibleRules::factCache),
                Row.everyHost("ANS-10", AnsibleRules::proxy),
                Row.everyHost("ANS-11", AnsibleRules::passwordAge),
                Row.controlPlane("ANS-12", AnsibleRules::overrides).needs("REL-01"));
    }

    /// Absent in a login shell means absent for the job: it runs in one too (T19, T102).
    private static CheckResult binary(HostView host) {
        Optional<String> line = host.host().value("ansible.playbook");
        if (line.isEmpty()) {
            return host.flag(
                    "ansible.venv",
                    inVenv ->
                            host.say()
                                    .failed(inVenv ? "kpaas-venv" : "absent", "ansible-playbook"));
        }
        var core = CORE.matcher(line.get());
        if (!core.find()) {
            return host.say().passed(line.get());
        }
        String found = core.group(1) + "." + core.group(2);
        return host.release(
                release -> {
                    String oldest = release.versions().ansibleCore();
                    if (!atLeast(found, oldest)) {
                        return host.say().warned(line.get(), oldest);
                    }
                    Optional<String> community = host.host().value("ansible.community");
                    Optional<String> wanted = release.versions().ansible();
                    boolean same =
                            community.isEmpty() || wanted.isEmpty() || community.equals(wanted);
                    return host.say()
                            .advise(
                                    same,
                                    same ? line.get() : "ansible " + community.get(),
                                    wanted.orElse(oldest));
                });
    }

    /// An inventory that Ansible cannot read makes a run that does nothing, with success (T07, T16).
    private static CheckResult plan(HostView host) {
        return host.value(
                "ansible.plan",
                state -> {
                    if (!state.equals("ok")) {
                        return host.say()
                                .failed(
                                        host.host().value("ansible.plan.error").orElse(state),
                                        "edge.yml");
                    }
                    return host.names(
                            "ansible.plan.hosts",
                            names -> {
                                var wanted = new TreeSet<String>();
                                host.clusterVariables()
                                        .value("MASTER1_NODE_HOSTNAME")
                                        .ifPresent(wanted::add);
                                host.site().edges().forEach(it -> wanted.add(it.hostName().text()));
                                return host.say()
                                        .judge(
                                                wanted.equals(Set.copyOf(names)),
                                                Listed.of(names),
                                                Listed.of(List.copyOf(wanted)));
                            });
                });
    }

    static boolean atLeast(String found, String wanted) {
        var a = NUMBERS.matcher(found + ".0");
        var b = NUMBERS.matcher(wanted + ".0");
        if (!a.matches() || !b.matches()) {
            return true;
        }
        int major = Integer.compare(Integer.parseInt(a.group(1)), Integer.parseInt(b.group(1)));
        int minor = Integer.compare(Integer.parseInt(a.group(2)), Integer.parseInt(b.group(2)));
        return major > 0 || major == 0 && minor >= 0;
    }

    private static CheckResult itself(HostView host) {
        return host.value("self.ssh", state -> host.say().judge(letsIn(state), state, "ok"));
    }

    private static boolean letsIn(String state) {
        return state.equals("ok") || state.equals("sudo-password");
    }

    private static List<CheckResult> edges(Site site, SiteFacts facts) {
        var results = new ArrayList<CheckResult>();
        for (Subject on : site.edgeSubjects()) {
            results.add(edge(site, facts, new Say(on)));
        }
        return results;
    }

    /// An edge that neither the laptop nor the control plane reaches is told once, as unreachable for the laptop.
    private static CheckResult edge(Site site, SiteFacts facts, Say say) {
        Optional<HostFacts> controlPlane = facts.controlPlane();
        if (controlPlane.isEmpty()) {
            return Row.unread(facts, site.controlPlaneSubject(), Row.REACH_CONTROL_PLANE)
                            instanceof CheckResult.NotAsked
                    ? say.notAsked(Row.REACH_CONTROL_PLANE)
                    : say.unknown(Why.HOST_UNREAD);
        }
        Optional<String> state = controlPlane.get().value(FactKeys.edgeSsh(say.on().id()));
        if (state.isEmpty()) {
            return say.unknown(Why.FACT_MISSING);
        }
        if (!letsIn(state.get()) && facts.whyUnread(say.on()).isPresent()) {
            return say.notAsked(Row.REACH_EDGE);
        }
        return say.judge(letsIn(state.get()), state.get(), "ok");
    }

    private static CheckResult sudo(HostView host) {
        return host.flag(
                "sudo.nopasswd",
                free -> host.say().judge(free, free ? "sudo -n" : "sudo-password", "sudo -n"));
    }

    /// The roles use the edge's home folder as a path on the control plane (T20), and the inventory names no user (T21).
    private static CheckResult home(EdgeNode edge, HostView host) {
        Optional<HostFacts> controlPlane = host.facts().controlPlane();
        Optional<String> wanted = controlPlane.flatMap(AnsibleRules::account);
        Optional<String> found = account(host.host());
        if (wanted.isEmpty() || found.isEmpty()) {
            return host.missing();
        }
        return host.say().judge(found.equals(wanted), found.get(), wanted.get());
    }

    private static Optional<String> account(HostFacts host) {
        return host.value("user.name")
                .flatMap(user -> host.value("user.home").map(home -> user + " " + home));
    }

    private static CheckResult executable(EdgeNode edge, HostView host) {
        return host.names(
                "mount.noexec",
                barred -> {
                    if (barred.isEmpty() && host.host().flag("sudo.requiretty").orElse(false)) {
                        return host.say().warned("sudo requiretty", "exec");
                    }
                    return host.say()
                            .advise(
                                    barred.isEmpty(),
                                    barred.isEmpty() ? "exec" : Listed.of(barred),
                                    "exec");
                });
    }

    private static CheckResult python(EdgeNode edge, HostView host) {
        String version = host.host().value("python.version").orElse("absent");
        return host.say()
                .judge(!version.equals("absent") && atLeast(version, "3.6"), version, "3.6");
    }

    private static CheckResult factCache(HostView host) {
        return host.names(
                "fact.cache.foreign",
                files -> {
                    List<String> bad = files.isEmpty() ? replacedBoards(host) : files;
                    return host.say()
                            .advise(bad.isEmpty(), bad.isEmpty() ? "none" : Listed.of(bad), "none");
                });
    }

    /// Edges of which Ansible still believes another architecture: a board was replaced under its old name (T26).
    private static List<String> replacedBoards(HostView host) {
        List<String> remembered = host.names("fact.cache.kinds").orElse(List.of());
        var replaced = new ArrayList<String>();
        List<Subject> subjects = host.site().edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            String prefix = host.site().edges().get(i).hostName() + ":";
            Optional<String> now =
                    host.facts().host(subjects.get(i)).flatMap(it -> it.value("kernel.arch"));
            remembered.stream()
                    .filter(it -> it.startsWith(prefix))
                    .filter(it -> now.isPresent() && !it.equals(prefix + now.get()))
                    .forEach(replaced::add);
        }
        return replaced;
    }

    /// The roles blank every proxy variable, so a site that needs one cannot download anything (T28).
    private static CheckResult proxy(HostView host) {
        return host.names(
                "proxy.env",
                names -> {
                    var all = new ArrayList<>(names);
                    if (host.host().flag("group.vars.proxy").orElse(false)) {
                        all.add("group_vars");
                    }
                    return host.say()
                            .judge(all.isEmpty(), all.isEmpty() ? "none" : Listed.of(all), "none");
                });
    }

    /// An expired password stops key logins too, Ansible's included (T77, T97).
    private static CheckResult passwordAge(HostView host) {
        return host.value(
                "password.expires.day",
                text -> {
                    if (!text.matches("[0-9]{1,6}")) {
                        return host.say().passed(text);
                    }
                    long today = Duration.ofSeconds(host.facts().taken().getEpochSecond()).toDays();
                    long left = Long.parseLong(text) - today;
                    String found = java.time.LocalDate.ofEpochDay(Long.parseLong(text)).toString();
                    return left <= 0
                            ? host.say().failed(found, Integer.toString(PASSWORD_WARN_DAYS))
                            : host.say()
                                    .advise(
                                            left >= PASSWORD_WARN_DAYS,
                                            found,
                                            Integer.toString(PASSWORD_WARN_DAYS));
                });
    }

    /// Files here win over the inventory that the script writes (T21).
    private static CheckResult overrides(HostView host) {
        return host.names(
                "host.vars",
                files -> {
                    List<String> ours =
                            files.stream()
                                    .filter(
                                            file ->
                                                    host.site().edges().stream()
                                                            .anyMatch(
                                                                    edge ->
                                                                            file.replaceFirst(
                                                                                            "\\.(ya?ml|json)$",
                                                                                            "")
                                                                                    .equals(
                                                                                            edge.hostName()
                                                                                                    .text())))
                                    .toList();
                    return host.say()
                            .advise(
                                    ours.isEmpty(),
                                    ours.isEmpty() ? "none" : Listed.of(ours),
                                    "none");
                });
    }
}
