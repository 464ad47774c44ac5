package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.text.Texts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The words of a report in one language, its times and durations.
record Words(Texts texts, ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX", Locale.ROOT);

    String get(String key, String... values) {
        return texts.get("report." + key, (Object[]) values);
    }

    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    String duration(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        String seconds = Integer.toString(time.toSecondsPart());
        return time.toMinutes() == 0
                ? get("duration.seconds", seconds)
                : get("duration.minutes", Long.toString(time.toMinutes()), seconds);
    }

    /// `3 min`, `2 h`, `5 d`: the age of a node or a pod at a moment.
    String age(Instant created, Instant now) {
        Duration time = Duration.between(created, now);
        if (time.toMinutes() < 1) {
            return get("duration.seconds", Long.toString(Math.max(0, time.toSeconds())));
        }
        if (time.toHours() < 1) {
            return get("duration.only-minutes", Long.toString(time.toMinutes()));
        }
        return time.toDays() < 1
                ? get("duration.hours", Long.toString(time.toHours()))
                : get("duration.days", Long.toString(time.toDays()));
    }
}
