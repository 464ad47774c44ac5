package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.plan.DeploymentPlan.PlannedPhase;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns a site and what was found there into a plan. A pure function: the review page, the dry run and the real run
/// show the same thing.
public final class Planner {
    /// The variables that the platform's script reads, below the home folder.
    public static final String VARIABLES = "cp-deployment/standalone/cp-edge-vars.sh";

    /// What the login shell runs: sourced, in its own folder, because the script returns instead of exiting (T07).
    public static final String JOB = "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh";

    private static final Pattern PLAN_ID = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern HOME = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");
    private static final Pattern MASTER =
            Pattern.compile("(?m)^\\s*export MASTER1_NODE_HOSTNAME=[\"']?([a-z0-9.-]+)[\"']?\\s*$");

    private final Site site;
    private final Release release;
    private final HostFacts controlPlane;
    private final String home;

    private Planner(Site site, SiteFacts facts) throws ProblemException {
        this.site = site;
        this.controlPlane = facts.controlPlane().orElseThrow(() -> unread(site));
        this.home =
                controlPlane
                        .value("user.home")
                        .filter(path -> HOME.matcher(path).matches())
                        .orElseThrow(() -> unread(site));
        this.release =
                facts.release()
                        .orElseThrow(
                                () ->
                                        problem(
                                                "release-unknown",
                                                controlPlane
                                                        .value("checkout.describe")
                                                        .orElse("?")));
    }

    /// @param planId 12 hexadecimal digits
    /// @throws ProblemException when the site is not complete, or the facts do not allow a deployment (`plan.…`)
    public static DeploymentPlan deployment(Site site, SiteFacts facts, String planId)
            throws ProblemException {
        if (!PLAN_ID.matcher(planId).matches()) {
            throw new IllegalArgumentException("not a plan id: " + planId);
        }
        CloudCore cloudCore = site.cloudCore().orElseThrow(() -> problem("no-cloudcore"));
        if (site.edges().isEmpty()) {
            throw problem("no-edges");
        }
        Planner planner = new Planner(site, facts);
        Impostors.refuse(site, facts);
        return planner.plan(cloudCore, planId);
    }

    private DeploymentPlan plan(CloudCore cloudCore, String planId) throws ProblemException {
        if (!release.arm64()) {
            throw problem("release-not-arm64", release.id());
        }
        var phases = new ArrayList<PlannedPhase>();
        List<Change> restored = restoredTemplates();
        if (!restored.isEmpty()) {
            phases.add(new PlannedPhase("prepare", restored));
        }
        phases.add(new PlannedPhase("variables", List.of(variables(cloudCore))));
        phases.add(
                new PlannedPhase(
                        "job", List.of(new Change.RunJob(site.controlPlaneSubject(), JOB))));
        phases.addAll(platformPhases());
        return new DeploymentPlan(planId, site, release.id(), edgeNames(), phases);
    }

    /// Templates that an earlier run burnt: without the text from git, the old addresses would stay (T42).
    private List<Change> restoredTemplates() {
        var changes = new ArrayList<Change>();
        for (Release.Template template : release.templates()) {
            Optional<String> now = controlPlane.text(FactKeys.template(template.path()));
            Optional<String> head = controlPlane.text(FactKeys.templateHead(template.path()));
            if (head.isPresent() && !now.equals(head)) {
                changes.add(
                        new Change.RestoreFile(
                                site.controlPlaneSubject(),
                                home + "/cp-deployment/" + template.path(),
                                now.orElse(""),
                                head.get()));
            }
        }
        return changes;
    }

    private Change variables(CloudCore cloudCore) {
        return new Change.WriteFile(
                site.controlPlaneSubject(),
                home + "/" + VARIABLES,
                controlPlane.text(FactKeys.EDGE_VARIABLES),
                EdgeVariables.text(release.variables(), cloudCore, site.edges()),
                "0644");
    }

    private List<PlannedPhase> platformPhases() {
        Map<String, List<Change>> phases = new LinkedHashMap<>();
        for (Release.Play play : release.plays()) {
            for (Release.Task task : play.tasks()) {
                if (!task.skipped()) {
                    phases.computeIfAbsent(task.phase(), phase -> new ArrayList<>())
                            .add(task(play, task));
                }
            }
        }
        return phases.entrySet().stream()
                .map(phase -> new PlannedPhase(phase.getKey(), phase.getValue()))
                .toList();
    }

    private Change task(Release.Play play, Release.Task task) {
        boolean onEdges = play.hosts().equals("edge_node");
        return new Change.RunTask(
                onEdges ? Subject.SITE : site.controlPlaneSubject(),
                play.number(),
                task.role(),
                task.name(),
                onEdges ? edgeNames() : List.of(inventoryName()),
                task.changes());
    }

    private List<String> edgeNames() {
        return site.edges().stream().map(EdgeNode::hostName).map(HostName::text).toList();
    }

    /// The control plane's name in the inventory: what the cluster's variables say, as the script reads them.
    private String inventoryName() {
        return controlPlane
                .text(FactKeys.CLUSTER_VARIABLES)
                .map(MASTER::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(matcher -> matcher.group(1))
                .or(() -> controlPlane.value("host.name"))
                .orElse(site.controlPlane().host());
    }

    private static ProblemException unread(Site site) {
        return problem("control-plane-unread", site.controlPlane().label());
    }

    static ProblemException problem(String code, String... values) {
        return new ProblemException(Problem.of("plan." + code, values));
    }
}
