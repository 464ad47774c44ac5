package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Has the laptop what it needs: usable keys, a known host key, the way over jump hosts, and room for its files?
final class LaptopRules {
    private static final Set<String> USELESS =
            Set.of("missing", "unreadable", "no-agent", "no-keys");
    private static final long DISK_FAIL_MIB = 200;
    private static final Say SAY = new Say(Subject.LAPTOP);

    private LaptopRules() {}

    static List<Row> rows() {
        return List.of(
                row("LAP-01", LaptopRules::keys),
                Row.site("LAP-03", (site, facts) -> List.of(hostKey(site, facts))),
                row("LAP-06", LaptopRules::jumps),
                row("LAP-08", LaptopRules::disk));
    }

    /// The laptop and the site that it works on.
    private record Laptop(Site site, HostFacts facts) {}

    private static Row row(String id, Function<Laptop, CheckResult> question) {
        return Row.site(
                id,
                (site, facts) ->
                        List.of(
                                facts.laptop()
                                        .map(it -> question.apply(new Laptop(site, it)))
                                        .orElseGet(() -> SAY.unknown(Why.HOST_UNREAD))));
    }

    /// A locked key is good: its passphrase is asked for when it is needed.
    private static CheckResult keys(Laptop laptop) {
        Map<String, String> states = new LinkedHashMap<>();
        state(laptop.facts, laptop.site.controlPlaneSubject())
                .ifPresent(
                        it ->
                                states.merge(
                                        name(laptop.site.controlPlane().credential()),
                                        it,
                                        LaptopRules::worse));
        List<Subject> subjects = laptop.site.edgeSubjects();
        for (int i = 0; i < subjects.size(); i++) {
            EdgeNode edge = laptop.site.edges().get(i);
            state(laptop.facts, subjects.get(i))
                    .ifPresent(it -> states.merge(name(edge.credential()), it, LaptopRules::worse));
        }
        if (states.isEmpty()) {
            return SAY.unknown(Why.FACT_MISSING);
        }
        List<String> bad =
                states.entrySet().stream()
                        .filter(it -> USELESS.contains(it.getValue()))
                        .map(it -> it.getKey() + " (" + it.getValue() + ")")
                        .toList();
        return SAY.judge(
                bad.isEmpty(),
                Listed.of(bad.isEmpty() ? List.copyOf(states.keySet()) : bad),
                "OpenSSH, PEM, PuTTY");
    }

    private static String worse(String one, String other) {
        return USELESS.contains(one) ? one : other;
    }

    private static String name(Credential credential) {
        return switch (credential) {
            case Credential.Password password -> "password";
            case Credential.KeyFile key -> key.path();
            case Credential.Agent agent -> "ssh-agent";
        };
    }

    private static Optional<String> state(HostFacts laptop, Subject host) {
        return laptop.value(FactKeys.key(host));
    }

    /// Whether the key for a host cannot be used, which LAP-01 tells.
    static boolean keyIsUseless(SiteFacts facts, Subject host) {
        return facts.laptop().flatMap(it -> state(it, host)).filter(USELESS::contains).isPresent();
    }

    /// A key that is accepted in this very look was compared by nobody but the person at the laptop. On a practice site
    /// every accepted key is one that the site itself announced, so nothing is left to compare there.
    private static CheckResult hostKey(Site site, SiteFacts facts) {
        Optional<HostFacts> controlPlane = facts.controlPlane();
        Optional<Problem> problem = facts.whyUnread(site.controlPlaneSubject());
        if (problem.filter(LaptopRules::isChangedKey).isPresent()) {
            List<String> values = problem.get().values();
            return SAY.failed(values.get(1), values.get(2));
        }
        if (controlPlane.isEmpty()) {
            return problem.isPresent()
                    ? SAY.notAsked(Row.REACH_CONTROL_PLANE)
                    : SAY.unknown(Why.HOST_UNREAD);
        }
        String offered = controlPlane.get().value(FactKeys.SEEN_HOST_KEY).orElse("–");
        return facts.laptop()
                .flatMap(it -> it.value(FactKeys.HOST_KEY))
                .map(
                        state ->
                                SAY.advise(
                                        state.equals("known") || site.simulated(),
                                        offered,
                                        "known"))
                .orElseGet(() -> SAY.unknown(Why.FACT_MISSING));
    }

    static boolean isChangedKey(Problem problem) {
        return problem.code().equals("remote.host-key-changed") && problem.values().size() > 2;
    }

    private static CheckResult jumps(Laptop laptop) {
        Optional<Long> count = laptop.facts.number("jump.count");
        if (count.isEmpty()) {
            return SAY.unknown(Why.FACT_MISSING);
        }
        Optional<String> broken = brokenJump(laptop.facts);
        if (broken.isPresent()) {
            String hop = broken.get();
            return SAY.failed(
                    laptop.facts.value(hop).orElse("–"),
                    laptop.facts.value(hop + ".label").orElse(hop));
        }
        return SAY.passed(Long.toString(count.get()));
    }

    /// The first hop that does not open, as `jump.<n>`.
    static Optional<String> brokenJump(HostFacts laptop) {
        long count = laptop.number("jump.count").orElse(0L);
        for (int i = 1; i <= count; i++) {
            String key = "jump." + i;
            if (laptop.value(key).filter(it -> !it.equals("ok")).isPresent()) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static CheckResult disk(Laptop laptop) {
        Optional<Long> free = laptop.facts.number("laptop.disk.free.mib");
        Optional<Boolean> writable = laptop.facts.flag("laptop.folder.writable");
        if (free.isEmpty() || writable.isEmpty()) {
            return SAY.unknown(Why.FACT_MISSING);
        }
        String folder = laptop.facts.value("laptop.folder").orElse("–");
        return SAY.judge(
                writable.get() && free.get() >= DISK_FAIL_MIB,
                writable.get() ? folder + ": " + free.get() + " MiB" : folder,
                DISK_FAIL_MIB + " MiB");
    }
}
