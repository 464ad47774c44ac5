package org.kpaas.edge.installer.ui.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.ui.step.Samples;

final class NameCheckTest {
    private final NameCheck names = new NameCheck(Samples.release().reserved());

    @Test
    void namesThatBeginWithKubeAreReservedForEveryKind() {
        assertThat(names.judge("", "kube-mine")).isInstanceOf(NameCheck.Verdict.Reserved.class);
        assertThat(names.judge("Pod", "kubernetes")).isInstanceOf(NameCheck.Verdict.Reserved.class);
    }

    @Test
    void someNamesAreReservedForOneKindOnly() {
        assertThat(names.judge("Role", "cp-admin-role"))
                .isInstanceOf(NameCheck.Verdict.Reserved.class);
        assertThat(names.judge("Pod", "cp-admin-role")).isInstanceOf(NameCheck.Verdict.Free.class);
    }

    @Test
    void aNameThatKubernetesRefusesIsSaidToBeInvalid() {
        assertThat(names.judge("Pod", "My_App")).isInstanceOf(NameCheck.Verdict.Invalid.class);
    }

    @Test
    void anEmptyBoxIsNotJudged() {
        assertThat(names.judge("Pod", "  ")).isInstanceOf(NameCheck.Verdict.NotAsked.class);
    }
}
