package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.site.Subject;

/// What goes on while repairs are done, told as it happens; on several threads, but never two at once.
public sealed interface Progress {
    record Working(Offer offer) implements Progress {}

    record Restarting(Subject host) implements Progress {}

    record Back(Subject host) implements Progress {}

    record Ended(Outcome outcome) implements Progress {}
}
