package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.site.Subject;
import org.kpaas.edge.installer.text.Texts;

import java.util.Locale;

/// What people call the hosts and objects that results are about.
public final class Subjects {
    private Subjects() {}

    /// For instance `Control plane 10.0.0.5`, or `cp-edge-1`.
    public static String name(Texts texts, Subject subject) {
        String kind = subject.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get("step.subject." + kind, subject.label());
    }
}
