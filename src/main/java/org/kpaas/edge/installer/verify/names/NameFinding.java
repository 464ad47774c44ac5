package org.kpaas.edge.installer.verify.names;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.kpaas.edge.installer.guide.Release;

/// What is wrong with a name.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "finding")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NameFinding.Reserved.class, name = "reserved"),
    @JsonSubTypes.Type(value = NameFinding.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = NameFinding.NotText.class, name = "not-text")
})
public sealed interface NameFinding {
    /// Whose name it is about.
    enum Part {
        NAME,
        /// the pods that will be called after the object
        PODS,
        /// the namespace that the object is in
        NAMESPACE
    }

    /// The platform uses such names (guide 4).
    ///
    /// @param by the row of the guide
    record Reserved(Part part, Release.ReservedName by) implements NameFinding {}

    /// Kubernetes does not accept it.
    record Refused(Part part, NameForm form) implements NameFinding {}

    /// YAML reads it as a number or as true or false; Kubernetes accepts texts only.
    record NotText() implements NameFinding {}
}
