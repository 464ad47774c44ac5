package org.kpaas.edge.installer.verify.cause;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.kpaas.edge.installer.remote.Redaction;

import java.util.Map;

/// One thing that was seen, small enough for a rule to ask about.
///
/// @param host   the machine it is about, by its host name; empty when it is about the site
/// @param about  what it was seen at, for people: `cp-edge-2 · keadm join`, `kubeedge/cloudcore-758-x`
/// @param fields what a rule can ask of this kind, see [Clues]
/// @param text   the words of the component, redacted
public record Clue(Kind kind, String host, String about, Map<String, String> fields, String text) {
    public Clue {
        fields = Map.copyOf(fields);
        text = Redaction.redact(text);
    }

    /// Where a clue comes from.
    public enum Kind {
        /// a line of the job, of a component or of a journal
        @JsonProperty("log")
        LOG,
        @JsonProperty("event")
        EVENT,
        @JsonProperty("node")
        NODE,
        @JsonProperty("pod")
        POD,
        @JsonProperty("service")
        SERVICE,
        /// a row of the verification that is not as it should be
        @JsonProperty("row")
        ROW,
        /// a fact of one host
        @JsonProperty("fact")
        FACT,
        /// how a run or a reset ended
        @JsonProperty("result")
        RESULT,
        /// something that only several of the above say together, see [States]
        @JsonProperty("state")
        STATE
    }

    String field(String name) {
        return switch (name) {
            case "host" -> host;
            case "about" -> about;
            default -> fields.getOrDefault(name, "");
        };
    }
}
