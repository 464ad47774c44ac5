package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.names.NameFinding.Part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The sentences about names. Names are shown so that every character can be seen.
public record NameText(Texts texts) {
    /// What is wrong.
    public String what(Judged judged, NameFinding finding) {
        return switch (finding) {
            case NameFinding.Reserved(Part part, Release.ReservedName by) ->
                    texts.get(
                            "names.reserved." + lower(part),
                            FreeText.visible(judged.about(part)),
                            by.prefix(),
                            owner(by));
            case NameFinding.Refused(Part part, NameForm form) ->
                    texts.get(
                            "names.refused." + lower(part),
                            FreeText.visible(judged.about(part)),
                            texts.get(form.key(), Integer.toString(form.longest())));
            case NameFinding.NotText() ->
                    texts.get("names.not-text", FreeText.visible(judged.object().name()));
        };
    }

    /// Why it matters; empty where [#what] has said it.
    public String why(NameFinding finding) {
        return finding instanceof NameFinding.Reserved reserved ? why(reserved.by()) : "";
    }

    public String why(Release.ReservedName row) {
        return texts.get("names.owner." + row.owner() + ".why");
    }

    /// Whose names these are.
    public String owner(Release.ReservedName row) {
        return texts.get("names.owner." + row.owner() + ".name");
    }

    /// What to do about it.
    ///
    /// @param exists whether there is such an object already
    public String todo(Judged judged, NameFinding finding, boolean exists) {
        return switch (finding) {
            case NameFinding.Reserved(Part part, Release.ReservedName ignored) ->
                    texts.get(
                            exists ? "names.todo.rename" : "names.todo.choose",
                            FreeText.visible("app-" + judged.about(part)));
            case NameFinding.Refused ignored -> texts.get("names.todo.form");
            case NameFinding.NotText() -> texts.get("names.todo.quote");
        };
    }

    /// What, why and what to do, as one paragraph.
    public String paragraph(Judged judged, NameFinding finding, boolean exists) {
        return List.of(what(judged, finding), why(finding), todo(judged, finding, exists)).stream()
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /// What was looked at.
    public String title(NameReport report) {
        return texts.get(
                "names.title." + report.kind().name().toLowerCase(Locale.ROOT),
                FreeText.oneLine(report.source()));
    }

    /// What came out, in one sentence or two.
    public String result(NameReport report) {
        int found = report.found().size();
        String sentence =
                found == 0
                        ? texts.get("names.result.free", report.looked())
                        : texts.get("names.result.found", found, report.looked());
        return report.platform() == 0
                ? sentence
                : sentence + " " + texts.get("names.result.platform", report.platform());
    }

    public String note(NameReport.Note note) {
        return texts.get("names.note." + note.code(), note.values().toArray());
    }

    /// The object as people name it: `Deployment shop/cache`, with `…` where Kubernetes completes the name.
    public String object(ObjectName object) {
        String place = object.namespace().isEmpty() ? "" : object.namespace() + "/";
        String name = FreeText.visible(place + object.name()) + (object.generated() ? "…" : "");
        return object.kind().isEmpty() ? name : FreeText.visible(object.kind()) + " " + name;
    }

    /// The guide's list, by kind: `kube*`; the words for "every resource" stand for the rows without a kind.
    public Map<String, List<Release.ReservedName>> table(NameRules rules) {
        return rules.reserved().stream()
                .collect(
                        Collectors.groupingBy(
                                row -> kind(row.kind()), LinkedHashMap::new, Collectors.toList()));
    }

    /// A kind, or the words for "every resource".
    public String kind(String kind) {
        return kind.isEmpty() ? texts.get("names.any") : kind;
    }

    /// `kube*`, `nodes*` …
    public static String prefixes(List<Release.ReservedName> rows) {
        return rows.stream().map(row -> row.prefix() + "*").collect(Collectors.joining(", "));
    }

    private static String lower(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
