package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.Optional;

/// Looks at the real state after a job, because an exit status alone proves nothing (T99).
@FunctionalInterface
public interface Afterwards {
    /// @return what is wrong; asked again for a while, because nodes register a moment after their join
    Optional<Problem> look() throws ProblemException, InterruptedException;
}
