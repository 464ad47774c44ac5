package org.kpaas.edge.installer.run.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

class TimingLineTest {
    /// What is meant, in one expression.
    private static final Pattern MEANT =
            Pattern.compile(
                    "\\([^()]*\\d:\\d\\d:\\d\\d\\.\\d{3}\\)[ \\t]+[^()]*\\d:\\d\\d:\\d\\d\\.\\d{3}["
                            + " \\t]\\*+[ \\t]*$");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Monday 23 November 2026  05:01:56 +0000 (0:00:00.118)       0:00:00.273 ******* ",
                "월요일 23 11월 2026  05:07:24 +0900 (0:00:00.043)       0:00:00.043 *",
                "(12:34:56.789)\t123:00:00.273 ***"
            })
    void aStartOfATask(String line) {
        assertThat(TimingLine.is(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                " *",
                "0:00:00.273 ***",
                "(0:00:00.118)0:00:00.273 ***",
                ")0:00:00.118) 0:00:00.273 ***",
                "(0:00:00.118) 0:00:00.27x ***",
                "(0:00:00.118)       0:00:00.273***",
                "TASK [cp/edge/keadm_join : keadm join] ****"
            })
    void anythingElse(String line) {
        assertThat(TimingLine.is(line)).isFalse();
    }

    @Test
    void itIsWhatTheExpressionMeans() {
        String recorded =
                new String(Reading.recorded("deploy-1edge-ok.stdout"), StandardCharsets.UTF_8);
        assertThat(recorded.lines().toList())
                .allSatisfy(
                        line ->
                                assertThat(TimingLine.is(line))
                                        .as(line)
                                        .isEqualTo(MEANT.matcher(line).find()));
        String[] pieces = {
            "0:00:00.118", "(", ")", " ", "\t", "*", "0", ":", "x", "(0:00:00.118)", " 0:00:00.2 "
        };
        var dice = new Random(20261125);
        for (int i = 0; i < 100_000; i++) {
            var line = new StringBuilder();
            for (int n = dice.nextInt(9); n > 0; n--) {
                line.append(pieces[dice.nextInt(pieces.length)]);
            }
            assertThat(TimingLine.is(line.toString()))
                    .as(line.toString())
                    .isEqualTo(MEANT.matcher(line).find());
        }
    }
}
