package org.kpaas.edge.installer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.facts.Trace;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlan.Place;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue;
import org.kpaas.edge.installer.verify.Residue.State;
import org.kpaas.edge.installer.verify.SampleCluster;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The handover report tells a reset: what went, what did not and why, copies, debts and the proof.
class ResetReportTest {
    private static final Instant AT = Instant.parse("2026-11-23T05:00:00Z");
    private static final String COPY = "/var/backups/kpaas-edge-installer/kubeedge-1.tar.gz";

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void itIsMadeAgainFromItsJsonInBothLanguages(String language) throws Exception {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        Report report = report(failed());
        Report again = Reports.read(Reports.json(report));
        assertThat(again).isEqualTo(report);
        String page = Reports.html(again, texts);
        assertThat(page).isEqualTo(Reports.html(report, texts));
        assertThat(page)
                .contains(texts.get("report.reset.open"))
                .contains(texts.get("reset.scope.whole"))
                .contains(texts.get("error.reset.edge-failed.title", "cp-edge-1"))
                .contains("<li>/usr/bin/keadm</li>")
                .contains(texts.get("error.fix.mounted.title", "cp-edge-1"))
                .contains("cp-edge-3")
                .contains("No route to host")
                .contains("reset-cp-edge-3.sh")
                .contains(COPY)
                .contains(texts.get("trace.mounts.title"))
                .contains(texts.get("residue.state.left"), texts.get("residue.state.kept"))
                .contains(texts.get("residue.verdict.left", "1", "1", "0"))
                .contains(texts.get("reset.kept.runtime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void aCleanOneSaysThatItIsProven(String language) {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        var result =
                new ResetResult(
                        "0123456789ab",
                        Optional.of(0),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        AT,
                        AT.plusSeconds(75),
                        Explanation.NONE);
        var record = new ResetRecord(Optional.empty(), result, residue(State.GONE));
        assertThat(record.isProven()).isTrue();
        assertThat(Reports.html(report(record), texts))
                .contains(texts.get("report.reset.proven"))
                .contains(texts.get("residue.verdict.clean", "0", "1", "0"))
                .doesNotContain(texts.get("report.reset.debts"))
                .doesNotContain(texts.get("report.reset.copies"));
    }

    private static Report report(ResetRecord record) {
        return Report.of(SampleCluster.SITE, AT, ZoneId.of("UTC")).withReset(record);
    }

    private static ResetRecord failed() {
        var edge = new ResetPlan.Target("cp-edge-1", "10.0.0.21", 22, "ubuntu");
        var work = new ResetPlan.Work(Place.EDGE, edge, List.of("kubeedge", "keadm"));
        var plan =
                new ResetPlan(
                        "0123456789ab",
                        SampleCluster.SITE,
                        "v1.6.0",
                        ResetPlan.Scope.WHOLE,
                        List.of(edge),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new ResetPlan.Phase("reset-edges", List.of(work))),
                        List.of());
        var result =
                new ResetResult(
                        plan.id(),
                        Optional.of(1),
                        Optional.of(Problem.of("reset.edge-failed", "cp-edge-1")),
                        List.of(
                                new ResetResult.OnHost(
                                        "cp-edge-1",
                                        List.of("keadm"),
                                        List.of("kubeedge: mounted"))),
                        List.of(new ResetResult.Debt("cp-edge-3", "ssh: No route to host")),
                        List.of("cp-edge-1: " + COPY),
                        AT,
                        AT.plusSeconds(75),
                        Explanation.NONE);
        return new ResetRecord(Optional.of(plan), result, residue(State.LEFT));
    }

    private static Residue residue(State mounts) {
        var host =
                new Residue.OnHost(
                        "cp-edge-1",
                        Trace.Place.EDGE,
                        List.of(
                                new Residue.Item(Trace.MOUNTS, mounts, "/var/lib/edged/pods/1"),
                                new Residue.Item(Trace.RUNTIME, State.KEPT, "cri-o"),
                                new Residue.Item(Trace.KEADM, State.GONE, "")),
                        Optional.empty(),
                        false);
        return new Residue(AT.plusSeconds(80), List.of(host));
    }
}
