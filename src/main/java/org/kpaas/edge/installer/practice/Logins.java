package org.kpaas.edge.installer.practice;

import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who may log in to the hosts of one practice site: one random password, made at each start and kept in memory only,
/// and the public keys that were given.
final class Logins {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 16;

    private final char[] password = new char[LENGTH];
    private final List<PublicKey> authorized = new CopyOnWriteArrayList<>();

    Logins(SecureRandom random) {
        for (int i = 0; i < LENGTH; i++) {
            password[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
    }

    /// A copy that the caller wipes.
    char[] password() {
        return password.clone();
    }

    boolean isPassword(String offered) {
        return MessageDigest.isEqual(
                offered.getBytes(StandardCharsets.UTF_8),
                new String(password).getBytes(StandardCharsets.UTF_8));
    }

    /// @param line as in `authorized_keys`, for instance `ssh-ed25519 AAAA… name`
    /// @throws IllegalArgumentException when it is not a public key
    void authorize(String line) {
        try {
            authorized.add(
                    AuthorizedKeyEntry.parseAuthorizedKeyEntry(line).resolvePublicKey(null, null));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key", e);
        }
    }

    boolean isAuthorized(PublicKey key) {
        return authorized.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }
}
