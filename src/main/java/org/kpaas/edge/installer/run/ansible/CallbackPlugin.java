package org.kpaas.edge.installer.run.ansible;

import org.kpaas.edge.installer.remote.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The callback plugin that goes to the control plane with a job, `script/kpaas_edge_events.py`.
public final class CallbackPlugin {
    private static final String RESOURCE = "/org/kpaas/edge/installer/script/kpaas_edge_events.py";

    private CallbackPlugin() {}

    /// Its text, as a value for a script.
    public static Secret text() {
        try (InputStream in = CallbackPlugin.class.getResourceAsStream(RESOURCE)) {
            return Secret.of(
                    new String(
                            Objects.requireNonNull(in, RESOURCE).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
