package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyFormat;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

import org.kpaas.edge.installer.remote.Secret;

import java.io.CharArrayReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Optional;

/// A private key file: OpenSSH's own format, PEM (PKCS#1, PKCS#8, SEC 1) or PuTTY's.
final class KeyFile {
    private static final long LIMIT = 64 * 1024;

    private final char[] content;
    private final Factory.Named<FileKeyProvider> format;

    private KeyFile(char[] content, Factory.Named<FileKeyProvider> format) {
        this.content = content;
        this.format = format;
    }

    /// @throws IOException when it cannot be read or is no private key
    static KeyFile read(Path path, Config config) throws IOException {
        if (Files.size(path) > LIMIT) {
            throw new IOException("too long for a key");
        }
        byte[] bytes = Files.readAllBytes(path);
        char[] content = StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(bytes)).array();
        Arrays.fill(bytes, (byte) 0);
        KeyFormat format = KeyProviderUtil.detectKeyFileFormat(new CharArrayReader(content), false);
        for (Factory.Named<FileKeyProvider> known : config.getFileKeyProviderFactories()) {
            if (known.getName().equals(format.toString())) {
                return new KeyFile(content, known);
            }
        }
        throw new IOException("not a private key");
    }

    /// @return empty when it needs a passphrase
    Optional<KeyPair> open() throws IOException {
        return open(new Passphrase(Secret.NONE));
    }

    /// @return empty when the passphrase is wrong
    Optional<KeyPair> open(Secret passphrase) throws IOException {
        return open(new Passphrase(passphrase));
    }

    private Optional<KeyPair> open(Passphrase passphrase) throws IOException {
        FileKeyProvider provider = format.create();
        provider.init(new CharArrayReader(content), passphrase);
        try {
            var pair = new KeyPair(provider.getPublic(), provider.getPrivate());
            Arrays.fill(content, '\0');
            return Optional.of(pair);
        } catch (IOException | SSHRuntimeException | IllegalStateException e) {
            if (passphrase.asked) {
                return Optional.empty(); // each format fails in its own way on a wrong one
            }
            throw new IOException("not a private key that can be read", e);
        }
    }

    private static final class Passphrase implements PasswordFinder {
        private final Secret secret;
        private boolean asked;

        Passphrase(Secret secret) {
            this.secret = secret;
        }

        @Override
        public char[] reqPassword(Resource<?> resource) {
            asked = true;
            if (secret.isEmpty()) {
                throw new IllegalStateException("locked"); // spares a second of key derivation
            }
            return secret.copy();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
