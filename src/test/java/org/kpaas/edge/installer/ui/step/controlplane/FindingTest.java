package org.kpaas.edge.installer.ui.step.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.SampleSite;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class FindingTest {
    private final Texts texts = Texts.of(Texts.ENGLISH);

    @Test
    void aChangedProgramIsADifferenceAndFilledInVariablesAreNot() {
        Finding found = found(SampleSite.facts(), "deviations");
        assertThat(found.tone()).isEqualTo(Tone.ATTENTION);
        assertThat(found.value().in(texts)).contains("1 file").contains("edge/keadm.sh");
    }

    @Test
    void aClusterThatCannotBeReadSaysWhy() {
        SiteFacts known = SampleSite.facts();
        var facts =
                new SiteFacts(
                        known.taken(),
                        Optional.empty(),
                        known.hosts(),
                        Optional.empty(),
                        List.of(),
                        Map.of("cluster", Problem.of("internal", "test")));
        assertThat(found(facts, "cluster").tone()).isEqualTo(Tone.BAD);
        assertThat(found(facts, "cluster").value().in(texts)).contains("test");
        assertThat(found(facts, "release").tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void edgesAreCountedApart() {
        SiteFacts facts = SampleSite.facts("cp-master", "cp-worker-1", "cp-edge-1");
        assertThat(found(facts, "cluster").value().in(texts))
                .isEqualTo("v1.30.4 · 1 control plane, 1 workers, 1 edge · all ready");
    }

    private static Finding found(SiteFacts facts, String topic) {
        return Finding.of(facts).stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }
}
