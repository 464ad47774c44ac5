package org.kpaas.edge.installer.report;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.Row;
import org.kpaas.edge.installer.verify.Verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// What is different between two reports of one site. A part that one of them lacks is not compared, because then nothing
/// is known of it; it is named instead.
///
/// @param lacking parts that only one of the reports has
public record Comparison(
        Instant before, Instant after, List<Difference> differences, List<Part> lacking) {
    public Comparison {
        differences = List.copyOf(differences);
        lacking = List.copyOf(lacking);
    }

    /// Of what there is a difference.
    public enum Part {
        @JsonProperty("site")
        SITE,
        @JsonProperty("machines")
        MACHINES,
        @JsonProperty("checks")
        CHECKS,
        @JsonProperty("verification")
        VERIFICATION
    }

    /// One thing that changed.
    ///
    /// @param subject a host, an edge node, an object
    /// @param what    the id of a check or of a row of the verification; for the others a key below `report.compare.`
    /// @param before  what it was; empty when there was nothing. For a check the word of its state, for a row its verdict
    /// @param found   what the later report found; only for checks and rows
    public record Difference(
            Part part, String subject, String what, String before, String after, String found) {}

    /// @param before the earlier report
    public static Comparison of(Report before, Report after) {
        var differences = new ArrayList<Difference>();
        var lacking = new ArrayList<Part>();
        values(Part.SITE, site(before), site(after), differences);
        compare(
                Part.MACHINES,
                part(before.machines(), Comparison::machines),
                part(after.machines(), Comparison::machines),
                differences,
                lacking);
        compare(
                Part.CHECKS,
                part(before.answers(), Comparison::checks),
                part(after.answers(), Comparison::checks),
                differences,
                lacking);
        compare(
                Part.VERIFICATION,
                before.verification().map(Comparison::rows),
                after.verification().map(Comparison::rows),
                differences,
                lacking);
        return new Comparison(before.when(), after.when(), differences, lacking);
    }

    /// One value, by subject and what it is.
    private record Key(String subject, String what) {}

    private record Value(String text, String found) {
        static final Value NONE = new Value("", "");
    }

    private static <T> Optional<Map<Key, Value>> part(
            List<T> items, Function<List<T>, Map<Key, Value>> values) {
        return items.isEmpty() ? Optional.empty() : Optional.of(values.apply(items));
    }

    private static void compare(
            Part part,
            Optional<Map<Key, Value>> before,
            Optional<Map<Key, Value>> after,
            List<Difference> differences,
            List<Part> lacking) {
        if (before.isPresent() && after.isPresent()) {
            values(part, before.get(), after.get(), differences);
        } else if (before.isPresent() || after.isPresent()) {
            lacking.add(part);
        }
    }

    private static void values(
            Part part,
            Map<Key, Value> before,
            Map<Key, Value> after,
            List<Difference> differences) {
        var keys = new LinkedHashMap<Key, Value>(before);
        keys.putAll(after);
        for (Key key : keys.keySet()) {
            Value was = before.getOrDefault(key, Value.NONE);
            Value is = after.getOrDefault(key, Value.NONE);
            if (!Objects.equals(was.text(), is.text())) {
                differences.add(
                        new Difference(
                                part,
                                key.subject(),
                                key.what(),
                                was.text(),
                                is.text(),
                                is.found()));
            }
        }
    }

    private static Map<Key, Value> site(Report report) {
        Site site = report.site();
        var values = new LinkedHashMap<Key, Value>();
        put(values, site.name(), "release", report.release().orElse(""));
        put(values, site.name(), "control-plane", site.controlPlane().label());
        site.cloudCore()
                .ifPresent(
                        it -> {
                            put(values, "CloudCore", "exposure", it.exposure().name());
                            put(values, "CloudCore", "public-vip", it.publicVip().text());
                            put(values, "CloudCore", "private-vip", it.privateVip().text());
                            var nodes =
                                    new TreeSet<>(List.of(it.node1().text(), it.node2().text()));
                            put(values, "CloudCore", "cloudcore-nodes", String.join(", ", nodes));
                        });
        for (EdgeNode edge : site.edges()) {
            put(values, edge.hostName().text(), "edge", edge.address().text());
        }
        return values;
    }

    private static Map<Key, Value> machines(List<Report.Machine> machines) {
        var values = new LinkedHashMap<Key, Value>();
        for (Report.Machine it : machines) {
            put(values, it.name(), "os", it.os());
            put(values, it.name(), "architecture", it.architecture());
            put(values, it.name(), "board", it.board());
            put(values, it.name(), "runtime", it.runtime());
        }
        return values;
    }

    private static Map<Key, Value> checks(List<Answer> answers) {
        var values = new LinkedHashMap<Key, Value>();
        for (Answer it : answers) {
            values.put(
                    new Key(it.result().on().label(), it.id().text()),
                    new Value(ChecksSection.state(it), found(it.result())));
        }
        return values;
    }

    private static String found(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed it -> it.found();
            case CheckResult.Warned it -> it.found();
            case CheckResult.Failed it -> it.found();
            case CheckResult.NotAsked it -> "";
            case CheckResult.Unknown it -> "";
        };
    }

    private static Map<Key, Value> rows(Verification verification) {
        var values = new LinkedHashMap<Key, Value>();
        for (Row it : verification.rows()) {
            values.put(
                    new Key(it.subject(), it.id().id()),
                    new Value(it.verdict().name(), it.found()));
        }
        return values;
    }

    private static void put(Map<Key, Value> values, String subject, String what, String text) {
        values.put(new Key(subject, what), new Value(text, ""));
    }
}
