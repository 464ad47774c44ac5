package org.kpaas.edge.installer.remote.ssh;

import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

/// Writes key files as ssh-keygen and openssl do.
final class TestKeys {
    private TestKeys() {}

    /// @param passphrase empty for none
    static Path openSsh(Path file, KeyPair key, String passphrase) throws Exception {
        var out = new ByteArrayOutputStream();
        OpenSSHKeyEncryptionContext encryption = null;
        if (!passphrase.isEmpty()) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherType("256");
            encryption.setKdfRounds(1);
        }
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        return Files.write(file, out.toByteArray());
    }

    static Path pem(Path file, KeyPair key, String passphrase) throws Exception {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            if (passphrase.isEmpty()) {
                writer.writeObject(key.getPrivate());
            } else {
                writer.writeObject(
                        key.getPrivate(),
                        new JcePEMEncryptorBuilder("AES-128-CBC").build(passphrase.toCharArray()));
            }
        }
        return Files.writeString(file, text.toString());
    }
}
