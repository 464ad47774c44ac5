package org.kpaas.edge.installer.verify.cause;

import java.util.List;
import java.util.Optional;

/// Why something is wrong.
///
/// @param id       stable, for instance `CAU-401`; it names the texts too
/// @param likely   whether it is only what such a state most often comes from
/// @param weight   how special it is; the heaviest is told first
/// @param on       the hosts that it is about; may be empty
/// @param found    what the sentence shows, for instance a name; may be empty
/// @param evidence what it is told from, at most [#PROOFS]
/// @param problem  the code of the problem that a run ends with when this ended it
public record Cause(
        String id,
        boolean likely,
        int weight,
        List<String> on,
        String found,
        List<Proof> evidence,
        Next next,
        Optional<String> check,
        Optional<String> problem) {
    static final int PROOFS = 5;

    public Cause {
        on = List.copyOf(on);
        evidence = List.copyOf(evidence);
    }

    /// What one cause was told from.
    ///
    /// @param about where it was seen, for instance `cp-edge-2 · keadm join`
    /// @param text  the words that were seen there, redacted and at most 300 characters long
    public record Proof(Clue.Kind kind, String host, String about, String text) {}

    /// The same cause of the same things, whatever more was seen of it.
    public boolean isSame(Cause other) {
        return id.equals(other.id) && on.equals(other.on);
    }
}
