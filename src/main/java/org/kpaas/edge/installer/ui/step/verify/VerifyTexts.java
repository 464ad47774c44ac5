package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Spans;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.part.TopologyPicture;
import org.kpaas.edge.installer.verify.Places;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.VerificationText;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
            case KNOWN, UNKNOWN -> Tone.NEUTRAL;
            case WAITING -> Tone.BUSY;
            case UNHEALTHY -> Tone.BAD;
        };
    }

    String word(Verification.Verdict verdict) {
        return VerificationText.badge(verdict, texts);
    }

    /// The one sentence about the whole deployment.
    String sentence(Verification found) {
        return VerificationText.sentence(found, texts);
    }

    /// One sentence per row that is not healthy, the worst first.
    List<Reason> reasons(Verification found) {
        return found.rows().stream()
                .filter(row -> row.verdict() != Verification.Verdict.HEALTHY)
                .sorted(Comparator.comparing(Row::verdict).reversed())
                .map(
                        row ->
                                new Reason(
                                        row.verdict(),
                                        row.subject(),
                                        VerificationText.reason(row, texts).orElse(""),
                                        VerificationText.cause(found, row.cause(), texts)))
                .toList();
    }

    /// A node in the picture.
    TopologyPicture.Place place(Places.Place place, String detail, boolean joined) {
        Verification.Verdict verdict = place.verdict().orElse(Verification.Verdict.UNKNOWN);
        return new TopologyPicture.Place(
                place.name(), detail, tone(verdict), word(verdict), joined);
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

    /// Why something is not as it should be, and the cause that it comes from, if one explains it.
    record Reason(
            Verification.Verdict verdict, String name, String sentence, Optional<String> cause) {}
}
