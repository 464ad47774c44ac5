package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.remote.Redaction;

/// Takes secrets out of a log line by line, private keys of many lines as well.
final class Hidden {
    private boolean insideKey;

    String line(String text) {
        if (insideKey) {
            insideKey = !text.contains("-----END ");
            return "***";
        }
        insideKey = text.contains("PRIVATE KEY-----") && !text.contains("-----END ");
        return Redaction.redact(text);
    }
}
