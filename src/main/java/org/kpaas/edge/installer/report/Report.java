package org.kpaas.edge.installer.report;

import org.kpaas.edge.installer.check.Answer;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.fix.RepairJournal;
import org.kpaas.edge.installer.plan.DeploymentPlan;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.SiteFile;
import org.kpaas.edge.installer.verify.Verification;
import org.kpaas.edge.installer.verify.names.NameReport;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// The handover report of a deployment: what was asked, found, changed and reached. Never a secret:
/// the site holds none, and [Reports] redacts every text on its way out.
///
/// @param schema the format, [#SCHEMA]
/// @param version the product's version that made it
/// @param when when it was made
/// @param zone the time zone of the laptop, in which times are shown
/// @param simulated whether it is about the practice site; the report then says so on every page
/// @param release the release found in the checkout, if it could be told
/// @param machines the hosts as they described themselves at the last look
/// @param firewall the rows of the release and of the site, with the sources known at the last look
/// @param answers of all checks, also the passed ones
/// @param repairs what was repaired on this site from this laptop and not undone
/// @param record what the run left to tell beside its result
/// @param names what the check of names in the cluster, or in a manifest, found; empty when it was not made
/// @param reset how the deployment was taken apart, and what is left of it; empty when it was not
public record Report(
        int schema,
        String version,
        Instant when,
        ZoneId zone,
        boolean simulated,
        Site site,
        Optional<String> release,
        List<Machine> machines,
        Optional<FirewallSheet> firewall,
        List<Answer> answers,
        List<Repaired> repairs,
        Optional<DeploymentPlan> plan,
        Optional<Event.RunResult> run,
        RunRecord record,
        Optional<Verification> verification,
        Optional<NameReport> names,
        Optional<ResetRecord> reset) {
    public static final int SCHEMA = 1;

    /// Reports of earlier versions lack some parts.
    public Report {
        machines = List.copyOf(Objects.requireNonNullElse(machines, List.of()));
        firewall = Objects.requireNonNullElse(firewall, Optional.empty());
        answers = List.copyOf(answers);
        repairs = List.copyOf(Objects.requireNonNullElse(repairs, List.of()));
        record = Objects.requireNonNullElse(record, RunRecord.NONE);
        names = Objects.requireNonNullElse(names, Optional.empty());
        reset = Objects.requireNonNullElse(reset, Optional.empty());
    }

    /// How long one phase took.
    public record Timing(String phase, Instant started, Instant ended) {}

    /// A file that was copied before it was overwritten.
    ///
    /// @param copy where the copy is, on the same host
    public record Backup(String host, String path, String copy) {}

    /// A log, of which only so much of the beginning and of the end is kept.
    ///
    /// @param left how many lines between the two were left out
    public record Log(List<String> first, int left, List<String> last) {
        static final Log NONE = new Log(List.of(), 0, List.of());

        public Log {
            first = List.copyOf(first);
            last = List.copyOf(last);
        }
    }

    /// What a run left to tell beside its result.
    public record RunRecord(List<Timing> timings, List<Backup> backups, Log log) {
        public static final RunRecord NONE = new RunRecord(List.of(), List.of(), Log.NONE);

        public RunRecord {
            timings = List.copyOf(timings);
            backups = List.copyOf(backups);
        }
    }

    /// What a host said of itself; a part that it did not tell is empty.
    ///
    /// @param name the host name that the host has itself
    /// @param board the model, for instance `Raspberry Pi 4 Model B Rev 1.4`
    public record Machine(
            String subject,
            String name,
            String os,
            String architecture,
            String board,
            String runtime) {}

    /// One repair that stands.
    ///
    /// @param check whose finding it repaired, for instance `EDG-06`
    /// @param what the file's path, or the commands
    /// @param backup the path of the copy on the host; empty where there was nothing to copy
    public record Repaired(
            String id, Instant at, String host, String check, String what, String backup) {}

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
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                RunRecord.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The release, the hosts and the firewall rows as of the last look.
    public Report withFacts(SiteFacts facts) {
        return with(
                parts -> {
                    parts.release = facts.releaseId().or(() -> release);
                    parts.machines = Machines.of(site, facts);
                    parts.firewall =
                            facts.release()
                                    .map(it -> FirewallSheet.of(site, it, Optional.of(facts)));
                });
    }

    public Report withRelease(Optional<String> found) {
        return with(parts -> parts.release = found);
    }

    public Report withAnswers(List<Answer> given) {
        return with(parts -> parts.answers = given);
    }

    /// @param entries of any site; those of this one count
    public Report withRepairs(List<RepairJournal.Entry> entries) {
        return with(
                parts ->
                        parts.repairs =
                                entries.stream()
                                        .filter(it -> it.site().equals(site.name()))
                                        .map(Report::repaired)
                                        .toList());
    }

    private static Repaired repaired(RepairJournal.Entry it) {
        return new Repaired(it.id(), it.at(), it.host(), it.check(), it.what(), it.backup());
    }

    public Report withPlan(DeploymentPlan made) {
        return with(
                parts -> {
                    parts.release = Optional.of(made.releaseId());
                    parts.plan = Optional.of(made);
                });
    }

    public Report withRun(Event.RunResult ended, RunRecord left) {
        return with(
                parts -> {
                    parts.run = Optional.of(ended);
                    parts.record = left;
                });
    }

    public Report withVerification(Verification reached) {
        return with(parts -> parts.verification = Optional.of(reached));
    }

    public Report withNames(Optional<NameReport> found) {
        return with(parts -> parts.names = found);
    }

    public Report withReset(ResetRecord proven) {
        return with(parts -> parts.reset = Optional.of(proven));
    }

    private Report with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return new Report(
                schema,
                version,
                when,
                zone,
                simulated,
                site,
                parts.release,
                parts.machines,
                parts.firewall,
                parts.answers,
                parts.repairs,
                parts.plan,
                parts.run,
                parts.record,
                parts.verification,
                parts.names,
                parts.reset);
    }

    /// What grows from step to step.
    private static final class Parts {
        private Optional<String> release;
        private List<Machine> machines;
        private Optional<FirewallSheet> firewall;
        private List<Answer> answers;
        private List<Repaired> repairs;
        private Optional<DeploymentPlan> plan;
        private Optional<Event.RunResult> run;
        private RunRecord record;
        private Optional<Verification> verification;
        private Optional<NameReport> names;
        private Optional<ResetRecord> reset;

        Parts(Report report) {
            release = report.release;
            machines = report.machines;
            firewall = report.firewall;
            answers = report.answers;
            repairs = report.repairs;
            plan = report.plan;
            run = report.run;
            record = report.record;
            verification = report.verification;
            names = report.names;
            reset = report.reset;
        }
    }
}
