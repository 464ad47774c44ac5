package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.site.Problem;

import java.util.Optional;

/// How one repair ended. Whether the finding is gone, the check says when it is asked again.
public sealed interface Outcome {
    Offer offer();

    /// Done; after a restart, when the repair needs one and there was consent.
    ///
    /// @param entry what the journal has of it; empty when only a restart was needed
    /// @param restarted whether the host was restarted and is back
    record Done(Offer offer, Optional<RepairJournal.Entry> entry, boolean restarted)
            implements Outcome {}

    /// Not done, or the host did not come back; nothing else was held up by it.
    record Failed(Offer offer, Problem problem) implements Outcome {}
}
