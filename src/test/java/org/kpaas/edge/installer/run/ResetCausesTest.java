package org.kpaas.edge.installer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Why a reset fails is told by the lines of its job.
class ResetCausesTest {
    private final RunCauses causes = new RunCauses();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    item cp-edge-1 kubeedge failed mounted     | CAU-606 | cp-edge-1
                    item cp-edge-1 kubeedge failed kubeconfig  | CAU-607 | cp-edge-1
                    item cp-master cloud failed terminating    | CAU-602 | cp-master
                    host cp-edge-2 debt ssh: connect to host 10.0.0.22 port 22: No route to host | CAU-207 | cp-edge-2
                    host cp-edge-2 debt ubuntu@10.0.0.22: Permission denied (publickey).         | CAU-203 | cp-edge-2
                    """)
    void eachReasonHasItsCauseWithItsHost(String line, String id, String host) {
        read("kpaas-edge-reset: " + line);
        List<Cause> fresh = causes.fresh();
        assertThat(fresh).extracting(Cause::id).containsExactly(id);
        assertThat(fresh.getFirst().on()).containsExactly(host);
        assertThat(causes.fresh()).as("told once").isEmpty();
    }

    @Test
    void whatIsNotKnownStaysUnknownAndIsShown() {
        read("kpaas-edge-reset: item cp-edge-1 bridge failed command-failed");
        var explanation =
                causes.explanation(Optional.of(Problem.of("reset.edge-failed", "cp-edge-1")));
        assertThat(explanation.causes()).isEmpty();
        assertThat(explanation.evidence().getFirst().about()).isEqualTo("cp-edge-1 · bridge");
    }

    @Test
    void aResetThatWorkedNeedsNoExplanation() {
        read("kpaas-edge-reset: item cp-edge-1 bridge done");
        assertThat(causes.all()).isEmpty();
        assertThat(causes.explanation(Optional.empty()).isEmpty()).isTrue();
    }

    private void read(String line) {
        var reader = new ResetReader(Clock.systemUTC(), causes::accept);
        reader.log((line + "\n").getBytes(StandardCharsets.UTF_8));
        reader.end();
    }
}
