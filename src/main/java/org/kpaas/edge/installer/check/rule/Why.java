package org.kpaas.edge.installer.check.rule;

import java.util.Locale;

/// Why a check cannot be answered; the texts are `unknown.<key>`.
enum Why {
    /// nobody has looked at the host yet
    HOST_UNREAD,
    /// nobody has looked at the cluster yet
    CLUSTER_UNREAD,
    /// the host could not tell: a tool or a right is missing there
    FACT_MISSING,
    /// the release in the checkout is not known
    RELEASE_UNKNOWN,
    /// no tool for the attempt was found
    NOT_TRIED,
    /// the other side does not answer this kind of question
    NO_ANSWER,
    /// the host's firewall has rules that we cannot follow
    UNCLEAR_RULES;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
