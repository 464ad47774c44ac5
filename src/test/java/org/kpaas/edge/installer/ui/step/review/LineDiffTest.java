package org.kpaas.edge.installer.ui.step.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class LineDiffTest {
    @Test
    void changedLinesAreTakenAwayAndAdded() {
        assertThat(marked(LineDiff.between("a\nb\nc\n", "a\nB\nc\nd\n")))
                .containsExactly(" a", "-b", "+B", " c", "+d");
    }

    @Test
    void anEmptyFileBecomesNewLinesOnly() {
        assertThat(marked(LineDiff.between("", "a\nb"))).containsExactly("+a", "+b");
        assertThat(marked(LineDiff.between("a\n", ""))).containsExactly("-a");
    }

    @Test
    void farUnchangedLinesAreCountedInsteadOfShown() {
        String before = numbers(20);
        String after = before.replace("10\n", "ten\n");

        assertThat(marked(LineDiff.folded(LineDiff.between(before, after), 2)))
                .containsExactly("@8", " 8", " 9", "-10", "+ten", " 11", " 12", "@8");
    }

    private static String numbers(int last) {
        return IntStream.rangeClosed(0, last)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> marked(List<LineDiff> lines) {
        return lines.stream().map(line -> line.kind().mark() + line.text()).toList();
    }
}
