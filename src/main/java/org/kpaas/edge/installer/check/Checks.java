package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.check.rule.Catalogue;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All checks, and the asking of them.
public final class Checks {
    private Checks() {}

    /// In the order of the catalogue.
    public static List<Check> all() {
        return Catalogue.ALL;
    }

    /// Asks every check; nothing stops at the first failure. A result whose needed check failed for the same subject, or
    /// for the site as a whole, becomes "not asked" and names the check at the root.
    ///
    /// @return in the order of the catalogue, and of the site within a check
    public static List<Answer> ask(Site site, SiteFacts facts) {
        return ask(all(), site, facts);
    }

    static List<Answer> ask(List<Check> checks, Site site, SiteFacts facts) {
        var asked = new Asked(checks, site, facts);
        var answers = new ArrayList<Answer>();
        for (Check check : checks) {
            asked.results(check).forEach(result -> answers.add(new Answer(check.id(), result)));
        }
        return List.copyOf(answers);
    }

    /// Results so far; a needed check is asked before those that need it, wherever it stands in the catalogue.
    private static final class Asked {
        private final Map<CheckId, Check> checks = new HashMap<>();
        private final Map<CheckId, List<CheckResult>> results = new HashMap<>();
        private final Site site;
        private final SiteFacts facts;

        Asked(List<Check> checks, Site site, SiteFacts facts) {
            checks.forEach(check -> this.checks.put(check.id(), check));
            this.site = site;
            this.facts = facts;
        }

        List<CheckResult> results(Check check) {
            List<CheckResult> known = results.get(check.id());
            if (known != null) {
                return known;
            }
            List<CheckResult> found =
                    check.ask(site, facts).stream().map(result -> gated(check, result)).toList();
            results.put(check.id(), found);
            return found;
        }

        private CheckResult gated(Check check, CheckResult result) {
            return check.needs().stream()
                    .sorted()
                    .flatMap(needed -> unmet(needed, result.on()).stream())
                    .findFirst()
                    .<CheckResult>map(root -> new CheckResult.NotAsked(result.on(), root))
                    .orElse(result);
        }

        private Optional<CheckId> unmet(CheckId needed, Subject on) {
            Check check = checks.get(needed);
            if (check == null) {
                return Optional.empty();
            }
            return results(check).stream()
                    .filter(result -> concerns(result.on(), on))
                    .flatMap(result -> root(needed, result).stream())
                    .findFirst();
        }

        private static boolean concerns(Subject needed, Subject on) {
            return needed.equals(on) || needed.kind() == Subject.Kind.SITE;
        }

        private static Optional<CheckId> root(CheckId needed, CheckResult result) {
            return switch (result) {
                case CheckResult.Failed failed -> Optional.of(needed);
                case CheckResult.NotAsked notAsked -> Optional.of(notAsked.unmet());
                case CheckResult.Passed passed -> Optional.empty();
                case CheckResult.Warned warned -> Optional.empty();
                case CheckResult.Unknown unknown -> Optional.empty();
            };
        }
    }
}
