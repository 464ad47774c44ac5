package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Spans;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.verify.Verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words about nodes, pods and verdicts.
final class VerifyTexts {
    private static final String NONE = "–";
    private final Texts texts;

    VerifyTexts(Texts texts) {
        this.texts = texts;
    }

    static Tone tone(Verification.Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> Tone.GOOD;
            case KNOWN -> Tone.NEUTRAL;
            case WAITING -> Tone.BUSY;
            case UNHEALTHY -> Tone.BAD;
        };
    }

    String word(Verification.Verdict verdict) {
        return texts.get("step.verify.verdict." + verdict.name().toLowerCase(Locale.ROOT));
    }

    /// The one sentence about the whole deployment.
    String sentence(Verification found, String site) {
        long bad = count(found, Verification.Verdict.UNHEALTHY);
        long waiting = count(found, Verification.Verdict.WAITING);
        long known = count(found, Verification.Verdict.KNOWN);
        return switch (found.verdict()) {
            case HEALTHY ->
                    texts.get(
                            "step.verify.sentence.healthy",
                            site,
                            found.nodes().size(),
                            found.pods().size());
            case KNOWN ->
                    texts.get(
                            "step.verify.sentence.known",
                            site,
                            found.nodes().size(),
                            found.pods().size(),
                            known);
            case WAITING -> texts.get("step.verify.sentence.waiting", site, waiting);
            case UNHEALTHY -> texts.get("step.verify.sentence.unhealthy", site, bad);
        };
    }

    private static long count(Verification found, Verification.Verdict verdict) {
        return found.nodes().stream().filter(row -> row.verdict() == verdict).count()
                + found.pods().stream().filter(row -> row.verdict() == verdict).count();
    }

    /// One sentence per row that is not healthy, the worst first.
    List<Reason> reasons(Verification found) {
        var reasons = new ArrayList<Reason>();
        found.nodes().stream()
                .filter(row -> row.verdict() != Verification.Verdict.HEALTHY)
                .forEach(
                        row ->
                                reasons.add(
                                        new Reason(
                                                row.verdict(),
                                                row.name(),
                                                why(row.reason(), row.found(), row.wanted()))));
        found.pods().stream()
                .filter(row -> row.verdict() != Verification.Verdict.HEALTHY)
                .forEach(
                        row ->
                                reasons.add(
                                        new Reason(
                                                row.verdict(),
                                                podName(row),
                                                why(row.reason(), row.found(), row.wanted()))));
        reasons.sort(java.util.Comparator.comparing(Reason::verdict).reversed());
        return reasons;
    }

    private String why(Optional<String> reason, String found, String wanted) {
        return reason.flatMap(key -> texts.find("verify." + key, found, wanted))
                .orElseGet(() -> texts.get("step.verify.differs", found, wanted));
    }

    String count(Verification.Count count) {
        String sum = count.equation().contains(" ") ? " (" + count.equation() + ")" : "";
        String key = count.atLeast() ? "step.verify.count.at-least" : "step.verify.count.exactly";
        return texts.get(
                key,
                count.workload(),
                Integer.toString(count.found()),
                Integer.toString(count.wanted()),
                sum);
    }

    String status(Verification.NodeRow row) {
        return row.node()
                .map(
                        node ->
                                switch (node.ready()) {
                                    case "True" -> texts.get("step.verify.ready");
                                    case "False" -> texts.get("step.verify.not-ready");
                                    default -> texts.get("step.verify.ready-unknown");
                                })
                .orElseGet(() -> texts.get("step.verify.missing"));
    }

    String podName(Verification.PodRow row) {
        return row.pod().map(ClusterSnapshot.Pod::name).orElse(row.workload());
    }

    String podStatus(Verification.PodRow row) {
        return row.pod()
                .map(ClusterSnapshot.Pod::status)
                .orElseGet(() -> texts.get("step.verify.missing"));
    }

    static String ready(Verification.PodRow row) {
        return row.pod().map(pod -> pod.ready() + "/" + pod.containers()).orElse(NONE);
    }

    static String restarts(Verification.PodRow row) {
        return row.pod().map(pod -> Integer.toString(pod.restarts())).orElse(NONE);
    }

    static String podNode(Verification.PodRow row) {
        return row.pod()
                .map(ClusterSnapshot.Pod::node)
                .filter(node -> !node.isEmpty())
                .orElse(NONE);
    }

    static String podAge(Verification.PodRow row, Instant now) {
        return row.pod().map(pod -> age(pod.created(), now)).orElse(NONE);
    }

    static String nodeAge(Verification.NodeRow row, Instant now) {
        return row.node().map(node -> age(node.created(), now)).orElse(NONE);
    }

    static String roles(Verification.NodeRow row) {
        return row.node().map(ClusterSnapshot.Node::roles).orElse(NONE);
    }

    static String version(Verification.NodeRow row) {
        return row.node().map(ClusterSnapshot.Node::kubeletVersion).orElse(NONE);
    }

    static String architecture(Verification.NodeRow row) {
        return row.node().map(ClusterSnapshot.Node::architecture).orElse(NONE);
    }

    private static String age(Instant created, Instant now) {
        return Spans.age(Duration.between(created, now));
    }

    /// Why something is not as it should be.
    record Reason(Verification.Verdict verdict, String name, String sentence) {}
}
