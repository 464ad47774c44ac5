package org.kpaas.edge.installer.remote;

/// Decides about host keys that are not known yet. A key that differs from the remembered one is never asked about:
/// that is a hard stop. May be asked by several threads at once, for different hosts.
public interface HostKeys {
    /// @param host        name or address, `[name]:port` for other ports than 22
    /// @param algorithm   for instance `ssh-ed25519`
    /// @param fingerprint `SHA256:…`, as `ssh-keygen -lf` prints it
    /// @return whether the engineer compared and accepted it; it is then remembered
    boolean accept(String host, String algorithm, String fingerprint) throws InterruptedException;
}
