package org.kpaas.edge.installer.remote;

import java.nio.CharBuffer;
import java.util.List;
import java.util.stream.Collectors;

/// The only place in the product that quotes for a POSIX shell.
public final class Shell {
    private Shell() {}

    /// One word in single quotes, whatever it contains.
    ///
    /// @throws IllegalArgumentException for a NUL character, which no shell word can hold
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot reach a shell");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// The same for a secret, which is never a string.
    static char[] quote(char[] word) {
        int length = 2;
        for (char c : word) {
            if (c == '\0') {
                throw new IllegalArgumentException("a NUL character cannot reach a shell");
            }
            length += c == '\'' ? 4 : 1;
        }
        var quoted = CharBuffer.allocate(length).put('\'');
        for (char c : word) {
            if (c == '\'') {
                quoted.put("'\\''");
            } else {
                quoted.put(c);
            }
        }
        return quoted.put('\'').array();
    }

    public static String line(List<String> argv) {
        return argv.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
