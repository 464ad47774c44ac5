package org.kpaas.edge.installer.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The stable id of a check, for instance `EDG-01`; it names the texts `check.<id>.…` too and is never reused.
public record CheckId(@JsonValue String text) implements Comparable<CheckId> {
    @JsonCreator
    public CheckId {
        if (!text.matches("[A-Z0-9]{3,4}-[0-9]{2,5}(-[0-9]{2,5})?")) {
            throw new IllegalArgumentException("not a check id: " + text);
        }
    }

    /// Whether it belongs to a group of the catalogue, for instance `PORT`.
    public boolean isAbout(String group) {
        return text.startsWith(group + "-");
    }

    @Override
    public int compareTo(CheckId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
