package org.kpaas.edge.installer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.plan.Planner;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Hardening;
import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.SampleCluster;
import org.kpaas.edge.installer.verify.Verifier;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.CauseText;
import org.kpaas.edge.installer.verify.cause.Explanation;
import org.kpaas.edge.installer.verify.names.NameCheck;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportsTest {
    private static final String HOSTILE =
            "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>\u202Etxt\u0000\u001b[31m";
    private static final String TOKEN =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + ".eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3MDAwMDB9.c2lnbmF0dXJlc2lnbmF0dXJl";
    private static final Texts ENGLISH = Texts.of(Texts.ENGLISH);
    private static final Texts KOREAN = Texts.of(Texts.KOREAN);

    @TempDir Path dir;

    @Test
    void theReportIsReadBackFromItsJson() throws Exception {
        assertThat(Reports.read(Reports.json(full("fine")))).isEqualTo(full("fine"));
    }

    @Test
    void aReportAboutNothingButASiteIsAReportToo() throws Exception {
        var bare = Report.of(SampleCluster.SITE, SampleCluster.NOW, ZoneId.of("UTC"));
        assertThat(Reports.read(Reports.json(bare))).isEqualTo(bare);
        assertThat(document(Reports.html(bare, ENGLISH))).isNotNull();
    }

    @Test
    void thePageIsMadeAgainFromTheJson() throws Exception {
        var report = full(HOSTILE + " --token " + TOKEN);
        var again = Reports.read(Reports.json(report));
        assertThat(Reports.html(again, KOREAN)).isEqualTo(Reports.html(report, KOREAN));
        assertThat(Reports.html(again, ENGLISH)).isEqualTo(Reports.html(report, ENGLISH));
    }

    @Test
    void aWrongRowOfTheReportLeadsToItsCause() throws Exception {
        for (Texts texts : List.of(ENGLISH, KOREAN)) {
            Report report = Reports.read(Reports.json(full("dial tcp 127.0.0.1:10550: refused")));
            Cause cause = report.verification().orElseThrow().explanation().causes().getFirst();
            String page = Reports.html(report, texts);
            assertThat(cause.id()).isEqualTo("CAU-506");
            assertThat(page)
                    .contains(
                            "href=\"#verification-CAU-506\"",
                            "id=\"verification-CAU-506\"",
                            CauseText.next(cause, texts).replace("'", "&#39;"),
                            "dial tcp 127.0.0.1:10550: refused");
        }
    }

    @Test
    void namesThatMustNotBeUsedAreTold() throws Exception {
        var names =
                new NameCheck(Releases.find("v1.6.0").orElseThrow())
                        .typed("Namespace", List.of("all-teams", "shop"));
        Report report = full("fine").withNames(Optional.of(names));
        assertThat(Reports.read(Reports.json(report))).isEqualTo(report);
        for (Texts texts : List.of(ENGLISH, KOREAN)) {
            assertThat(Reports.html(report, texts))
                    .contains(texts.get("report.names.caption"), "Namespace all-teams");
        }
    }

    @Test
    void theReportTellsWhatTheRunWasFeltBy() throws Exception {
        for (Texts texts : List.of(ENGLISH, KOREAN)) {
            assertThat(Reports.html(full("x"), texts))
                    .contains(texts.get("plan.impact.restarts.title"), "kube-system/kube-proxy")
                    .contains(texts.get("plan.impact.lock-out.unknown", "cp-edge"));
        }
    }

    @Test
    void nothingFromAHostBecomesMarkup() throws Exception {
        String page = Reports.html(full(HOSTILE), ENGLISH);
        assertThat(page)
                .doesNotContain("<script", "<img", "\u202E", "\u0000", "\u001b")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(elements(document(page), "script")).isEmpty();
    }

    @Test
    void noSecretIsInAReport() throws Exception {
        var report =
                full(
                        "keadm join --token "
                                + TOKEN
                                + " password=hunter2secret https://u:pw12345@h/");
        for (String text :
                List.of(
                        Reports.json(report),
                        Reports.html(report, ENGLISH),
                        Reports.html(report, KOREAN))) {
            assertThat(text).doesNotContain(TOKEN, "eyJhbGci", "hunter2secret", "pw12345");
            assertThat(text).contains("***");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void thePageIsWellFormedAccessibleAndNeedsNothingElse(String language) throws Exception {
        String page = Reports.html(full("fine"), language.equals("ko") ? KOREAN : ENGLISH);
        Document document = document(page);
        assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo(language);
        assertThat(elements(document, "title").getFirst().getTextContent()).contains("lab");
        assertThat(elements(document, "h1")).hasSize(1);
        assertThat(elements(document, "main")).hasSize(1);
        assertThat(elements(document, "table"))
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        table ->
                                assertThat(elements(table, "caption").getFirst().getTextContent())
                                        .isNotBlank());
        assertThat(elements(document, "th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isIn("col", "row"));
        assertThat(page).doesNotContain("http://", "https://", "src=", "url(", "@import");
        assertThat(page).contains("default-src 'none'", "@media print");
        assertThat(page).doesNotContainPattern(Pattern.compile(">\\s*\\{[0-9]}|null"));
    }

    @Test
    void thePracticeSiteIsMarkedAsSimulated() throws Exception {
        var practice =
                new Site(
                        "practice",
                        true,
                        SampleCluster.SITE.controlPlane(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        var report = Report.of(practice, SampleCluster.NOW, ZoneId.of("UTC"));
        assertThat(Reports.html(report, ENGLISH)).contains("<strong>SIMULATED</strong>");
        assertThat(Reports.html(report, KOREAN)).contains("<strong>모의 실행</strong>");
        assertThat(Reports.html(full("fine"), ENGLISH)).doesNotContain("SIMULATED");
    }

    @Test
    void aReportIsSavedAsPageAndJson() throws Exception {
        Path html = Reports.save(dir.resolve("reports"), full("fine"), KOREAN);
        assertThat(html.getFileName()).hasToString("lab-20261123-150000.html");
        assertThat(html).content().startsWith("<!DOCTYPE html>").contains("인수인계 보고서");
        assertThat(html.resolveSibling("lab-20261123-150000.json")).exists();
    }

    @Test
    void aFolderThatCannotBeMadeHasItsOwnMessage() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class,
                                        () -> Reports.save(file, full("fine"), ENGLISH))
                                .problem()
                                .code())
                .isEqualTo("report.unwritable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "x", "{\"schema\":1}", "{\"schema\":0}"})
    void whatIsNoReportIsRefused(String text) {
        assertThat(problem(text)).isEqualTo(Problem.of("report.broken"));
    }

    @Test
    void aReportOfANewerVersionIsRefused() {
        assertThat(problem("{\"schema\":9}")).isEqualTo(Problem.of("report.future", "9", "1"));
    }

    @Test
    void phasesAreTimedFromTheirEvents() {
        var recorder = new RunRecorder();
        Instant start = SampleCluster.NOW;
        recorder.accept(new Event.Phase(start, "join", Event.PhaseState.RUNNING));
        recorder.accept(new Event.LinkBack(start));
        recorder.accept(new Event.Phase(start.plusSeconds(80), "join", Event.PhaseState.DONE));
        assertThat(recorder.record().timings())
                .containsExactly(new Report.Timing("join", start, start.plusSeconds(80)));
    }

    @Test
    void ofALongLogTheBeginningAndTheEndAreKept() {
        var recorder = new RunRecorder();
        int lines = RunRecorder.FIRST + RunRecorder.LAST + 7;
        for (int i = 0; i < lines; i++) {
            recorder.accept(new Event.Line(SampleCluster.NOW, i, "line " + i));
        }
        Report.Log log = recorder.record().log();
        assertThat(log.first()).hasSize(RunRecorder.FIRST).startsWith("line 0");
        assertThat(log.left()).isEqualTo(7);
        assertThat(log.last()).hasSize(RunRecorder.LAST).endsWith("line " + (lines - 1));
    }

    private static Problem problem(String text) {
        return catchThrowableOfType(ProblemException.class, () -> Reports.read(text)).problem();
    }

    private static Document document(String page) throws Exception {
        String xml =
                page.replace("<!DOCTYPE html>", "")
                        .replaceAll("<meta ([^>]*)>", "<meta $1/>")
                        .replaceAll("(?s)<style>.*</style>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        return elements(document.getDocumentElement(), name);
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /// @param said what a host says wherever a host may say something
    static Report full(String said) throws ProblemException {
        Site site =
                SampleCluster.SITE.withAccepted(
                        List.of(
                                new AcceptedWarning(
                                        "EDG-02",
                                        "edge-1",
                                        "Lab board. " + FreeText.oneLine(said),
                                        AcceptedWarning.State.WARNED)));
        var facts =
                new SiteFacts(
                        SampleCluster.NOW,
                        Optional.of("v1.6.0"),
                        Map.of(
                                "control-plane",
                                new HostFacts(
                                        site.controlPlaneSubject(),
                                        Map.of(
                                                "user.home",
                                                "/home/ubuntu",
                                                "host.name",
                                                "cp-master"),
                                        Map.of(
                                                "file.cp-edge-vars",
                                                "#!/bin/bash\n# " + said + "\n"))),
                        Optional.of(new SampleCluster().snapshot()),
                        List.of(),
                        Map.of());
        var plan = Planner.deployment(site, facts, "0123456789ab");
        Instant start = SampleCluster.NOW.minusSeconds(400);
        var recap = new Event.Recap(SampleCluster.NOW, "cp-edge", 23, 21, 0, 0, 22, 0);
        var run =
                new Event.RunResult(
                        plan.id(),
                        true,
                        Optional.of(0),
                        Optional.empty(),
                        Map.of("cp-edge", recap),
                        new Event.Doubts(
                                List.of(
                                        new Event.Suspicion(
                                                start,
                                                "cp-edge",
                                                "cp/edge/cri_install",
                                                "enable crio.service",
                                                "Job for crio.service failed")),
                                List.of(
                                        new Event.Disagreement(
                                                start,
                                                "cp-edge",
                                                "cp/edge/keadm_join",
                                                "keadm join",
                                                Optional.of(Event.TaskState.CHANGED),
                                                Optional.empty()))),
                        start,
                        start.plusSeconds(190),
                        Optional.of(
                                new Hardening(
                                        List.of(),
                                        List.of(
                                                new Hardening.LockOut(
                                                        "cp-edge",
                                                        "ubuntu",
                                                        LocalDate.parse("2027-02-21"))),
                                        List.of())),
                        Explanation.NONE);
        var release = Releases.find("v1.6.0").orElseThrow();
        return Report.of(site, SampleCluster.NOW, ZoneId.of("Asia/Seoul"))
                .withFacts(facts)
                .withRepairs(
                        List.of(
                                new RepairJournal.Entry(
                                        "r1",
                                        start,
                                        site.name(),
                                        "ubuntu@10.0.0.21:22",
                                        "EDG-06",
                                        "/boot/firmware/cmdline.txt " + said,
                                        "a",
                                        "b",
                                        "/boot/firmware/cmdline.txt.bak",
                                        Optional.empty())))
                .withAnswers(answers(site, said))
                .withPlan(plan)
                .withRun(
                        run,
                        new Report.RunRecord(
                                List.of(
                                        new Report.Timing(
                                                "cloudcore", start, start.plusSeconds(70)),
                                        new Report.Timing(
                                                "join",
                                                start.plusSeconds(70),
                                                start.plusSeconds(120))),
                                List.of(
                                        new Report.Backup(
                                                "10.0.0.10",
                                                "cp-deployment/standalone/cp-edge-vars.sh",
                                                "cp-edge-vars.sh." + said)),
                                new Report.Log(
                                        List.of("PLAY [k8s_cluster] ****", said),
                                        3,
                                        List.of("PLAY RECAP ****"))))
                .withVerification(
                        Verifier.judge(
                                site, release, SampleCluster.withDeviations(said).snapshot()));
    }

    private static List<Answer> answers(Site site, String said) {
        Subject edge = site.edgeSubjects().getFirst();
        return List.of(
                new Answer(new CheckId("EDG-01"), new CheckResult.Passed(edge, "arm64")),
                new Answer(
                        new CheckId("EDG-02"), new CheckResult.Warned(edge, said, "Ubuntu 22.04")),
                new Answer(new CheckId("EDG-04"), new CheckResult.Passed(edge, "cp-edge")),
                new Answer(new CheckId("EDG-06"), new CheckResult.Passed(edge, "on")),
                new Answer(
                        new CheckId("REL-02"),
                        new CheckResult.Passed(site.controlPlaneSubject(), "v1.6.0")));
    }
}
