package org.kpaas.edge.installer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.report.Comparison.Difference;
import org.kpaas.edge.installer.report.Comparison.Part;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.SampleCluster;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.Verifier;

import java.time.ZoneId;
import java.util.List;

final class ComparisonTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    @Test
    void nothingChangedBetweenAReportAndItself() throws Exception {
        Report report = ReportsTest.full("fine");
        Comparison same = Comparison.of(report, Reports.read(Reports.json(report)));
        assertThat(same.differences()).isEmpty();
        assertThat(same.lacking()).isEmpty();
        assertThat(ComparisonText.of(same, Texts.of(Texts.ENGLISH), ZONE))
                .singleElement()
                .asString()
                .startsWith("Nothing changed between 2026-11-23 15:00:00 +09:00");
    }

    @Test
    void aCheckWithAnotherResultIsOneDifference() throws Exception {
        Report before = ReportsTest.full("fine");
        List<Answer> answers =
                before.answers().stream()
                        .map(
                                it ->
                                        it.id().text().equals("EDG-06")
                                                ? new Answer(
                                                        it.id(),
                                                        new CheckResult.Failed(
                                                                it.result().on(), "off", "on"))
                                                : it)
                        .toList();
        Comparison found = Comparison.of(before, before.withAnswers(answers));
        assertThat(found.differences())
                .containsExactly(
                        new Difference(
                                Part.CHECKS, "cp-edge", "EDG-06", "passed", "failed", "off"));
        assertThat(ComparisonText.of(found, Texts.of(Texts.ENGLISH), ZONE).getFirst())
                .startsWith("cp-edge: EDG-06 ")
                .endsWith(": Passed → Failed; found: off");
        assertThat(ComparisonText.of(found, Texts.of(Texts.KOREAN), ZONE).getLast())
                .contains("1가지가 달라졌습니다");
    }

    @Test
    void eachRowOfTheStateThatChangedIsTold() throws Exception {
        Report before = ReportsTest.full("fine").withVerification(state(new SampleCluster()));
        Verification broken = state(SampleCluster.withDeviations("gone"));
        Comparison found = Comparison.of(before, before.withVerification(broken));
        List<String> changed =
                broken.rows().stream()
                        .filter(row -> isChanged(before, row))
                        .map(row -> row.id().id() + " " + row.subject())
                        .toList();
        assertThat(changed).isNotEmpty();
        assertThat(found.differences())
                .filteredOn(it -> !it.after().isEmpty())
                .extracting(it -> it.what() + " " + it.subject())
                .containsExactlyInAnyOrderElementsOf(changed);
    }

    private static boolean isChanged(Report before, Row row) {
        return before.verification().orElseThrow().rows().stream()
                .noneMatch(
                        it ->
                                it.id() == row.id()
                                        && it.subject().equals(row.subject())
                                        && it.verdict() == row.verdict());
    }

    @Test
    void settingsOfTheSiteAreCompared() {
        Report before = Report.of(SampleCluster.SITE, SampleCluster.NOW, ZONE);
        var moved =
                SampleCluster.SITE
                        .with(
                                new CloudCore(
                                        Exposure.INTERFACE,
                                        new Ipv4("10.0.0.51"),
                                        new Ipv4("203.0.113.50"),
                                        new HostName("cp-worker-1"),
                                        new HostName("cp-master")))
                        .withEdges(List.of());
        Comparison found =
                Comparison.of(before, Report.of(moved, SampleCluster.NOW.plusSeconds(60), ZONE));
        assertThat(found.differences())
                .containsExactly(
                        new Difference(
                                Part.SITE,
                                "CloudCore",
                                "private-vip",
                                "10.0.0.50",
                                "10.0.0.51",
                                ""),
                        new Difference(Part.SITE, "cp-edge", "edge", "10.0.0.21", "", ""));
        assertThat(ComparisonText.of(found, Texts.of(Texts.ENGLISH), ZONE))
                .contains("cp-edge: Address of the edge node: 10.0.0.21 → nothing");
    }

    @Test
    void aPartThatOnlyOneReportHasIsNamedAndNotCompared() throws Exception {
        Report whole = ReportsTest.full("fine");
        Report bare = Report.of(whole.site(), whole.when(), ZONE).withRelease(whole.release());
        Comparison found = Comparison.of(whole, bare);
        assertThat(found.differences()).isEmpty();
        assertThat(found.lacking()).containsExactly(Part.MACHINES, Part.CHECKS, Part.VERIFICATION);
    }

    private static Verification state(SampleCluster cluster) {
        return Verifier.judge(
                SampleCluster.SITE, Releases.find("v1.6.0").orElseThrow(), cluster.snapshot());
    }
}
