package org.kpaas.edge.installer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.SampleSheet;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;

import java.util.Locale;
import java.util.Optional;

class FirewallPageTest {
    private static String page(Locale language) {
        Site site = SampleSheet.hostile();
        return FirewallPage.of(
                site,
                FirewallSheet.of(site, SampleSheet.RELEASE, Optional.empty()),
                Texts.of(language));
    }

    @Test
    void rowsWithoutARuleAreStruckOutAndTheReasonIsThere() {
        assertThat(page(Texts.ENGLISH))
                .contains("<s>TCP 10251</s>", "<s>TCP 22</s>", "no &#39;&quot;${x}")
                .doesNotContain("<s>TCP 30000</s>");
        assertThat(page(Texts.ENGLISH))
                .contains("the cluster&#39;s nodes (addresses to be named)", "anyone");
        assertThat(page(Texts.KOREAN)).contains("로드밸런서(주소 기재 필요)");
        assertThat(page(Texts.KOREAN)).contains("lang=\"ko\"", "방화벽 요청서");
    }

    @Test
    void wordsOfPeopleStayWordsAndNothingIsLoaded() {
        assertThat(page(Texts.ENGLISH))
                .contains("&lt;/script&gt;&lt;b&gt;&amp;amp;")
                .doesNotContain("<script", "</script", "<b>", " src=", "href=\"http");
    }
}
