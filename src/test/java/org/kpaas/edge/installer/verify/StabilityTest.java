package org.kpaas.edge.installer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Stability.Pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class StabilityTest {
    private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");

    private Stability stability = Stability.none(Pace.NORMAL);

    @Test
    void aGoodStateIsProvenAfterAMinuteInThreeLooks() {
        assertThat(look(0, true)).contains(Duration.ofSeconds(60));
        assertThat(look(20, true)).contains(Duration.ofSeconds(40));
        assertThat(look(40, true)).contains(Duration.ofSeconds(20));
        assertThat(look(59, true)).contains(Duration.ofSeconds(1));
        assertThat(look(60, true)).contains(Duration.ZERO);
        assertThat(look(600, true)).contains(Duration.ZERO);
    }

    @Test
    void oneBadLookStartsItOver() {
        look(0, true);
        look(30, true);
        assertThat(look(59, false)).isEmpty();
        assertThat(look(61, true)).contains(Duration.ofSeconds(60));
    }

    @Test
    void looksTooCloseToEachOtherAreOne() {
        for (int second = 0; second < 19; second++) {
            look(second, true);
        }
        assertThat(stability.counted()).isEqualTo(1);
    }

    @Test
    void aMinuteInWhichNobodyLookedProvesNothing() {
        look(0, true);
        assertThat(look(300, true)).contains(Duration.ofSeconds(20));
        assertThat(look(320, true)).contains(Duration.ZERO);
    }

    @Test
    void theSentenceSaysHealthyOnlyWhenItIsProven() {
        Verification good =
                Verifier.judge(
                        SampleCluster.SITE,
                        org.kpaas.edge.installer.guide.Releases.find("v1.6.0").orElseThrow(),
                        new SampleCluster().snapshot());
        Texts texts = Texts.of(Texts.ENGLISH);
        Verification soFar = good.with(Optional.of(Duration.ofMillis(41_200)));
        assertThat(soFar.isProven()).isFalse();
        assertThat(VerificationText.sentence(soFar, texts))
                .startsWith("Healthy so far, 42 s to go");
        Verification proven = good.with(Optional.of(Duration.ZERO));
        assertThat(proven.isProven()).isTrue();
        assertThat(VerificationText.sentence(proven, texts)).startsWith("Healthy: ");
        assertThat(good.isProven()).isFalse();
    }

    private Optional<Duration> look(int second, boolean good) {
        Instant now = START.plusSeconds(second);
        stability = stability.seen(now, good);
        return stability.toGo(now);
    }
}
