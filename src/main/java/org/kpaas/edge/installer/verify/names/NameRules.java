package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.verify.names.NameFinding.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reserved names of a release, and the rules of Kubernetes beside them. Source: edge install guide, 4.
///
/// @param reserved in the order of the guide
public record NameRules(List<Release.ReservedName> reserved) {
    public NameRules {
        reserved = List.copyOf(reserved);
    }

    public static NameRules of(Release release) {
        return new NameRules(release.reserved());
    }

    /// Everything that is wrong with the name of an object that somebody wants to create. The guide reserves names only,
    /// no labels; so labels are not looked at.
    public List<NameFinding> judge(ObjectName object) {
        var findings = new ArrayList<NameFinding>();
        NameForm form = Kinds.form(object.kind());
        if (!form.accepts(object)) {
            findings.add(new NameFinding.Refused(Part.NAME, form));
        }
        collision(object.kind(), object.name()).ifPresent(findings::add);
        if (!object.namespace().isEmpty()) {
            namespace(object.namespace()).ifPresent(findings::add);
        }
        return findings;
    }

    /// Whether a name begins with a reserved prefix, or the names of its pods will.
    ///
    /// @param kind empty when it is not known
    public Optional<NameFinding.Reserved> collision(String kind, String name) {
        Optional<NameFinding.Reserved> own = row(kind, name, Part.NAME);
        return own.isPresent() || !Kinds.makesPods(kind) ? own : row(Kinds.POD, name, Part.PODS);
    }

    /// The kinds that have reserved names of their own, in the order of the guide.
    public List<String> kinds() {
        return reserved.stream()
                .map(Release.ReservedName::kind)
                .filter(kind -> !kind.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<NameFinding.Reserved> row(String kind, String name, Part part) {
        return reserved.stream()
                .filter(row -> row.covers(kind, name))
                .findFirst()
                .map(row -> new NameFinding.Reserved(part, row));
    }

    /// A namespace that the platform has made may be named as the place of an object.
    private Optional<NameFinding> namespace(String name) {
        if (PlatformObjects.isNamespace(name)) {
            return Optional.empty();
        }
        if (!NameForm.LABEL.accepts(ObjectName.of(Kinds.NAMESPACE, name))) {
            return Optional.of(new NameFinding.Refused(Part.NAMESPACE, NameForm.LABEL));
        }
        return row(Kinds.NAMESPACE, name, Part.NAMESPACE).map(NameFinding.class::cast);
    }
}
