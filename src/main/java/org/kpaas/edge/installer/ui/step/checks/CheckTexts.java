package org.kpaas.edge.installer.ui.step.checks;

import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Tone;

import java.util.Optional;

/// The sentences about results.
final class CheckTexts {
    private final Texts texts;

    CheckTexts(Texts texts) {
        this.texts = texts;
    }

    static Tone tone(CheckRow.State state) {
        return switch (state) {
            case FAILED -> Tone.BAD;
            case WARNED -> Tone.ATTENTION;
            case UNKNOWN, NOT_ASKED -> Tone.NEUTRAL;
            case ACCEPTED -> Tone.WAITING;
            case PASSED -> Tone.GOOD;
        };
    }

    String word(CheckRow.State state) {
        return texts.get("step.checks.state." + state.id());
    }

    String title(CheckId id) {
        return texts.find("check." + id.text() + ".title").orElse(id.text());
    }

    /// What was found, in one sentence.
    String sentence(CheckRow row, Optional<SiteFacts> facts) {
        String key = "check." + row.answer().id().text();
        return switch (row.answer().result()) {
            case CheckResult.Passed r -> texts.find(key + ".passed", r.found()).orElse(r.found());
            case CheckResult.Warned r ->
                    texts.find(key + ".warned", r.found(), r.wanted()).orElse(r.found());
            case CheckResult.Failed r ->
                    texts.find(key + ".failed", r.found(), r.wanted()).orElse(r.found());
            case CheckResult.NotAsked r ->
                    texts.get("step.checks.not-asked", title(r.unmet()), r.unmet().text());
            case CheckResult.Unknown r -> unread(row, r, facts);
        };
    }

    private String unread(CheckRow row, CheckResult.Unknown result, Optional<SiteFacts> facts) {
        return facts.flatMap(all -> all.whyUnread(row.subject()))
                .map(texts::title)
                .or(() -> texts.find("unknown." + result.why()))
                .orElse(result.why());
    }

    /// What was found and what is wanted, as values; empty where there is nothing to compare.
    Optional<Compared> compared(CheckRow row) {
        return switch (row.answer().result()) {
            case CheckResult.Warned r -> Compared.of(r.found(), r.wanted());
            case CheckResult.Failed r -> Compared.of(r.found(), r.wanted());
            case CheckResult.Passed r -> Optional.empty();
            case CheckResult.NotAsked r -> Optional.empty();
            case CheckResult.Unknown r -> Optional.empty();
        };
    }

    Optional<String> why(CheckRow row) {
        return texts.find("check." + row.answer().id().text() + ".why");
    }

    /// What to do; nothing for what has passed.
    Optional<String> remedy(CheckRow row, Optional<SiteFacts> facts) {
        String key = "check." + row.answer().id().text() + ".remedy";
        return switch (row.answer().result()) {
            case CheckResult.Warned r -> texts.find(key, r.found(), r.wanted());
            case CheckResult.Failed r -> texts.find(key, r.found(), r.wanted());
            case CheckResult.Unknown r ->
                    facts.flatMap(all -> all.whyUnread(row.subject())).map(texts::remedy);
            case CheckResult.NotAsked r ->
                    Optional.of(texts.get("step.checks.not-asked.remedy", r.unmet().text()));
            case CheckResult.Passed r -> Optional.empty();
        };
    }

    /// Two values side by side.
    record Compared(String found, String wanted) {
        static Optional<Compared> of(String found, String wanted) {
            return found.isBlank() && wanted.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Compared(found, wanted));
        }
    }
}
