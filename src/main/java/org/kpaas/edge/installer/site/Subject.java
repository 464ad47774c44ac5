package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a fact or a result is about.
///
/// @param id    unique within a site and stable: `laptop`, `site`, `cluster`, `control-plane`, `edge-1` …, `node/<name>`
/// @param label what people call it, for instance the host name
public record Subject(Kind kind, String id, String label) {
    public static final Subject LAPTOP = new Subject(Kind.LAPTOP, "laptop", "laptop");
    public static final Subject SITE = new Subject(Kind.SITE, "site", "site");
    public static final Subject CLUSTER = new Subject(Kind.CLUSTER, "cluster", "cluster");

    public static Subject node(String name) {
        return new Subject(Kind.NODE, "node/" + name, name);
    }

    /// What kind of thing it is; results are grouped by it.
    public enum Kind {
        @JsonProperty("laptop")
        LAPTOP,
        @JsonProperty("site")
        SITE,
        @JsonProperty("control-plane")
        CONTROL_PLANE,
        @JsonProperty("cluster")
        CLUSTER,
        @JsonProperty("node")
        NODE,
        @JsonProperty("edge")
        EDGE
    }
}
