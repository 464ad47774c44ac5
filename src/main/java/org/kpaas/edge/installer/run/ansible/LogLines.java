package org.kpaas.edge.installer.run.ansible;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Cuts the bytes of a log into lines, wherever they were split on their way: inside a UTF-8 character, a colour or a
/// line end. Takes out what only a terminal understands, so that nothing from a host can steer the one that shows it.
public final class LogLines {
    /// A line longer than this (1 MiB) is handed over in pieces, so that a log without line ends cannot fill the memory.
    static final int LONGEST = 1 << 20;

    /// CSI and OSC sequences and the two-character ones, ECMA-48 5.3 and 5.4.
    private static final Pattern TERMINAL =
            Pattern.compile(
                    "\u001B(?:\\[[0-?]*["
                            + " -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_]?)");

    private final Sink sink;
    private byte[] held = new byte[4096];
    private int heldLength;
    private long offset;

    /// @param offset where the first byte that will come stands in the log
    public LogLines(long offset, Sink sink) {
        this.offset = offset;
        this.sink = sink;
    }

    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                finish(bytes, start, i);
                start = i + 1;
            }
        }
        hold(bytes, start, to);
    }

    /// What has come of a line without an end.
    public void end() {
        if (heldLength > 0) {
            handOver(held, 0, heldLength, heldLength);
            heldLength = 0;
        }
    }

    private void finish(byte[] bytes, int from, int to) {
        if (heldLength == 0) {
            handOver(bytes, from, to, to - from + 1);
            return;
        }
        hold(bytes, from, to);
        handOver(held, 0, heldLength, heldLength + 1);
        heldLength = 0;
    }

    private void hold(byte[] bytes, int from, int to) {
        int start = from;
        while (to - start > LONGEST - heldLength) {
            int part = LONGEST - heldLength;
            append(bytes, start, part);
            start += part;
            handOver(held, 0, heldLength, heldLength);
            heldLength = 0;
        }
        append(bytes, start, to - start);
    }

    private void append(byte[] bytes, int from, int length) {
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, heldLength + length));
        }
        System.arraycopy(bytes, from, held, heldLength, length);
        heldLength += length;
    }

    private void handOver(byte[] bytes, int from, int to, int length) {
        long at = offset;
        offset += length;
        sink.line(at, text(bytes, from, to));
    }

    private static String text(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == '\r') {
            end--;
        }
        return plain(bytes, from, end)
                ? new String(bytes, from, end - from, StandardCharsets.ISO_8859_1)
                : cleaned(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    private static boolean plain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /// A progress bar returns to the start of its line again and again: what it wrote last is what a person sees.
    private static String cleaned(String raw) {
        String line = raw.indexOf('\u001B') < 0 ? raw : TERMINAL.matcher(raw).replaceAll("");
        line = line.stripTrailing();
        int shown = line.lastIndexOf('\r') + 1;
        var text = new StringBuilder(line.length() - shown);
        line.substring(shown)
                .codePoints()
                .filter(c -> c == '\t' || !Character.isISOControl(c))
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /// Takes lines.
    public interface Sink {
        /// @param offset of the line's first byte in the log
        /// @param text   without line end, colours and control characters
        void line(long offset, String text);
    }
}
