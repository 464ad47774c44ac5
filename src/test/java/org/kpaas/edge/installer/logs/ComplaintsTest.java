package org.kpaas.edge.installer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

final class ComplaintsTest {
    @Test
    void onlyWhatComplainsIsKept() {
        String fatal =
                "2026-11-25T10:00:01+0900 cp-edge-1 edgecore[812]: F1125 10:00:01.000000 812"
                        + " server.go:104] no memory cgroup";
        String died =
                "2026-11-25T10:00:02+0900 cp-edge-1 systemd[1]: edgecore.service: Failed with"
                        + " result 'exit-code'.";
        String runtime =
                "2026-11-25T10:00:02+0900 cp-edge-1 crio[91]: time=\"2026\" level=error"
                        + " msg=\"no CNI\"";
        assertThat(
                        Complaints.last(
                                List.of(
                                        "2026-11-25T10:00:00+0900 cp-edge-1 edgecore[812]: I1125"
                                                + " 10:00:00.000000 812 server.go:55] started",
                                        fatal,
                                        died,
                                        runtime)))
                .containsExactly(fatal, died, runtime);
    }

    /// The link was lost in the night and came back: that explains nothing now.
    @Test
    void whatWasOvercomeLongBeforeTheEndIsLeftOut() {
        String night = "2026-11-25T02:00:00+00:00 cp edgecore[8]: E1125 02:00:00.0 8 x] timeout";
        String now = "2026-11-25T09:55:00+00:00 cp edgecore[8]: E1125 09:55:00.0 8 x] x509";
        String last = "2026-11-25T10:00:00+00:00 cp edgecore[8]: I1125 10:00:00.0 8 x] beat";
        assertThat(Complaints.last(List.of(night, now, last))).containsExactly(now);
    }

    @Test
    void aFloodIsBounded() {
        List<String> flood =
                IntStream.range(0, 500).mapToObj(i -> "E1125 10:00:00.0 1 x] no " + i).toList();
        assertThat(Complaints.last(flood)).hasSize(20).endsWith("E1125 10:00:00.0 1 x] no 499");
    }
}
