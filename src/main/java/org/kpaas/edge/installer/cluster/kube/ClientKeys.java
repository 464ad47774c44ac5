package org.kpaas.edge.installer.cluster.kube;

import io.fabric8.kubernetes.client.ConfigBuilder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The client's private key, with its algorithm: the library takes every key for RSA unless told otherwise.
final class ClientKeys {
    private ClientKeys() {}

    /// @param key PEM in Base64
    static void add(ConfigBuilder config, String key) {
        byte[] pem = Base64.getMimeDecoder().decode(key);
        String text = new String(pem, StandardCharsets.US_ASCII);
        config.withClientKeyData(key);
        config.withClientKeyAlgo(text.contains("BEGIN EC PRIVATE KEY") ? "EC" : "RSA");
    }
}
