package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.verify.cause.Clues;

import java.util.Optional;
import java.util.stream.Stream;

/// What the hosts of a deployment said of themselves, for the causes.
final class HostClues {
    private final Clues clues;
    private final Site site;
    private final SiteFacts facts;

    HostClues(Clues clues, Site site, SiteFacts facts) {
        this.clues = clues;
        this.site = site;
        this.facts = facts;
    }

    void collect() {
        facts.controlPlane().ifPresent(this::values);
        facts.controlPlane()
                .flatMap(host -> host.value(FactKeys.AUTHORITY))
                .ifPresent(it -> clues.fact(controlPlane(), "kubeedge.secret.ca", it));
        for (Subject edge : site.edgeSubjects()) {
            facts.host(edge).ifPresent(this::edge);
            facts.whyUnread(edge)
                    .map(Problem::code)
                    .ifPresent(why -> clues.fact(edge.label(), "unread", why));
        }
    }

    private String controlPlane() {
        return site.controlPlaneSubject().label();
    }

    private void values(HostFacts host) {
        String name = host.subject().label();
        host.values().forEach((key, value) -> clues.fact(name, key, value));
    }

    private void edge(HostFacts host) {
        values(host);
        String name = host.subject().label();
        host.texts()
                .forEach(
                        (key, text) ->
                                FactKeys.programOf(key)
                                        .ifPresent(
                                                from ->
                                                        clues.lines(
                                                                from,
                                                                name,
                                                                text.lines().toList())));
        Stream.of(facts.controlPlane())
                .flatMap(Optional::stream)
                .flatMap(reference -> ahead(host, reference).stream())
                .forEach(it -> clues.fact(name, "clock.skew.seconds", Long.toString(it)));
    }

    /// How far the clock of a host is from another's, seconds; each answer came at some moment while the laptop waited.
    private static Optional<Long> ahead(HostFacts host, HostFacts reference) {
        Optional<Span> own = Span.of(host);
        Optional<Span> other = Span.of(reference);
        return own.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(own.get().from(other.get()));
    }

    private record Span(long low, long high) {
        static Optional<Span> of(HostFacts host) {
            Optional<Long> clock = host.number("clock.epoch");
            Optional<Long> before = host.number(FactKeys.SEEN_BEFORE);
            Optional<Long> after = host.number(FactKeys.SEEN_AFTER);
            return clock.isEmpty() || before.isEmpty() || after.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Span(clock.get() - after.get(), clock.get() - before.get()));
        }

        long from(Span other) {
            return low > other.high ? low - other.high : high < other.low ? high - other.low : 0;
        }
    }
}
