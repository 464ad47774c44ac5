package org.kpaas.edge.installer.remote;

/// What the laptop can say about a login before it is tried.
///
/// @param hostKnown whether a key of the host was accepted earlier
public record Readiness(Key key, boolean hostKnown) {
    /// With what the login will be tried.
    public enum Key {
        /// a password, asked for when it is needed
        PASSWORD,
        /// a key that can be used as it is: in a file without a passphrase, or in the agent
        READY,
        /// a key in a file; its passphrase will be asked for
        LOCKED,
        /// there is no such file
        MISSING,
        /// the file cannot be read, or is no private key of a known format
        UNREADABLE,
        /// no agent answers at `SSH_AUTH_SOCK`
        NO_AGENT,
        /// the agent has no key
        NO_KEYS
    }
}
