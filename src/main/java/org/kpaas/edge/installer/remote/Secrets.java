package org.kpaas.edge.installer.remote;

import org.kpaas.edge.installer.site.Access;

import java.util.Optional;

/// Where passwords and passphrases come from: the engineer, an environment variable, or a test. May be asked by several
/// threads at once, for different hosts.
public interface Secrets {
    /// @param kind    what is asked for
    /// @param access  for which login
    /// @param attempt 1 for the first question, 2 after a wrong answer …
    /// @return a secret of its own for each question, because who asks wipes it; empty when the engineer cancelled
    Optional<Secret> ask(Kind kind, Access access, int attempt) throws InterruptedException;

    enum Kind {
        PASSWORD,
        PASSPHRASE
    }
}
