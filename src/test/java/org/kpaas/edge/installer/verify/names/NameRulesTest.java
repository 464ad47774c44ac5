package org.kpaas.edge.installer.verify.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Hostile;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.names.NameFinding.Part;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

final class NameRulesTest {
    private static final Release RELEASE = Releases.all().getLast();
    private final NameRules rules = NameRules.of(RELEASE);

    /// The table of the guide, section 4, row by row: `LimitRanges` is the kind LimitRange.
    @ParameterizedTest
    @CsvSource({
        ",kube",
        "Namespace,all",
        "Namespace,kubernetes-dashboard",
        "Namespace,cp-portal-temp-namespace",
        "Role,cp-init-role",
        "Role,cp-admin-role",
        "ResourceQuota,cp-low-resourcequota",
        "ResourceQuota,cp-medium-resourcequota",
        "ResourceQuota,cp-high-resourcequota",
        "LimitRange,cp-low-limitrange",
        "LimitRange,cp-medium-limitrange",
        "LimitRange,cp-high-limitrange",
        "Pod,nodes",
        "Pod,resources"
    })
    void everyRowOfTheGuideIsReservedForItsKindAndForNoOther(String kind, String prefix) {
        for (Release release : Releases.all()) {
            assertThat(release.reserved()).hasSize(14);
            var judge = NameRules.of(release);
            String own = kind == null ? "Secret" : kind;
            for (String name : List.of(prefix, prefix + "-x", prefix + "9")) {
                assertThat(judge.judge(ObjectName.of(own, name))).as(own + " " + name).hasSize(1);
            }
            assertThat(judge.judge(ObjectName.of(own, "x-" + prefix))).isEmpty();
            boolean forAll = prefix.startsWith("kube");
            assertThat(judge.judge(ObjectName.of("Secret", prefix)).isEmpty()).isNotEqualTo(forAll);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"})
    void whatNamesItsPodsIsHeldToTheNamesOfPods(String kind) {
        assertThat(rules.judge(ObjectName.of(kind, "nodes-report")))
                .containsExactly(
                        new NameFinding.Reserved(
                                Part.PODS,
                                new Release.ReservedName("Pod", "nodes", "portal-path")));
        assertThat(rules.judge(ObjectName.of("Service", "nodes-report"))).isEmpty();
    }

    @Test
    void theBeginningOfAGeneratedNameCountsAsMuch() {
        assertThat(rules.judge(new ObjectName("Pod", "", "resources-", true)))
                .singleElement()
                .isInstanceOf(NameFinding.Reserved.class);
        assertThat(rules.judge(new ObjectName("Pod", "", "report-", true))).isEmpty();
        assertThat(rules.judge(new ObjectName("Pod", "", "report-", false)))
                .containsExactly(new NameFinding.Refused(Part.NAME, NameForm.SUBDOMAIN));
    }

    @Test
    void theNamespaceOfAnObjectIsLookedAtUnlessThePlatformHasMadeIt() {
        assertThat(rules.judge(new ObjectName("Secret", "all-mine", "token", false)))
                .singleElement()
                .extracting(it -> ((NameFinding.Reserved) it).part())
                .isEqualTo(Part.NAMESPACE);
        assertThat(rules.judge(new ObjectName("Secret", "kube-system", "token", false))).isEmpty();
        assertThat(rules.judge(new ObjectName("Secret", "My_Space", "token", false)))
                .containsExactly(new NameFinding.Refused(Part.NAMESPACE, NameForm.LABEL));
    }

    /// The forms of Kubernetes' own validation.
    @ParameterizedTest
    @CsvSource({
        "Pod, my.app-1, true",
        "Pod, 1app, true",
        "Pod, MyApp, false",
        "Pod, my_app, false",
        "Pod, -app, false",
        "Pod, app-, false",
        "Pod, a..b, false",
        "Pod, a.-b, false",
        "Namespace, my.space, false",
        "Namespace, 9-space, true",
        "Service, 1app, false",
        "Service, app.x, false",
        "Service, app-1, true",
        "ClusterRole, system:Reader_1, true",
        "ClusterRole, a/b, false",
        "ClusterRole, a%b, false",
        "RoleBinding, .., false",
        "Widget, my.app, true",
        "'', my.app, true"
    })
    void kubernetesOwnRulesAreKnown(String kind, String name, boolean accepted) {
        assertThat(rules.judge(ObjectName.of(kind, name)).isEmpty()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "Pod,253",
        "ConfigMap,253",
        "Namespace,63",
        "Service,63",
        "Job,63",
        "CronJob,52",
        "Widget,253"
    })
    void aNameMayBeAsLongAsItsKindAllows(String kind, int longest) {
        assertThat(rules.judge(ObjectName.of(kind, "a".repeat(longest)))).isEmpty();
        assertThat(rules.judge(ObjectName.of(kind, "a".repeat(longest + 1)))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"namespaces,Namespace", "LimitRanges,LimitRange", "pod,Pod", "Widget,Widget"})
    void aKindIsKnownInAnyCaseAndNumber(String typed, String kind) {
        assertThat(Kinds.of(typed)).contains(kind);
    }

    @Test
    void everySentenceIsThereInBothLanguages() {
        Set<String> owners =
                Releases.all().stream()
                        .flatMap(release -> release.reserved().stream())
                        .map(Release.ReservedName::owner)
                        .collect(Collectors.toSet());
        for (Locale locale : List.of(Texts.KOREAN, Texts.ENGLISH)) {
            var texts = Texts.of(locale);
            for (String owner : owners) {
                assertThat(texts.get("names.owner." + owner + ".name")).isNotBlank();
                assertThat(texts.get("names.owner." + owner + ".why")).isNotBlank();
            }
            for (NameForm form : NameForm.values()) {
                assertThat(texts.get(form.key(), "63")).isNotBlank();
            }
            for (Part part : Part.values()) {
                var judged = new Judged(new ObjectName("Pod", "s", "nodes", false), "", List.of());
                for (NameFinding finding :
                        List.of(
                                new NameFinding.Reserved(part, RELEASE.reserved().getLast()),
                                new NameFinding.NotText())) {
                    assertThat(new NameText(texts).paragraph(judged, finding, true)).isNotBlank();
                    assertThat(new NameText(texts).paragraph(judged, finding, false)).isNotBlank();
                }
            }
        }
    }

    @Test
    void hostileNamesAreJudgedAndShownHarmlessly() {
        var words = new NameText(Texts.of(Texts.ENGLISH));
        for (String name : Hostile.texts(300, 5)) {
            for (String kind : List.of("", "Namespace", "Service", "Role")) {
                ObjectName object = ObjectName.of(kind, name);
                for (NameFinding finding : rules.judge(object)) {
                    var judged = new Judged(object, "", List.of(finding));
                    assertThat(words.paragraph(judged, finding, false))
                            .matches("[^\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]*");
                }
            }
        }
    }
}
