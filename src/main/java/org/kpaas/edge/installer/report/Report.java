package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;
import org.kpaas.edge.installer.verify.Verification;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The handover report of a deployment: what was asked, found, changed and reached. Never a secret:
/// the site holds none, and [Reports] redacts every text on its way out.
///
/// @param schema the format, [#SCHEMA]
/// @param version the product's version that made it
/// @param when when it was made
/// @param zone the time zone of the laptop, in which times are shown
/// @param simulated whether it is about the practice site; the report then says so on every page
/// @param release the release found in the checkout, if it could be told
/// @param answers of all checks, also the passed ones
/// @param timings of the phases, in order
public record Report(
        int schema,
        String version,
        Instant when,
        ZoneId zone,
        boolean simulated,
        Site site,
        Optional<String> release,
        List<Answer> answers,
        Optional<DeploymentPlan> plan,
        Optional<Event.RunResult> run,
        Optional<Verification> verification,
        List<Timing> timings) {
    public static final int SCHEMA = 1;

    public Report {
        answers = List.copyOf(answers);
        timings = List.copyOf(timings);
    }

    /// How long one phase took.
    public record Timing(String phase, Instant started, Instant ended) {}

    /// A report about a site of which nothing else is known yet.
    public static Report of(Site site, Instant when, ZoneId zone) {
        return new Report(
                SCHEMA,
                SiteFile.version(),
                when,
                zone,
                site.simulated(),
                site,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public Report withRelease(Optional<String> found) {
        return copy(found, answers, plan, run, verification, timings);
    }

    public Report withAnswers(List<Answer> given) {
        return copy(release, given, plan, run, verification, timings);
    }

    public Report withPlan(DeploymentPlan made) {
        return copy(
                Optional.of(made.releaseId()),
                answers,
                Optional.of(made),
                run,
                verification,
                timings);
    }

    public Report withRun(Event.RunResult ended, List<Timing> measured) {
        return copy(release, answers, plan, Optional.of(ended), verification, measured);
    }

    public Report withVerification(Verification reached) {
        return copy(release, answers, plan, run, Optional.of(reached), timings);
    }

    private Report copy(
            Optional<String> theRelease,
            List<Answer> theAnswers,
            Optional<DeploymentPlan> thePlan,
            Optional<Event.RunResult> theRun,
            Optional<Verification> theVerification,
            List<Timing> theTimings) {
        return new Report(
                schema,
                version,
                when,
                zone,
                simulated,
                site,
                theRelease,
                theAnswers,
                thePlan,
                theRun,
                theVerification,
                theTimings);
    }
}
