package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.run.Event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Feeds texts and recorded runs to a reader and keeps its events.
final class Reading {
    static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    final List<Event> events = new ArrayList<>();
    final AnsibleReader reader;

    Reading(String release) {
        reader = new AnsibleReader(release(release), 0, CLOCK, events::add);
    }

    static Reading of(String text) {
        return new Reading("v1.6.0").feed(text).end();
    }

    static Reading transcript(String release, String file) {
        var reading = new Reading(release);
        reading.reader.feed(recorded(file));
        return reading.end();
    }

    static Release release(String id) {
        return Releases.find(id).orElseThrow();
    }

    static byte[] recorded(String file) {
        try (InputStream in = Reading.class.getResourceAsStream("/transcripts/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading feed(String text) {
        reader.feed(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Reading end() {
        reader.end();
        return this;
    }

    <T extends Event> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// `<play> <role> : <task> <host> <state>`, in order.
    List<String> results() {
        return all(Event.Result.class).stream()
                .map(
                        result ->
                                "%d %s : %s %s %s"
                                        .formatted(
                                                result.play(),
                                                result.role(),
                                                result.task(),
                                                result.host(),
                                                result.state()))
                .toList();
    }

    List<String> phases() {
        return all(Event.Phase.class).stream()
                .map(phase -> phase.phase() + " " + phase.state())
                .toList();
    }
}
