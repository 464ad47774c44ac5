package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.text.Texts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The matrix of a probe in a terminal: one line per way that was tried.
final class ReachView {
    private static final List<String> COLUMNS =
            List.of("source", "target", "address", "port", "path", "wanted", "result", "detail");

    private ReachView() {}

    static void print(Output output, List<Reach> reach) {
        Texts texts = output.texts();
        var table =
                new Table(
                        COLUMNS.stream()
                                .map(it -> texts.get("cli.reach." + it))
                                .toArray(String[]::new));
        reach.stream()
                .sorted(Comparator.comparingInt(Reach::port).thenComparing(it -> it.from().id()))
                .forEach(it -> table.row(cells(texts, it)));
        output.table(table);
        output.text(
                "cli.reach.summary",
                count(reach, Reach.Result.OPEN),
                count(reach, Reach.Result.REFUSED),
                count(reach, Reach.Result.FILTERED),
                count(reach, Reach.Result.NOT_TRIED));
    }

    private static String[] cells(Texts texts, Reach reach) {
        return new String[] {
            reach.from().label(),
            reach.target().label(),
            reach.to(),
            reach.protocol() + " " + reach.port(),
            texts.get("guide.path." + id(reach.path())),
            texts.get("cli.reach.wanted." + (reach.wanted() ? "open" : "closed")),
            texts.get("guide.reach." + id(reach.result())),
            reach.detail()
        };
    }

    private static String count(List<Reach> reach, Reach.Result result) {
        return Long.toString(reach.stream().filter(it -> it.result() == result).count());
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
