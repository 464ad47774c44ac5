package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.check.CheckInfo;
import org.kpaas.edge.installer.check.Wording;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The catalogue of checks in a terminal, or as JSON.
final class CatalogueView {
    private CatalogueView() {}

    /// One check as JSON.
    private record Line(CheckInfo check, String title) {}

    static void print(Output output) {
        Texts texts = output.texts();
        var wording = new Wording(texts);
        if (output.json()) {
            output.value(
                    CheckInfo.all().stream()
                            .map(info -> new Line(info, wording.title(info.id())))
                            .toList());
            return;
        }
        var table =
                new Table(
                        texts.get("cli.checks.column.id"),
                        texts.get("cli.checks.column.on"),
                        texts.get("cli.checks.column.severity"),
                        texts.get("cli.checks.column.fix"),
                        texts.get("cli.checks.column.title"));
        for (CheckInfo info : CheckInfo.all()) {
            table.row(
                    info.id().text(),
                    places(texts, info.on()),
                    texts.get("cli.checks.severity." + word(info.severity())),
                    texts.get("cli.checks.fix." + word(info.fix())),
                    wording.title(info.id()));
        }
        output.table(table);
    }

    private static String places(Texts texts, List<CheckInfo.Place> places) {
        return places.stream()
                .map(place -> texts.get("cli.checks.place." + word(place)))
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
