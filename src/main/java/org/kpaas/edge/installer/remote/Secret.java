package org.kpaas.edge.installer.remote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A password, passphrase, token or the like. Lives in memory only, prints as `***`, and is wiped when closed.
/// It travels by standard input or inside the SSH protocol, never in a command line.
public final class Secret implements AutoCloseable {
    public static final Secret NONE = new Secret(new char[0]);

    private final char[] content;

    /// Takes the array over: the caller must not keep it.
    public Secret(char[] content) {
        this.content = content;
    }

    public static Secret of(CharSequence text) {
        char[] copy = new char[text.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = text.charAt(i);
        }
        return new Secret(copy);
    }

    /// A copy that the caller wipes.
    public char[] copy() {
        return content.clone();
    }

    /// The content as UTF-8; the caller wipes it.
    public byte[] utf8() {
        var buffer = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(content));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    @Override
    public void close() {
        Arrays.fill(content, '\0');
    }

    @Override
    public String toString() {
        return "***";
    }
}
