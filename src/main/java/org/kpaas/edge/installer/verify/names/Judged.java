package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.verify.names.NameFinding.Part;

import java.util.List;

/// A name with what is wrong with it.
///
/// @param where    `file:line`, empty for a name that was typed or is in the cluster
/// @param findings at least one
public record Judged(ObjectName object, String where, List<NameFinding> findings) {
    public Judged {
        findings = List.copyOf(findings);
    }

    /// The name that a finding is about.
    public String about(Part part) {
        return part == Part.NAMESPACE ? object.namespace() : object.name();
    }
}
