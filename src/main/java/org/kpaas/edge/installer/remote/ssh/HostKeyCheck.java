package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.transport.verification.HostKeyVerifier;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/// Compares the key that a host offers with those remembered for it. An unknown key ends the handshake as well: the
/// engineer is asked afterwards, for as long as it takes, and then we connect again.
final class HostKeyCheck implements HostKeyVerifier {
    private final List<HostKey> remembered;
    private volatile @Nullable HostKey offered;

    HostKeyCheck(List<HostKey> remembered) {
        this.remembered = List.copyOf(remembered);
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        HostKey found = HostKey.of(key);
        offered = found;
        return remembered.contains(found);
    }

    /// The types we remember, so that a host with several keys shows us the one we know.
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return remembered.stream()
                .map(HostKey::algorithm)
                .flatMap(
                        type ->
                                type.equals("ssh-rsa")
                                        ? List.of("rsa-sha2-512", "rsa-sha2-256", type).stream()
                                        : List.of(type).stream())
                .toList();
    }

    Optional<HostKey> offered() {
        return Optional.ofNullable(offered);
    }

    /// The key that was offered by a host that we have no key of.
    Optional<HostKey> unknown() {
        return remembered.isEmpty() ? offered() : Optional.empty();
    }

    /// The key that was offered instead of a remembered one. Another key type counts as changed too: else an attacker
    /// would only have to offer a type that we have not seen yet.
    Optional<HostKey> changed() {
        return remembered.isEmpty()
                ? Optional.empty()
                : offered().filter(key -> !remembered.contains(key));
    }

    /// The fingerprint to compare a changed key with: of the same type if we have it.
    String rememberedFingerprint(HostKey changed) {
        return remembered.stream()
                .filter(key -> key.algorithm().equals(changed.algorithm()))
                .findFirst()
                .orElse(remembered.getFirst())
                .fingerprint();
    }
}
