package org.kpaas.edge.installer.remote;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

/// A host could not be reached, did not let us in, or was lost. The texts are `error.remote.<kind>.…`; `{0}` is the
/// host's label, `{1}` a detail (an address, a file, a fingerprint), `{2}` and `{3}` further ones.
public final class RemoteException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    public RemoteException(Kind kind, String host, String... details) {
        super(problem(kind, host, details));
        this.kind = kind;
    }

    public RemoteException(Kind kind, String host, Throwable cause, String... details) {
        super(problem(kind, host, details), cause);
        this.kind = kind;
    }

    private static Problem problem(Kind kind, String host, String... details) {
        return Problem.of(
                "remote." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                host,
                details.length > 0 ? details[0] : "",
                details.length > 1 ? details[1] : "",
                details.length > 2 ? details[2] : "");
    }

    public Kind kind() {
        return kind;
    }

    /// What happened. Each has its own text and its own next action.
    public enum Kind {
        /// the name does not resolve; details: host and port
        UNKNOWN_NAME,
        /// the port answers with a reset; details: host and port
        REFUSED,
        /// nothing answered within the limit; details: host and port
        TIMED_OUT,
        /// the network says there is no way there; details: host and port
        NO_ROUTE,
        /// something answered that is not SSH, or no common algorithm was found; details: host and port
        NOT_SSH,
        /// the jump host forbids connections through it; details: host, port and the jump host's label
        FORWARDING_REFUSED,
        /// the engineer did not accept the offered host key; detail: fingerprint
        HOST_KEY_NOT_ACCEPTED,
        /// the host key differs from the remembered one: a hard stop; details: offered and remembered fingerprint, and
        /// the file that remembers
        HOST_KEY_CHANGED,
        WRONG_PASSWORD,
        /// the host admits no passwords; detail: what it admits
        PASSWORD_NOT_ADMITTED,
        /// the host does not accept this key; detail: key file
        KEY_REFUSED,
        /// detail: key file
        KEY_UNREADABLE,
        /// detail: key file
        WRONG_PASSPHRASE,
        /// no agent answers at `SSH_AUTH_SOCK`
        NO_AGENT,
        /// the agent has no key that the host accepts; detail: how many keys it has
        AGENT_REFUSED,
        /// the account's password has expired, which blocks key login as well (T77, T97)
        PASSWORD_EXPIRED,
        /// the engineer cancelled the question for a password or passphrase
        NOT_ANSWERED,
        /// the connection was there and is gone
        LOST,
        /// a command took longer than its limit and was ended; detail: command
        COMMAND_TOO_LONG,
        /// a file could not be read or written; details: path and reason
        FILE
    }
}
