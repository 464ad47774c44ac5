package org.kpaas.edge.installer.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;

import java.util.List;
import java.util.Optional;

class FieldTest {
    private final Field<Ipv4> address = new Field<>("", Ipv4::new);

    @Test
    void aFreshFieldIsNotJudgedYetAlthoughItIsNotValid() {
        assertThat(address.valid().get()).isFalse();
        assertThat(address.shownFault().getValue()).isEmpty();
    }

    @Test
    void onceLeftItSaysWhatIsWrong() {
        address.judge(true);
        assertThat(address.shownFault().getValue()).contains(Message.of("bad.required", ""));
        address.text().set("10.0.0.300");
        assertThat(address.shownFault().getValue()).contains(Message.of("bad.ipv4", "10.0.0.300"));
        address.text().set("10.0.0.30");
        assertThat(address.shownFault().getValue()).isEmpty();
    }

    @Test
    void onceJudgedItStaysSo() {
        address.judge(true);
        address.judge(false);
        assertThat(address.judged().get()).isTrue();
    }

    @Test
    void blanksAroundATextDoNotMatter() {
        var port = new Field<>(" 22 ", Port::parse);
        assertThat(port.value()).contains(Port.SSH);
    }

    @Test
    void anOptionalFieldMayBeBlank() {
        Field<List<String>> sources = Field.optional(" ", List::of, List.of());
        assertThat(sources.valid().get()).isTrue();
        assertThat(sources.value()).isEqualTo(Optional.of(List.of()));
    }
}
