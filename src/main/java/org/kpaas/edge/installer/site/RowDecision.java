package org.kpaas.edge.installer.site;

import java.util.List;

/// What the engineer decided about one firewall row.
///
/// @param row     the row's id in the guide data, for instance `control-plane/tcp/10002`
/// @param enabled whether the row is wanted at this site
/// @param reason  why it was switched off or narrowed, one line of at most 500 characters; may be empty when it is on and unchanged
/// @param sources addresses or ranges that may connect (`10.0.0.0/24`); empty means the sources computed from the site
public record RowDecision(String row, boolean enabled, String reason, List<String> sources) {
    public RowDecision {
        OwnRow.checkRow(row);
        FreeText.checked("row-reason", reason, FreeText.LONGEST);
        sources = SourceRange.checked(sources);
    }
}
