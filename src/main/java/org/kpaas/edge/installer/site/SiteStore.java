package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sites that this laptop knows: one `<name>.json` per site, and beside it what was last seen of it.
///
/// @param dir for instance `~/.kpaas-edge-installer/sites`; made when the first site is saved
public record SiteStore(Path dir) {
    private static final String SITE = ".json";
    private static final String STATE = ".state";
    private static final JsonMapper MAPPER = new JsonMapper();

    /// What was last seen of a site. A hint for the home page, never a fact.
    ///
    /// @param planId the run that it is about, if any
    public record LastState(Kind kind, Instant at, Optional<String> planId) {}

    /// Its texts are `home.state.<word>` of the window and the command line.
    public enum Kind {
        @JsonProperty("checked")
        CHECKED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("unhealthy")
        UNHEALTHY,
        @JsonProperty("reset")
        RESET
    }

    /// @param site    empty when its file cannot be read; `problem` then says why
    /// @param touched when the site or its state was last saved
    public record Entry(
            String name,
            Path file,
            Instant touched,
            Optional<Site> site,
            Optional<Problem> problem,
            Optional<LastState> state) {}

    /// All sites, the one touched last first; a broken file is in the list with its problem.
    public List<Entry> recent() {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        try (Stream<Path> files = Files.list(dir)) {
            files.filter(file -> file.getFileName().toString().endsWith(SITE))
                    .forEach(file -> entries.add(entry(file)));
        } catch (IOException e) {
            return List.of();
        }
        entries.sort(Comparator.comparing(Entry::touched).reversed().thenComparing(Entry::name));
        return List.copyOf(entries);
    }

    /// @return the file it went to
    public Path save(Site site) throws ProblemException {
        Path file = file(site.name(), SITE);
        SiteFile.save(file, site);
        return file;
    }

    public Site load(String name) throws ProblemException {
        return SiteFile.load(file(name, SITE));
    }

    public void remember(String name, LastState state) throws ProblemException {
        SiteFile.replace(file(name, STATE), MAPPER.writeValueAsString(state) + "\n");
    }

    /// Removes the site and its state from this laptop; the site itself is not touched.
    public void forget(String name) throws ProblemException {
        try {
            Files.deleteIfExists(file(name, SITE));
            Files.deleteIfExists(file(name, STATE));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("site.unwritable", file(name, SITE).toString(), e.toString()), e);
        }
    }

    private Path file(String name, String suffix) {
        Site.checkName(name);
        return dir.resolve(name + suffix);
    }

    private Entry entry(Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SITE.length());
        Path stateFile = dir.resolve(name + STATE);
        Optional<LastState> state = state(stateFile);
        Instant touched = max(modified(file), modified(stateFile));
        try {
            return new Entry(
                    name, file, touched, Optional.of(SiteFile.load(file)), Optional.empty(), state);
        } catch (ProblemException e) {
            return new Entry(
                    name, file, touched, Optional.empty(), Optional.of(e.problem()), state);
        }
    }

    private static Optional<LastState> state(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(MAPPER.readValue(Files.readString(file), LastState.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // a lost hint: the site itself says what is true
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
