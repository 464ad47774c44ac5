package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.HardeningText;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How the run went: its end, the time of each phase, and Ansible's own count per host.
record RunSection(Html html, Texts texts, Words words) {
    void write(Event.RunResult run, List<Report.Timing> timings) {
        html.raw("<section>").element("h2", words.get("run")).open("p");
        html.badge(
                run.succeeded() ? "good" : "bad",
                words.get(run.succeeded() ? "run.succeeded" : "run.failed"));
        html.text(
                " "
                        + words.get(
                                "run.times",
                                words.time(run.started()),
                                words.time(run.ended()),
                                words.duration(run.started(), run.ended())));
        html.close("p");
        html.element(
                "p",
                run.exit()
                        .map(exit -> words.get("run.exit", exit.toString()))
                        .orElse(words.get("run.no-exit")));
        run.problem()
                .ifPresent(
                        problem -> {
                            html.element("p", texts.title(problem), "class", "problem");
                            html.element("p", texts.remedy(problem));
                        });
        if (!run.succeeded()) {
            new CauseSection(html, texts, "run").write(run.explanation());
        }
        doubts(run);
        timings(timings);
        recap(run);
        hardening(run);
        html.close("section");
    }

    /// Nobody can read the program, so what it did is said here (T56, T97).
    private void hardening(Event.RunResult run) {
        run.hardening()
                .filter(it -> !it.isEmpty())
                .ifPresent(
                        it -> {
                            html.element("h3", words.get("run.hardening")).open("ul");
                            HardeningText.of(it, texts).forEach(line -> html.element("li", line));
                            html.close("ul");
                        });
    }

    private void doubts(Event.RunResult run) {
        Event.Doubts doubts = run.doubts();
        if (doubts.equals(Event.Doubts.NONE)) {
            return;
        }
        html.element("h3", words.get("run.doubts")).open("ul");
        Stream.concat(doubts.disagreements().stream(), doubts.suspicions().stream())
                .flatMap(doubt -> DoubtText.of(texts, doubt).stream())
                .forEach(line -> html.element("li", line));
        html.close("ul");
    }

    private void timings(List<Report.Timing> timings) {
        if (timings.isEmpty()) {
            return;
        }
        html.table(
                words.get("timings.caption"),
                List.of(
                        words.get("column.phase"),
                        "#" + words.get("column.started"),
                        "#" + words.get("column.duration")));
        for (Report.Timing timing : timings) {
            html.raw("<tr>").head(phase(timing.phase()));
            html.number(words.time(timing.started()));
            html.number(words.duration(timing.started(), timing.ended())).close("tr");
        }
        html.endTable();
    }

    private String phase(String id) {
        return texts.find("phase." + id + ".title").orElse(id);
    }

    private void recap(Event.RunResult run) {
        if (run.hosts().isEmpty()) {
            return;
        }
        html.table(
                words.get("recap.caption"),
                Stream.of(
                                "host",
                                "#ok",
                                "#changed",
                                "#failed",
                                "#unreachable",
                                "#skipped",
                                "#ignored")
                        .map(
                                key ->
                                        key.startsWith("#")
                                                ? "#" + words.get("column." + key.substring(1))
                                                : words.get("column." + key))
                        .toList());
        new TreeMap<>(run.hosts())
                .values()
                .forEach(
                        it -> {
                            html.raw("<tr>").head(it.host());
                            Stream.of(
                                            it.ok(),
                                            it.changed(),
                                            it.failed(),
                                            it.unreachable(),
                                            it.skipped(),
                                            it.ignored())
                                    .forEach(number -> html.number(Integer.toString(number)));
                            html.close("tr");
                        });
        html.endTable();
    }
}
