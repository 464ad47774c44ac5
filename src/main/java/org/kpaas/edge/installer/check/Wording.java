package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.text.Texts;

/// The sentences of an answer in one language. Words that a check found, for instance `refused`, have texts of their own
/// (`found.refused`); everything else is shown as it was found.
public record Wording(Texts texts) {
    public String title(CheckId id) {
        return texts.get("check." + id + ".title");
    }

    /// Why the check matters.
    public String why(CheckId id) {
        return texts.get("check." + id + ".why");
    }

    /// What was found, in one sentence.
    public String sentence(Answer answer) {
        String key = "check." + answer.id();
        return switch (answer.result()) {
            case CheckResult.Passed it -> texts.get(key + ".passed", word(it.found()));
            case CheckResult.Warned it ->
                    texts.get(key + ".warned", word(it.found()), word(it.wanted()));
            case CheckResult.Failed it ->
                    texts.get(key + ".failed", word(it.found()), word(it.wanted()));
            case CheckResult.NotAsked it ->
                    texts.get("check.not-asked", it.unmet().text(), title(it.unmet()));
            case CheckResult.Unknown it -> texts.get("unknown." + it.why());
        };
    }

    /// What to do; empty where nothing is to be done.
    public String remedy(Answer answer) {
        return switch (answer.result()) {
            case CheckResult.Warned it -> remedy(answer.id(), it.found(), it.wanted());
            case CheckResult.Failed it -> remedy(answer.id(), it.found(), it.wanted());
            default -> "";
        };
    }

    private String remedy(CheckId id, String found, String wanted) {
        return texts.get("check." + id + ".remedy", word(found), word(wanted));
    }

    private String word(String found) {
        return texts.find("found." + found).orElse(found);
    }
}
