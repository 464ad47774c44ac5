package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;

import java.util.List;
import java.util.Set;

/// One question about the site. It is asked of facts already gathered, so it cannot change anything. Its texts are
/// `check.<id>.title`, `.why` and, for the results it can give, `.passed`, `.warned`, `.failed` with `.remedy`.
public interface Check {
    CheckId id();

    /// The checks that must not have failed, for the same subject or for the whole site, before this one is asked.
    default Set<CheckId> needs() {
        return Set.of();
    }

    /// @return one result per host or object that it looked at, in the order of the site; empty when it does not apply
    List<CheckResult> ask(Site site, SiteFacts facts);
}
