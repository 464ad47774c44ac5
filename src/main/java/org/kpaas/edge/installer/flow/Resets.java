package org.kpaas.edge.installer.flow;

import org.kpaas.edge.installer.facts.Looker;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.facts.TraceLooker;
import org.kpaas.edge.installer.facts.Traces;
import org.kpaas.edge.installer.plan.DebtScript;
import org.kpaas.edge.installer.plan.ResetPlan;
import org.kpaas.edge.installer.plan.ResetPlanner;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.report.Report;
import org.kpaas.edge.installer.report.Reports;
import org.kpaas.edge.installer.report.ResetRecord;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.Journal;
import org.kpaas.edge.installer.run.ResetResult;
import org.kpaas.edge.installer.run.Resetter;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.Residue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Resets of one site, and the proof that nothing is left. Every method blocks; interrupt means cancel. Nothing but [#run]
/// and a stop changes a host.
public final class Resets {
    private final Installer installer;
    private final Site site;
    private final Remote remote;

    Resets(Installer installer, Site site, Remote remote) {
        this.installer = installer;
        this.site = site;
        this.remote = remote;
    }

    /// What there is at one moment.
    public record Seen(SiteFacts facts, Traces traces) {
        public Residue residue() {
            return Residue.of(traces);
        }
    }

    /// Looks at every host, those that only the ledger or the cluster knows included; changes nothing.
    public Seen look() throws InterruptedException {
        SiteFacts facts = Looker.states(site, remote, installer.clusters(), installer.clock());
        return new Seen(facts, new TraceLooker(site, facts, remote).look());
    }

    /// @throws ProblemException when nothing can be planned; a plan that may not start says so itself
    public ResetPlan plan(Seen seen, ResetPlan.Choice choice) throws ProblemException {
        byte[] id = new byte[6];
        new SecureRandom().nextBytes(id);
        return ResetPlanner.plan(
                site, seen.facts(), seen.traces(), choice, HexFormat.of().formatHex(id));
    }

    /// Runs a plan to its end; survives lost links. Interrupting stops watching only: the job goes on.
    ///
    /// @param sink gets every event on one thread, in order
    public ResetResult run(ResetPlan plan, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        return resetter().run(plan, this::controlPlane, sink);
    }

    /// Attaches to a reset that this or another laptop started; the log is delivered from its first byte.
    public ResetResult attach(String planId, Consumer<Event> sink)
            throws ProblemException, InterruptedException {
        return resetter().attach(planId, this::controlPlane, sink);
    }

    /// What is left afterwards decides (T88), and is written down with the plan and its result.
    public ResetRecord prove(Optional<ResetPlan> plan, ResetResult result)
            throws InterruptedException {
        return new ResetRecord(plan, result, look().residue());
    }

    /// The plan of a reset that was started from this laptop and has not ended as far as it knows.
    public Optional<ResetPlan> begun(String planId) {
        return installer.journal().resets().stream()
                .filter(it -> it.planId().equals(planId))
                .findFirst()
                .flatMap(Journal.Reset::plan);
    }

    private Report report(ResetRecord record) {
        return Report.of(site, installer.clock().instant(), ZoneId.systemDefault())
                .withRelease(record.plan().map(ResetPlan::releaseId).filter(id -> !id.isEmpty()))
                .withReset(record);
    }

    /// Writes the handover report into a folder, and for each node that could not be reached a script beside it, to be run
    /// there later.
    ///
    /// @return the files, the page first
    /// @throws ProblemException `report.unwritable`
    public List<Path> save(ResetRecord record, Path folder, Texts texts) throws ProblemException {
        return withScripts(record, Reports.save(folder, report(record), texts));
    }

    /// The same with the name of the page.
    public List<Path> saveAs(ResetRecord record, Path page, Texts texts) throws ProblemException {
        Reports.saveAs(page, report(record), texts);
        return withScripts(record, page);
    }

    private static List<Path> withScripts(ResetRecord record, Path page) throws ProblemException {
        var files = new ArrayList<>(List.of(page, Reports.dataOf(page)));
        for (ResetResult.Debt debt : record.result().debts()) {
            Path file = page.resolveSibling(DebtScript.fileName(debt.name()));
            try {
                Files.writeString(file, DebtScript.text());
            } catch (IOException e) {
                throw new ProblemException(
                        Problem.of("report.unwritable", file.toString(), e.toString()), e);
            }
            files.add(file);
        }
        return List.copyOf(files);
    }

    private Resetter resetter() {
        return new Resetter(installer.journal(), installer.clock());
    }

    private Host controlPlane() throws ProblemException, InterruptedException {
        return remote.host(site.controlPlane());
    }
}
