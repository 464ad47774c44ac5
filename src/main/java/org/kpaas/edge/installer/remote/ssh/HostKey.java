package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;

/// A host's public key.
///
/// @param algorithm for instance `ssh-ed25519`
/// @param base64    the key as it stands in `known_hosts`
record HostKey(String algorithm, String base64) {
    static HostKey of(PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return new HostKey(
                KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(blob));
    }

    /// @return empty when the text is not a key
    static Optional<HostKey> parse(String base64) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = blob.remaining() < 4 ? 0 : blob.getInt();
            if (length < 1 || length > Math.min(64, blob.remaining())) {
                return Optional.empty();
            }
            byte[] algorithm = new byte[length];
            blob.get(algorithm);
            return Optional.of(
                    new HostKey(new String(algorithm, StandardCharsets.US_ASCII), base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// `SHA256:…` as `ssh-keygen -lf` prints it.
    String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
