package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One host that was read, as a rule sees it, with the words to answer. A fact that is absent answers "unknown".
record HostView(Site site, SiteFacts facts, HostFacts host, Say say) {
    static HostView of(Site site, SiteFacts facts, Subject on, HostFacts host) {
        return new HostView(site, facts, host, new Say(on));
    }

    Subject on() {
        return say.on();
    }

    CheckResult missing() {
        return say.unknown(Why.FACT_MISSING);
    }

    CheckResult value(String key, Function<String, CheckResult> rule) {
        return host.value(key).map(rule).orElseGet(this::missing);
    }

    CheckResult number(String key, Function<Long, CheckResult> rule) {
        return host.number(key).map(rule).orElseGet(this::missing);
    }

    CheckResult flag(String key, Function<Boolean, CheckResult> rule) {
        return host.flag(key).map(rule).orElseGet(this::missing);
    }

    CheckResult text(String key, Function<String, CheckResult> rule) {
        return host.text(key).map(rule).orElseGet(this::missing);
    }

    /// The names in a fact that lists them, separated by spaces; `none` is an empty list.
    Optional<List<String>> names(String key) {
        return host.value(key)
                .map(text -> text.equals("none") ? List.of() : List.of(text.trim().split(" +")));
    }

    CheckResult names(String key, Function<List<String>, CheckResult> rule) {
        return names(key).map(rule).orElseGet(this::missing);
    }

    CheckResult release(Function<Release, CheckResult> rule) {
        return facts.release().map(rule).orElseGet(() -> say.unknown(Why.RELEASE_UNKNOWN));
    }

    ShellVariables clusterVariables() {
        return ShellVariables.ofCluster(facts);
    }
}
