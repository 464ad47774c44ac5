package org.kpaas.edge.installer.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The cells of one line of a table of text.
final class Cells {
    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean quoted;
    private boolean wasQuoted;

    private Cells(char separator) {
        this.separator = separator;
    }

    /// @param separator a blank means any run of white space
    /// @return stripped cells; empty when a quote is not closed
    static Optional<List<String>> split(String line, char separator) {
        return new Cells(separator).read(line);
    }

    private Optional<List<String>> read(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled =
                    quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
                wasQuoted = true;
            } else if (!quoted && separates(c)) {
                end();
            } else {
                cell.append(c);
            }
        }
        end();
        return quoted ? Optional.empty() : Optional.of(List.copyOf(cells));
    }

    private boolean separates(char c) {
        return separator == ' ' ? Character.isWhitespace(c) : c == separator;
    }

    private void end() {
        String text = cell.toString().strip();
        if (separator != ' ' || !text.isEmpty() || wasQuoted) {
            cells.add(text);
        }
        cell.setLength(0);
        wasQuoted = false;
    }
}
