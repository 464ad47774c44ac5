package org.kpaas.edge.installer.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The assignments in a file of shell variables, `export NAME=value`, without running it.
///
/// @param raw what stands behind the `=`, quotes included, without the end of line
public record ShellVariables(Map<String, String> raw) {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern COMMENT = Pattern.compile("[ \\t]#.*$");

    public ShellVariables {
        raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
    }

    public static ShellVariables parse(String text) {
        var raw = new LinkedHashMap<String, String>();
        for (String line : text.split("\r?\n", -1)) {
            var matcher = ASSIGNMENT.matcher(line);
            if (matcher.matches()) {
                raw.put(
                        matcher.group(1),
                        COMMENT.matcher(matcher.group(2)).replaceFirst("").strip());
            }
        }
        return new ShellVariables(raw);
    }

    /// The cluster's variables on the control plane; empty when they could not be read.
    public static ShellVariables ofCluster(SiteFacts facts) {
        return facts.controlPlane()
                .flatMap(host -> host.text(FactKeys.CLUSTER_VARIABLES))
                .map(ShellVariables::parse)
                .orElseGet(() -> new ShellVariables(Map.of()));
    }

    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /// The value without quotes; empty when it is not set or blank.
    public Optional<String> value(String name) {
        return Optional.ofNullable(raw.get(name))
                .map(ShellVariables::unquoted)
                .filter(text -> !text.isBlank());
    }

    public static String unquoted(String text) {
        if (text.length() >= 2
                && (text.startsWith("'") && text.endsWith("'")
                        || text.startsWith("\"") && text.endsWith("\""))) {
            return text.substring(1, text.length() - 1);
        }
        return text;
    }
}
