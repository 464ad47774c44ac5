package org.kpaas.edge.installer.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.facts.ReleaseDetector.Detected;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Subject;

import java.util.Map;

final class ReleaseDetectorTest {
    private static final String OLD =
            "[ -z $CLOUDCORE_VIP ] || [ -z $CLOUDCORE_PRIVATE_VIP ] || [ -z"
                    + " $CLOUDCORE1_NODE_HOSTNAME$CLOUDCORE2_NODE_HOSTNAME ]\n"
                    + "eval ip=\\$EDGE${i}_NODE_PUBLIC_IP\n";
    private static final String NEW =
            "check $CLOUDCORE_PRIVATE_IP $CLOUDCORE_PUBLIC_IP\n"
                    + "eval ip=\\$EDGE${i}_NODE_PUBLIC_IP\n";

    private static Detected detect(String script, String variables, String... facts) {
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < facts.length; i += 2) {
            values.put(facts[i], facts[i + 1]);
        }
        var texts =
                script.isEmpty()
                        ? Map.of("file.cp-edge-vars", variables)
                        : Map.of("file.deploy-cp-edge", script, "file.cp-edge-vars", variables);
        var host =
                new HostFacts(
                        new Subject(Subject.Kind.CONTROL_PLANE, "control-plane", "cp"),
                        values,
                        texts);
        return new ReleaseDetector(Releases.all()).detect(host);
    }

    private static String id(Detected detected) {
        return detected.release().map(Release::id).orElse("unknown");
    }

    @Test
    void theScriptDecidesWhenTagAndScriptAgree() {
        Detected detected =
                detect(OLD, "", "checkout.describe", "v1.6.0", "checkout.keadm", "v1.14.4");
        assertThat(id(detected)).isEqualTo("v1.6.0");
        assertThat(detected.agreed()).isTrue();
        assertThat(detected.found()).isEqualTo("v1.6.0, KubeEdge v1.14.4");
    }

    @Test
    void theHeadOfTheBranchIsTheNewerRelease() {
        Detected detected = detect(NEW, "", "checkout.describe", "6dee0c2");
        assertThat(id(detected)).isEqualTo("v1.6.2");
        assertThat(detected.agreed()).isTrue();
    }

    @Test
    void variablesOfAnotherReleaseDoNotMislead() {
        String variables = "export CLOUDCORE_VIP=\nexport CLOUDCORE_PRIVATE_VIP=\n";
        assertThat(id(detect(NEW, variables))).isEqualTo("v1.6.2");
    }

    @Test
    void aTagThatTheScriptsContradictIsNotAgreed() {
        Detected detected = detect(NEW, "", "checkout.describe", "v1.6.0");
        assertThat(id(detected)).isEqualTo("v1.6.2");
        assertThat(detected.agreed()).isFalse();
    }

    @Test
    void commitsOnTopOfATagAreNotAgreed() {
        assertThat(detect(OLD, "", "checkout.describe", "v1.6.0-3-g0123abc").agreed()).isFalse();
    }

    @Test
    void anUnknownCommitSaysNothingEitherWay() {
        Detected detected = detect(OLD, "", "checkout.describe", "0123abc");
        assertThat(id(detected)).isEqualTo("v1.6.0");
        assertThat(detected.agreed()).isTrue();
    }

    @Test
    void releasesThatAreRefusedAreKnownForWhatTheyAre() {
        String script = OLD.replace("_NODE_PUBLIC_IP", "_NODE_PRIVATE_IP");
        assertThat(id(detect(script, "", "checkout.describe", "v1.5.1"))).isEqualTo("v1.5.1");
        assertThat(id(detect(script, "", "checkout.describe", "v1.5.2"))).isEqualTo("v1.5.2");
        String mixed = "export EDGE1_NODE_PUBLIC_IP=\n";
        assertThat(id(detect(script, mixed, "checkout.keadm", "v1.14.4"))).isEqualTo("v1.5.2");
    }

    @Test
    void olderReleasesAreUnknown() {
        String script =
                OLD.replace("_NODE_PUBLIC_IP", "_NODE_PRIVATE_IP")
                        .replace("$CLOUDCORE_PRIVATE_VIP", "");
        assertThat(id(detect(script, "", "checkout.describe", "v1.5.0"))).isEqualTo("unknown");
    }

    /// The scripts of both read the same names; the reset tells them apart where no tag does (T83).
    @Test
    void theTagOrThePlaceOfTheResetTellsTwoReleasesApart() {
        assertThat(id(detect(NEW, "", "checkout.describe", "v1.6.1"))).isEqualTo("v1.6.1");
        Detected detected = detect(NEW, "", "checkout.describe", "v1.6.1.1");
        assertThat(id(detected)).isEqualTo("v1.6.1");
        assertThat(detected.agreed()).isTrue();
        assertThat(id(detect(NEW, "", "reset.playbook", "yes"))).isEqualTo("v1.6.1");
        assertThat(id(detect(NEW, "", "reset.playbook", "no"))).isEqualTo("v1.6.2");
        assertThat(id(detect(NEW, "", "checkout.describe", "v1.6.2", "reset.playbook", "yes")))
                .isEqualTo("v1.6.2");
    }

    @Test
    void withoutAScriptTheTagDecides() {
        assertThat(id(detect("", "", "checkout.describe", "v1.6.0"))).isEqualTo("v1.6.0");
        assertThat(id(detect("", ""))).isEqualTo("unknown");
    }
}
