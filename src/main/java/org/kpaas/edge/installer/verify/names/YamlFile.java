package org.kpaas.edge.installer.verify.names;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.FreeText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Reads a YAML file, which JSON is too, document by document, with a limit on everything that a hostile file could make
/// grow: its size, its depth and its aliases.
final class YamlFile {
    static final int LARGEST = 10 * 1024 * 1024;
    static final int DEEPEST = 100;

    /// Aliases in one file.
    static final int MOST_ALIASES = 64;

    private static final String MEBIBYTES = Integer.toString(LARGEST / 1024 / 1024);

    private YamlFile() {}

    /// Gets the documents in their order.
    interface Documents {
        void take(Node document) throws ProblemException;
    }

    /// @throws ProblemException `names.unreadable`, `names.too-big`, `names.not-text`, `names.bomb` or `names.broken`
    static void read(Path file, Documents documents) throws ProblemException {
        String name = file.toString();
        String text = text(file, name);
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(name)
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(LARGEST)
                        .setMaxAliasesForCollections(Integer.MAX_VALUE) // counted below
                        .build();
        var parser = new Bounded(new ParserImpl(settings, new StreamReader(settings, text)));
        try {
            var composer = new Composer(settings, parser);
            while (composer.hasNext()) {
                documents.take(composer.next());
            }
        } catch (TooMuch e) {
            throw new ProblemException(bomb(name), e);
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(mark -> mark.getLine() + 1)
                            .orElse(parser.line);
            throw broken(name, line, e.getProblem(), e);
        } catch (ReaderException e) {
            long before = text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
            throw broken(name, 1 + (int) before, e.getMessage(), e);
        } catch (YamlEngineException e) {
            throw broken(name, parser.line, e.getMessage(), e);
        }
    }

    /// A file that is made to grow while it is read.
    static Problem bomb(String name) {
        return Problem.of(
                "names.bomb", name, Integer.toString(MOST_ALIASES), Integer.toString(DEEPEST));
    }

    private static ProblemException broken(
            String name, int line, @Nullable String what, YamlEngineException e) {
        return new ProblemException(
                Problem.of(
                        "names.broken",
                        name,
                        Integer.toString(line),
                        FreeText.visible(Objects.toString(what, ""))),
                e);
    }

    private static String text(Path file, String name) throws ProblemException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("names.unreadable", name, Objects.toString(e.getMessage(), "")), e);
        }
        if (bytes.length > LARGEST) {
            throw new ProblemException(Problem.of("names.too-big", name, MEBIBYTES));
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.of("names.not-text", name), e);
        }
    }

    /// The file would grow without an end, or is deeper than any manifest.
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Counts the aliases, and watches the depth, because the composer goes down by recursion.
    private static final class Bounded implements Parser {
        private final Parser parser;
        private int depth;
        private int aliases;
        private int line = 1;

        Bounded(Parser parser) {
            this.parser = parser;
        }

        @Override
        public boolean checkEvent(Event.ID wanted) {
            return parser.checkEvent(wanted);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public boolean hasNext() {
            return parser.hasNext();
        }

        @Override
        public Event next() {
            Event event = parser.next();
            line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
            switch (event) {
                case CollectionStartEvent ignored -> depth++;
                case CollectionEndEvent ignored -> depth--;
                case AliasEvent ignored -> aliases++;
                default -> {}
            }
            if (depth > DEEPEST || aliases > MOST_ALIASES) {
                throw new TooMuch();
            }
            return event;
        }
    }
}
