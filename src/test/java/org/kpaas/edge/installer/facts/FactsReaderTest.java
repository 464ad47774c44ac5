package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Subject;

final class FactsReaderTest {
    private static final Subject EDGE = new Subject(Subject.Kind.EDGE, "edge-1", "cp-edge-1");

    @Test
    void valuesAndTextsAreRead() throws ProblemException {
        HostFacts facts =
                FactsReader.read(
                        EDGE,
                        "host.name=cp-edge-1 \ncheckout.status<<\n| M standalone/x\n|\n"
                                + "cpu.count=4\nfacts.end=yes\n");
        assertThat(facts.value("host.name")).contains("cp-edge-1");
        assertThat(facts.number("cpu.count")).contains(4L);
        assertThat(facts.text("checkout.status")).contains(" M standalone/x\n\n");
        assertThat(facts.values()).doesNotContainKey("facts.end");
    }

    @Test
    void linesOfATextStayWithItWhenAProbeAnswersInBetween() throws ProblemException {
        HostFacts facts =
                FactsReader.read(
                        EDGE, "file.x<<\n|one\ntcp.10.0.0.5:10000=open\n|two=2\r\nfacts.end=yes\n");
        assertThat(facts.text("file.x")).contains("one\ntwo=2\r\n");
        assertThat(facts.value("tcp.10.0.0.5:10000")).contains("open");
    }

    @Test
    void bannersAndControlCharactersDoNoHarm() throws ProblemException {
        HostFacts facts =
                FactsReader.read(
                        EDGE,
                        "Welcome to Ubuntu = fun\n\u001b[31mred=1\nos.id=\u001b[1mubuntu\r\n"
                                + "facts.end=yes");
        assertThat(facts.values()).containsOnlyKeys("os.id");
        assertThat(facts.value("os.id")).contains("[1mubuntu");
    }

    @Test
    void anAnswerWithoutEndIsTruncated() {
        assertThatThrownBy(() -> FactsReader.read(EDGE, "host.name=cp-edge-1\n"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem())
                                        .isEqualTo(Problem.of("facts.truncated", "cp-edge-1")));
    }

    @Test
    void anEndMarkInsideATextIsNoEnd() {
        assertThatThrownBy(() -> FactsReader.read(EDGE, "file.x<<\n|facts.end=yes\n"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aRefusedArgumentIsNamed() {
        assertThatThrownBy(() -> FactsReader.read(EDGE, "facts.refused=tcp:x;y:1\n"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("facts.refused"));
    }
}
