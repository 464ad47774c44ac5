package org.kpaas.edge.installer.practice;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

import java.security.GeneralSecurityException;
import java.security.KeyPair;

/// Host keys of practice hosts.
final class HostKeys {
    private HostKeys() {}

    static KeyPair generate() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an ed25519 key", e);
        }
    }

    /// `SHA256:…`, as `ssh-keygen -lf` prints it.
    static String fingerprint(KeyPair key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    /// `TYPE BASE64`, as in a `.pub` file.
    static String line(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic());
    }
}
