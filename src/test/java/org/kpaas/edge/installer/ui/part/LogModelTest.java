package org.kpaas.edge.installer.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LogModelTest {
    @Test
    void onlyTheNewestLinesAreKeptAndTheHitsAreTheirs() {
        var log = new LogModel(3);
        log.query().set("error");
        log.add(List.of("error 1", "fine"));
        assertThat(log.hits().get()).isEqualTo(1);

        log.add(List.of("error 2", "error 3"));

        assertThat(log.all()).containsExactly("fine", "error 2", "error 3");
        assertThat(log.hits().get()).isEqualTo(2);
    }
}
