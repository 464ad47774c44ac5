package org.kpaas.edge.installer.ui.step.verify;

import org.kpaas.edge.installer.guide.Release;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a name may be given to a resource of one's own on this platform. Source: edge install guide, 4.
public record NameCheck(List<Release.ReservedName> reserved) {
    /// A DNS subdomain (RFC 1123), as Kubernetes wants it for most kinds.
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    public NameCheck {
        reserved = List.copyOf(reserved);
    }

    /// What was found out about a name.
    public sealed interface Verdict {
        /// nothing typed yet
        record NotAsked() implements Verdict {}

        record Free() implements Verdict {}

        /// Kubernetes itself refuses it
        record Invalid() implements Verdict {}

        /// the platform uses it
        record Reserved(Release.ReservedName by) implements Verdict {}
    }

    /// The kinds that have reserved names of their own, in the order of the guide.
    public List<String> kinds() {
        return reserved.stream()
                .map(Release.ReservedName::kind)
                .filter(kind -> !kind.isEmpty())
                .distinct()
                .toList();
    }

    /// @param kind one of [#kinds], empty for any other kind
    public Verdict judge(String kind, String typed) {
        String name = typed.strip();
        if (name.isEmpty()) {
            return new Verdict.NotAsked();
        }
        Optional<Release.ReservedName> hit =
                reserved.stream()
                        .filter(row -> row.kind().isEmpty() || row.kind().equals(kind))
                        .filter(row -> matches(row, name))
                        .findFirst();
        if (hit.isPresent()) {
            return new Verdict.Reserved(hit.get());
        }
        return FORM.matcher(name).matches() ? new Verdict.Free() : new Verdict.Invalid();
    }

    private static boolean matches(Release.ReservedName row, String name) {
        return row.exact() ? name.equals(row.prefix()) : name.startsWith(row.prefix());
    }
}
