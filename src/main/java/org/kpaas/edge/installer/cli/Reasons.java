package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

/// Reasons that somebody types as an option.
final class Reasons {
    private Reasons() {}

    /// @param option for the message, for instance `--reason`
    /// @throws ProblemException `accept.bad-reason`
    static String checked(String option, String text) throws ProblemException {
        try {
            return AcceptedWarning.checkReason(text.strip());
        } catch (BadValue bad) {
            throw new ProblemException(Problem.of("accept.bad-reason", option, bad.found()), bad);
        }
    }
}
