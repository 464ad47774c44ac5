package org.kpaas.edge.installer.check;

import org.kpaas.edge.installer.site.AcceptedWarning;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which results an engineer may go on in spite of, and what was decided. The one rule for window, command line and
/// report: a warning, or a failure that the catalogue calls acceptable, with a reason; any other failure never.
public final class Acceptance {
    private Acceptance() {}

    /// Whether this result can be accepted at all.
    public static boolean possible(Answer answer) {
        return switch (answer.result()) {
            case CheckResult.Warned warned -> true;
            case CheckResult.Failed failed -> CheckInfo.of(answer.id()).acceptable();
            case CheckResult.Passed passed -> false;
            case CheckResult.NotAsked notAsked -> false;
            case CheckResult.Unknown unknown -> false;
        };
    }

    /// The engineer's decision, where it counts: one about a warning does not cover a failure of the same check.
    public static Optional<AcceptedWarning> of(Answer answer, Site site) {
        return site.accepted().stream()
                .filter(decision -> possible(answer) && isAbout(decision, answer))
                .filter(decision -> covers(decision, answer))
                .findFirst();
    }

    /// Whether a deployment has to wait for the engineer because of this result.
    public static boolean blocks(Answer answer, Site site) {
        boolean complaint =
                answer.result() instanceof CheckResult.Warned
                        || answer.result() instanceof CheckResult.Failed;
        return complaint && of(answer, site).isEmpty();
    }

    /// @param reason in the engineer's words; not blank
    /// @return the site with this decision in place of an earlier one about the same result
    /// @throws IllegalArgumentException when the result cannot be accepted
    public static Site accept(Site site, Answer answer, String reason) {
        if (!possible(answer)) {
            throw new IllegalArgumentException("cannot be accepted: " + answer.id());
        }
        return decide(
                site,
                new AcceptedWarning(
                        answer.id().text(),
                        answer.result().on().id(),
                        reason.strip(),
                        isFailure(answer)
                                ? AcceptedWarning.State.FAILED
                                : AcceptedWarning.State.WARNED));
    }

    private static boolean covers(AcceptedWarning decision, Answer answer) {
        return decision.state() == AcceptedWarning.State.FAILED || !isFailure(answer);
    }

    private static boolean isFailure(Answer answer) {
        return answer.result() instanceof CheckResult.Failed;
    }

    /// The site with a decision about a result that is not known here; it counts only where [#possible] allows it.
    public static Site decide(Site site, AcceptedWarning decision) {
        var decisions = new ArrayList<>(site.accepted());
        decisions.removeIf(
                old ->
                        old.check().equals(decision.check())
                                && old.subject().equals(decision.subject()));
        decisions.add(decision);
        return site.withAccepted(decisions);
    }

    /// The site without a decision about this result.
    public static Site withdraw(Site site, Answer answer) {
        return withdraw(site, answer.id(), answer.result().on());
    }

    /// The site without a decision about this check of this subject.
    public static Site withdraw(Site site, CheckId check, Subject on) {
        List<AcceptedWarning> others =
                site.accepted().stream().filter(it -> !isAbout(it, check, on)).toList();
        return site.withAccepted(others);
    }

    private static boolean isAbout(AcceptedWarning decision, Answer answer) {
        return isAbout(decision, answer.id(), answer.result().on());
    }

    private static boolean isAbout(AcceptedWarning decision, CheckId check, Subject on) {
        return decision.check().equals(check.text()) && decision.subject().equals(on.id());
    }
}
