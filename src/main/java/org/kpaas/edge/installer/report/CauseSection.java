package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.cause.Cause;
import org.kpaas.edge.installer.verify.cause.CauseText;
import org.kpaas.edge.installer.verify.cause.Explanation;

/// Why something is wrong, the most special cause first, each with what it was told from; or that it is not known.
///
/// @param section where it stands: the ids of its causes begin with it
record CauseSection(Html html, Texts texts, String section) {
    /// Where a cause of a section stands.
    static String anchor(String section, Cause cause) {
        return section + "-" + cause.id();
    }

    void write(Explanation explanation) {
        if (explanation.causes().isEmpty()) {
            html.element("p", CauseText.unknown(explanation, texts), "class", "reason");
            html.open("ul");
            explanation.evidence().forEach(it -> html.element("li", CauseText.line(it, texts)));
            html.close("ul");
            return;
        }
        html.element("h3", texts.get("cause.title")).open("ol", "class", "causes");
        explanation.causes().forEach(this::cause);
        html.close("ol");
    }

    private void cause(Cause cause) {
        html.open("li", "id", anchor(section, cause));
        html.element("strong", CauseText.title(cause, texts)).text(" (" + cause.id() + ")");
        html.element("p", CauseText.why(cause, texts));
        html.element("p", texts.get("cause.next", CauseText.next(cause, texts)));
        html.open("ul");
        CauseText.evidence(cause, texts).forEach(line -> html.element("li", line, "class", "code"));
        html.close("ul").close("li");
    }
}
