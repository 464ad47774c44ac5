package org.kpaas.edge.installer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

final class RemoteTextsTest {
    @ParameterizedTest
    @EnumSource
    void everyKindHasItsOwnSentenceAndNextActionInBothLanguages(RemoteException.Kind kind) {
        var problem = new RemoteException(kind, "user@host", "one", "two", "three").problem();
        for (Texts texts : List.of(Texts.of(Texts.KOREAN), Texts.of(Texts.ENGLISH))) {
            assertThat(texts.title(problem)).contains("user@host").doesNotContain("{", "''");
            assertThat(texts.remedy(problem)).isNotBlank().doesNotContain("{", "''");
        }
    }
}
