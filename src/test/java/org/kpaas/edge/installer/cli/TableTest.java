package org.kpaas.edge.installer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsLineUpAlsoWhenHangulTakesTwoPlaces() {
        var table = new Table("노드", "STATUS").row("cp-edge-1", "Ready").row("가", "NotReady");
        assertThat(table.lines())
                .containsExactly(
                        "노드       STATUS", //
                        "cp-edge-1  Ready", //
                        "가         NotReady");
    }

    @Test
    void noLineEndsInBlanks() {
        assertThat(new Table("A", "B").row("long cell", "").lines())
                .noneMatch(line -> line.endsWith(" "));
    }
}
