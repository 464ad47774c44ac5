package org.kpaas.edge.installer.verify.cause;

import java.util.List;
import java.util.stream.Stream;

/// Everything that was seen of a site and may say why something is wrong. [Clues] makes it.
public record Evidence(List<Clue> clues) {
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        clues = List.copyOf(clues);
    }

    public Evidence plus(Evidence other) {
        return new Evidence(Stream.concat(clues.stream(), other.clues.stream()).toList());
    }
}
