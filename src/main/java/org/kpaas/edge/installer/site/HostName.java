package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/// The name of a cluster node: lower-case letters, digits, `-` and `.`, starting and ending with a letter or digit, at
/// most 63 characters (RFC 1123). KubeEdge registers a node with any other name as `default-edge-node` (T12).
///
/// @param text the name, for instance `cp-edge-1`
public record HostName(@JsonValue String text) {
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    @JsonCreator
    public HostName {
        if (text.length() > 63 || !FORM.matcher(text).matches()) {
            throw new BadValue("host-name", text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
