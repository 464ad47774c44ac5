package org.kpaas.edge.installer.practice;

/// One host of a practice site, for the person who runs a training.
///
/// @param id          `control-plane`, `edge-1` …
/// @param name        the machine's own host name
/// @param address     on loopback
/// @param port        of SSH
/// @param fingerprint of its host key, `SHA256:…`
/// @param what        board and system, in English as the machine says it
public record HostDescription(
        String id, String name, String address, int port, String fingerprint, String what) {}
