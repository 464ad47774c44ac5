package org.kpaas.edge.installer.logs;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program complained of last.
public final class Complaints {
    private static final int MOST = 20;

    /// Older ones are about something that has been overcome since.
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(10);

    /// Lines of klog's errors and fatal ones, of logrus, of a Go program that dies, and of systemd about the service.
    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "(^|\\s)[EF]\\d{4} \\d"
                            + "|level=(error|fatal|panic)"
                            + "|\\bpanic: |\\b(Error|ERROR|error):"
                            + "|systemd\\[\\d+]: .*(Failed|exited|failed|Stopped)");

    private static final Pattern STAMP =
            Pattern.compile(
                    "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)([+-]\\d\\d):?(\\d\\d)\\s");

    private Complaints() {}

    /// @param lines of a journal with its times, or of a container
    /// @return the last ones that complain, in their order
    public static List<String> last(List<String> lines) {
        Optional<OffsetDateTime> end =
                lines.reversed().stream().flatMap(line -> stamp(line).stream()).findFirst();
        List<String> complaints =
                lines.stream()
                        .filter(line -> COMPLAINT.matcher(line).find())
                        .filter(line -> isRecent(line, end))
                        .toList();
        return complaints.subList(Math.max(0, complaints.size() - MOST), complaints.size());
    }

    private static boolean isRecent(String line, Optional<OffsetDateTime> end) {
        Optional<OffsetDateTime> at = stamp(line);
        return at.isEmpty() || end.isEmpty() || !at.get().isBefore(end.get().minus(BEFORE_THE_END));
    }

    private static Optional<OffsetDateTime> stamp(String line) {
        Matcher matcher = STAMP.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    OffsetDateTime.parse(
                            matcher.group(1) + matcher.group(2) + ":" + matcher.group(3),
                            DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
