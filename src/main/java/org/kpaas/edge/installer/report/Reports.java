package org.kpaas.edge.installer.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;

import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.text.Texts;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes and reads handover reports: JSON for programs, one HTML file for people. The HTML can be
/// made again from the JSON, in either language.
public final class Reports {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultVisibility(
                            v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .changeDefaultPropertyInclusion(
                            v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private static final String PAGE = ".html";
    private static final String DATA = ".json";

    /// Bytes of a report file; one about fifty edge nodes has about two million.
    static final long LARGEST = 64L << 20;

    private Reports() {}

    public static String json(Report report) {
        JsonNode tree = MAPPER.valueToTree(report);
        redact(tree);
        return MAPPER.writeValueAsString(tree) + "\n";
    }

    /// Reads a saved report, at most [#LARGEST] bytes.
    ///
    /// @throws ProblemException `report.unreadable`, `report.too-large`, `report.broken` or `report.future`
    public static Report load(Path file) throws ProblemException {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new ProblemException(
                        Problem.of(
                                "report.too-large",
                                file.toString(),
                                Long.toString(size >> 20),
                                Long.toString(LARGEST >> 20)));
            }
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("report.unreadable", file.toString(), e.toString()), e);
        }
    }

    /// @throws ProblemException `report.broken` or `report.future`
    public static Report read(String json) throws ProblemException {
        try {
            JsonNode tree = MAPPER.readTree(json);
            int schema = tree.path("schema").asInt(0);
            if (schema > Report.SCHEMA) {
                throw new ProblemException(
                        Problem.of(
                                "report.future",
                                Integer.toString(schema),
                                Integer.toString(Report.SCHEMA)));
            }
            if (schema != Report.SCHEMA) {
                throw new ProblemException(Problem.of("report.broken"));
            }
            return MAPPER.treeToValue(tree, Report.class);
        } catch (JacksonException e) {
            throw new ProblemException(Problem.of("report.broken"), e);
        }
    }

    /// One file that needs nothing else: no network, no script, no other file.
    public static String html(Report report, Texts texts) {
        return new HtmlReport(report, texts).html();
    }

    /// Writes `<site>-<time>.json` and `.html` into a folder.
    ///
    /// @return the HTML file
    /// @throws ProblemException `report.unwritable`
    public static Path save(Path folder, Report report, Texts texts) throws ProblemException {
        String name =
                report.site().name() + "-" + STAMP.format(report.when().atZone(report.zone()));
        Path page = folder.resolve(name + PAGE);
        saveAs(page, report, texts);
        return page;
    }

    /// Writes the page of a report, and its JSON beside it.
    ///
    /// @throws ProblemException `report.unwritable`
    public static void saveAs(Path page, Report report, Texts texts) throws ProblemException {
        saveData(dataOf(page), report);
        savePage(page, report, texts);
    }

    /// Writes the JSON of a report, and nothing else.
    ///
    /// @throws ProblemException `report.unwritable`
    public static void saveData(Path file, Report report) throws ProblemException {
        save(file, json(report));
    }

    /// Writes the page of a report, and nothing else.
    ///
    /// @throws ProblemException `report.unwritable`
    public static void savePage(Path page, Report report, Texts texts) throws ProblemException {
        save(page, html(report, texts));
    }

    /// The page beside a report's JSON file.
    public static Path pageOf(Path json) {
        return beside(json, DATA, PAGE);
    }

    /// The JSON file beside a report's page.
    public static Path dataOf(Path page) {
        return beside(page, PAGE, DATA);
    }

    private static Path beside(Path file, String from, String to) {
        String name = file.getFileName().toString();
        String stem = name.endsWith(from) ? name.substring(0, name.length() - from.length()) : name;
        return file.resolveSibling(stem + to);
    }

    private static void save(Path file, String text) throws ProblemException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("report.unwritable", file.toString(), e.toString()), e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void redact(JsonNode tree) {
        switch (tree) {
            case ObjectNode object ->
                    object.properties()
                            .forEach(
                                    field -> {
                                        if (field.getValue() instanceof StringNode text) {
                                            field.setValue(redacted(text));
                                        } else {
                                            redact(field.getValue());
                                        }
                                    });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof StringNode text) {
                        array.set(i, redacted(text));
                    } else {
                        redact(array.get(i));
                    }
                }
            }
            default -> {}
        }
    }

    private static JsonNode redacted(StringNode text) {
        return StringNode.valueOf(Redaction.redact(text.asString()));
    }
}
