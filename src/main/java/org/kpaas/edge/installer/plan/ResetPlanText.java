package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.plan.ResetPlan.Phase;
import org.kpaas.edge.installer.plan.ResetPlan.Scope;
import org.kpaas.edge.installer.plan.ResetPlan.Target;
import org.kpaas.edge.installer.plan.ResetPlan.Work;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A reset's plan as plain text: what goes, what stays, what is copied first, and why it may not start.
public final class ResetPlanText {
    private static final String INDENT = "   ";
    private static final String DEEPER = INDENT + "  ";

    private ResetPlanText() {}

    public static String of(ResetPlan plan, Texts texts) {
        var out = new StringBuilder();
        head(plan, texts).forEach(line -> out.append(line).append('\n'));
        int number = 0;
        for (Phase phase : plan.phases()) {
            out.append('\n').append(++number).append(". ");
            out.append(texts.get("phase." + phase.id() + ".title")).append('\n');
            out.append(INDENT)
                    .append(texts.get("phase." + phase.id() + ".explanation"))
                    .append('\n');
            for (Work work : phase.works()) {
                String host = DEEPER + work.on().name() + ": ";
                items(work, texts).forEach(item -> out.append(host).append(item).append('\n'));
            }
        }
        out.append('\n').append(texts.get("reset.kept.title")).append('\n');
        kept(plan, texts).forEach(line -> out.append(INDENT).append(line).append('\n'));
        return Redaction.redact(out.toString());
    }

    private static List<String> head(ResetPlan plan, Texts texts) {
        var lines = new ArrayList<String>();
        lines.add(texts.get("reset.title", plan.site().name()));
        if (plan.site().simulated()) {
            lines.add(texts.get("plan.simulated"));
        }
        lines.add(texts.get("reset.scope." + plan.scope().key()));
        lines.addAll(hosts(plan, texts));
        lines.add(texts.get("plan.id", plan.id()));
        for (Problem why : plan.blocked()) {
            lines.add(texts.get("reset.blocked", texts.title(why)));
            lines.add(INDENT + texts.remedy(why));
        }
        return lines;
    }

    /// Which nodes it is for, and which it leaves alone.
    public static List<String> hosts(ResetPlan plan, Texts texts) {
        var lines = new ArrayList<String>();
        if (!plan.edges().isEmpty()) {
            lines.add(texts.get("reset.edges", names(plan.edges())));
        }
        if (!plan.debts().isEmpty()) {
            lines.add(texts.get("reset.debts", names(plan.debts())));
        }
        plan.leftOut().forEach(it -> lines.add(texts.get("reset.left-out", texts.title(it))));
        return lines;
    }

    /// What is taken away at one place, item by item.
    public static List<String> items(Work work, Texts texts) {
        return work.place() == ResetPlan.Place.DEBT
                ? List.of(texts.get("reset.item.debt"))
                : work.items().stream().map(item -> item(item, texts)).toList();
    }

    /// Whether it is a word that [#item] knows.
    public static boolean isItem(String word, Texts texts) {
        return texts.has("reset.item." + word.replaceFirst("=.*", ""));
    }

    /// What one word of `script/clear.sh` takes away.
    public static String item(String word, Texts texts) {
        int equals = word.indexOf('=');
        return equals < 0
                ? texts.get("reset.item." + word)
                : texts.get("reset.item." + word.substring(0, equals), word.substring(equals + 1));
    }

    /// One host of a reset, or one item on it, as it went.
    ///
    /// @param state `RUNNING`, `DONE`, `FAILED`, `DEBT` or `COPY`
    public static String clearing(
            String host, String item, String state, String detail, Texts texts) {
        String what = item.isEmpty() ? host : host + ": " + item(item, texts);
        String why = item.isEmpty() ? detail : reason(host, item, detail, texts);
        return texts.get("reset.state." + state.toLowerCase(Locale.ROOT), what, why).strip();
    }

    /// Why an item is still there; `script/clear.sh` says most reasons in one word.
    public static String reason(String host, String item, String why, Texts texts) {
        return texts.find("error.fix." + why + ".title", host, item(item, texts)).orElse(why);
    }

    /// What stays, and where copies are.
    public static List<String> kept(ResetPlan plan, Texts texts) {
        var lines = new ArrayList<String>();
        lines.add(texts.get("reset.kept.runtime"));
        lines.add(texts.get("reset.kept.boot"));
        lines.add(texts.get("reset.kept.hardening"));
        lines.add(texts.get("reset.kept.keyrings"));
        boolean restarts =
                plan.phases().stream()
                        .flatMap(it -> it.works().stream())
                        .anyMatch(it -> it.items().contains("affinity"));
        if (plan.scope() != Scope.NODE && !restarts) {
            lines.add(texts.get("reset.kept.affinity"));
        }
        lines.add(texts.get("reset.kept.copies"));
        return lines;
    }

    /// What is copied before an item goes, and where to.
    public static String copy(String word, Texts texts) {
        String kind =
                switch (word.replaceFirst("=.*", "")) {
                    case "kubeedge", "mosquitto-lines", "registries" -> "files";
                    case "node", "cloud", "pool", "crds-kubeedge", "crds-istio", "cluster-roles" ->
                            "objects";
                    case "file" -> "checkout";
                    default -> "nothing";
                };
        return texts.get("reset.copy." + kind);
    }

    private static String names(List<Target> targets) {
        return targets.stream()
                .map(it -> it.name() + " (" + it.address() + ")")
                .collect(Collectors.joining(", "));
    }
}
