package org.kpaas.edge.installer.ui.step.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.SampleSite;

import java.util.Optional;

class AccessFormTest {
    private final AccessForm form = new AccessForm(Optional.empty());

    @Test
    void nothingButTheAddressHasToBeTyped() {
        assertThat(form.access()).isEmpty();
        form.address().text().set("10.0.0.5");
        assertThat(form.access().orElseThrow().label()).isEqualTo("ubuntu@10.0.0.5");
        assertThat(form.access().orElseThrow().credential()).isEqualTo(new Credential.Password());
    }

    @Test
    void fieldsThatAreNotUsedNeedNotBeValid() {
        form.address().text().set("10.0.0.5");
        form.keyFile().text().set("");
        form.jumpAddress().text().set("no address at all");
        assertThat(form.valid().get()).isTrue();
        form.login().set(Login.KEY_FILE);
        assertThat(form.valid().get()).isFalse();
        form.keyFile().text().set("~/.ssh/id_ed25519");
        form.jump().set(true);
        assertThat(form.valid().get()).isFalse();
    }

    @Test
    void theJumpHostIsPartOfTheWay() {
        form.address().text().set("10.0.0.5");
        form.jump().set(true);
        form.jumpAddress().text().set("bastion.example");
        form.jumpPort().text().set("2222");
        assertThat(form.access().flatMap(Access::jump).map(Access::label))
                .contains("ubuntu@bastion.example:2222");
    }

    @Test
    void judgingShowsTheFaultsOfTheFieldsInUseOnly() {
        form.judge();
        assertThat(form.address().shownFault().getValue()).isPresent();
        assertThat(form.jumpAddress().shownFault().getValue()).isEmpty();
    }

    @Test
    void aSavedSiteFillsTheForm() {
        var access =
                new Access(
                        "10.0.0.9",
                        new Port(2022),
                        "kpaas",
                        new Credential.KeyFile("~/k"),
                        Optional.of(SampleSite.site().controlPlane()));
        var filled = new AccessForm(Optional.of(Site.of("plant-9", access)));
        assertThat(filled.name().value()).contains("plant-9");
        assertThat(filled.access().orElseThrow().credential())
                .isEqualTo(new Credential.KeyFile("~/k"));
        assertThat(filled.access().orElseThrow().jump().orElseThrow().host()).isEqualTo("10.0.0.5");
    }
}
