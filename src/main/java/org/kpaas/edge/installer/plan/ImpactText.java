package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.plan.Impact.Hardening;
import org.kpaas.edge.installer.plan.Impact.Listing;
import org.kpaas.edge.installer.plan.Impact.Restart;
import org.kpaas.edge.installer.plan.Impact.Touched;
import org.kpaas.edge.installer.text.Texts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The impact of a plan in words, the same for the window, the command line and the report.
public final class ImpactText {
    /// Names shown of a long list; the number of the others is told.
    private static final int SHOWN = 12;

    private final Texts texts;

    private ImpactText(Texts texts) {
        this.texts = texts;
    }

    /// @param lines one sentence each
    public record Section(String title, List<String> lines) {}

    /// Nothing for a plan that was written before plans told this.
    public static List<Section> sections(Impact impact, Texts texts) {
        var text = new ImpactText(texts);
        return impact.equals(Impact.UNTOLD)
                ? List.of()
                : List.of(
                        text.section("restarts", text.restarts(impact)),
                        text.section("services", List.of(text.services(impact))),
                        text.section("landing", List.of(text.landing(impact))),
                        text.section("hardening", text.hardening(impact)),
                        text.section(
                                "touched", impact.touched().stream().map(text::touched).toList()));
    }

    /// What the engineer agrees to, with the numbers, hosts and days of this plan.
    public static String consent(Impact impact, Impact.Consent consent, Texts texts) {
        var text = new ImpactText(texts);
        String key = "plan.consent." + consent.key();
        return switch (consent) {
            case MAINTENANCE_WINDOW ->
                    texts.get(
                            key,
                            impact.production().count(),
                            text.names(
                                    impact.production().names(),
                                    impact.production().names().size()));
            case LOCK_OUT -> {
                List<String> hosts =
                        impact.hardening().stream()
                                .filter(Hardening::urgent)
                                .map(text::urgency)
                                .toList();
                yield texts.get(key, text.names(hosts, hosts.size()));
            }
        };
    }

    private String urgency(Hardening it) {
        String when =
                it.past()
                        ? texts.get("plan.consent.at-once")
                        : it.lockOut()
                                .map(LocalDate::toString)
                                .orElseGet(() -> texts.get("plan.consent.some-day"));
        return it.on().label() + " (" + when + ")";
    }

    private Section section(String key, List<String> lines) {
        return new Section(texts.get("plan.impact." + key + ".title"), lines);
    }

    private List<String> restarts(Impact impact) {
        var lines = new ArrayList<String>();
        if (impact.production().count() > 0) {
            lines.add(
                    texts.get(
                            "plan.impact.production",
                            impact.production().count(),
                            names(
                                    impact.production().names(),
                                    impact.production().names().size())));
        }
        if (impact.restarts().isEmpty()) {
            lines.add(texts.get("plan.impact.restarts.none"));
        }
        impact.restarts().forEach(it -> lines.add(restart(it, impact.cluster())));
        return lines;
    }

    private String restart(Restart it, boolean counted) {
        String key = it.always() ? "plan.impact.restart.always" : "plan.impact.restart.once";
        String what =
                counted
                        ? texts.get("plan.impact.pods", it.workload(), it.pods(), it.nodes())
                        : it.workload();
        return texts.get(key, what);
    }

    private String services(Impact impact) {
        if (!impact.cluster()) {
            return texts.get("plan.impact.services.unknown");
        }
        Listing all = impact.services();
        return all.count() == 0
                ? texts.get("plan.impact.services.none")
                : texts.get("plan.impact.services", all.count(), names(all));
    }

    private String landing(Impact impact) {
        return impact.landing()
                .map(
                        all ->
                                all.count() == 0
                                        ? texts.get("plan.impact.landing.none")
                                        : texts.get("plan.impact.landing", all.count(), names(all)))
                .orElseGet(() -> texts.get("plan.impact.landing.unknown"));
    }

    private List<String> hardening(Impact impact) {
        var lines = new ArrayList<String>();
        impact.hardening().forEach(it -> lines.add(lockOut(it)));
        if (!lines.isEmpty()) {
            lines.add(texts.get("plan.impact.lock-out.advice"));
        }
        impact.hardening().stream().map(this::program).distinct().forEach(lines::add);
        return lines;
    }

    /// From when a host refuses keys.
    private String lockOut(Hardening it) {
        String host = it.on().label();
        return it.lockOut()
                .map(
                        day ->
                                it.past()
                                        ? texts.get("plan.impact.lock-out.past", host)
                                        : texts.get(
                                                it.urgent()
                                                        ? "plan.impact.lock-out.soon"
                                                        : "plan.impact.lock-out",
                                                host,
                                                day.toString()))
                .orElseGet(() -> texts.get("plan.impact.lock-out.unknown", host));
    }

    private String program(Hardening it) {
        return it.sha256()
                .map(
                        sum ->
                                texts.get(
                                        it.known()
                                                ? "plan.impact.program.known"
                                                : "plan.impact.program.strange",
                                        it.program(),
                                        sum))
                .orElseGet(() -> texts.get("plan.impact.program.absent", it.program()));
    }

    private String touched(Touched it) {
        String place = it.place().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get(
                "plan.impact.touched." + place,
                String.join(", ", it.hosts()),
                String.join(", ", it.what()));
    }

    private String names(Listing listing) {
        return names(listing.names(), listing.count());
    }

    private String names(List<String> names, int count) {
        Stream<String> shown = names.stream().limit(SHOWN);
        String list = String.join(", ", shown.toList());
        int others = count - Math.min(SHOWN, names.size());
        return others > 0 ? texts.get("plan.impact.others", list, others) : list;
    }
}
