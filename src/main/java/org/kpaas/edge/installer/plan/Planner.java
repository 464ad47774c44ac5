package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.facts.FactKeys;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.facts.Ladder;
import org.kpaas.edge.installer.facts.ShellVariables;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
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
import java.util.stream.Stream;

/// Turns a site and what was found there into a plan. A pure function: the review page, the dry run and the real run
/// show the same thing.
public final class Planner {
    /// The variables that the platform's script reads, below the home folder.
    public static final String VARIABLES = "cp-deployment/standalone/cp-edge-vars.sh";

    /// What the login shell runs: sourced, in its own folder, because the script returns instead of exiting (T07).
    public static final String JOB = "cd ~/cp-deployment/standalone && source deploy-cp-edge.sh";

    private static final String EDGE_GROUP = "edge_node";
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,30} [A-Za-z0-9+/=]{1,2000}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern HOME = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");

    private final Site site;
    private final Release release;
    private final HostFacts controlPlane;
    private final String home;
    private final SiteFacts facts;
    private final ShellVariables variables;
    private final List<EdgeNode> edges;

    private Planner(Site site, SiteFacts facts) throws ProblemException {
        this.site = site;
        this.facts = facts;
        this.variables = ShellVariables.ofCluster(facts);
        this.edges = apart(site, facts);
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
        if (!DeploymentPlan.isId(planId)) {
            throw new IllegalArgumentException("not a plan id: " + planId);
        }
        CloudCore cloudCore = site.cloudCore().orElseThrow(() -> problem("no-cloudcore"));
        if (site.edges().isEmpty()) {
            throw problem("no-edges");
        }
        Planner planner = new Planner(site, facts);
        Impostors.refuse(site, facts);
        if (planner.edges.isEmpty()) {
            throw problem("all-joined", Integer.toString(site.edges().size()));
        }
        return planner.plan(cloudCore, planId);
    }

    /// Those that are not joined: one that is would stop the run for all (T67).
    private static List<EdgeNode> apart(Site site, SiteFacts facts) {
        var apart = new ArrayList<EdgeNode>();
        for (int i = 0; i < site.edges().size(); i++) {
            EdgeNode edge = site.edges().get(i);
            if (!Ladder.state(site, facts, edge, site.edgeSubjects().get(i)).isMember()) {
                apart.add(edge);
            }
        }
        return apart;
    }

    private DeploymentPlan plan(CloudCore cloudCore, String planId) throws ProblemException {
        if (release.refused().isPresent()) {
            throw problem(
                    "release-" + release.refused().get(), release.id(), Releases.deployable());
        }
        var phases = new ArrayList<PlannedPhase>();
        List<Change> restored = restoredTemplates();
        if (!restored.isEmpty()) {
            phases.add(new PlannedPhase("prepare", restored));
        }
        phases.add(new PlannedPhase("variables", List.of(variables(cloudCore))));
        phases.add(
                new PlannedPhase(
                        "job",
                        List.of(
                                new Change.RunJob(
                                        site.controlPlaneSubject(), JOB, guard(cloudCore)))));
        phases.addAll(platformPhases());
        return new DeploymentPlan(planId, site, release.id(), edgeNames(), phases, impact(phases));
    }

    private Impact impact(List<PlannedPhase> phases) {
        List<Change> changes = phases.stream().flatMap(it -> it.changes().stream()).toList();
        var tasks =
                changes.stream()
                        .filter(Change.RunTask.class::isInstance)
                        .map(Change.RunTask.class::cast)
                        .toList();
        var files = new ArrayList<>(List.of("~/" + VARIABLES));
        Stream.concat(
                        release.generated().stream(),
                        release.templates().stream().map(Release.Template::path))
                .forEach(path -> files.add("~/cp-deployment/" + path));
        var hosts = new ArrayList<>(List.of(site.controlPlaneSubject()));
        for (int i = 0; i < site.edges().size(); i++) {
            if (edges.contains(site.edges().get(i))) {
                hosts.add(site.edgeSubjects().get(i));
            }
        }
        return new ImpactFinder(release, facts, tasks).find(files, hosts);
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
                EdgeVariables.text(release.variables(), cloudCore, edges),
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
        boolean onEdges = play.hosts().equals(EDGE_GROUP);
        return new Change.RunTask(
                onEdges ? Subject.SITE : site.controlPlaneSubject(),
                play.number(),
                task.role(),
                task.name(),
                inGroup(play.hosts()),
                task.changes());
    }

    private List<String> edgeNames() {
        return edges.stream().map(EdgeNode::hostName).map(HostName::text).toList();
    }

    private Guard guard(CloudCore cloudCore) {
        var machines = new ArrayList<Guard.Machine>();
        machines.add(new Guard.Machine(inventoryName(), master("PRIVATE_IP")));
        edges.forEach(
                edge ->
                        machines.add(
                                new Guard.Machine(edge.hostName().text(), edge.address().text())));
        var members = new ArrayList<Guard.Member>();
        release.plays().stream()
                .map(Release.Play::hosts)
                .distinct()
                .forEach(
                        group ->
                                inGroup(group)
                                        .forEach(it -> members.add(new Guard.Member(group, it))));
        var values =
                Map.of(
                        "{CLOUDCORE_VIP}", cloudCore.publicVip().text(),
                        "{CLOUDCORE_PRIVATE_VIP}", cloudCore.privateVip().text(),
                        "{MASTER_NODE_HOSTNAME}", inventoryName(),
                        "{MASTER_NODE_PUBLIC_IP}", master("PUBLIC_IP"));
        var texts = new ArrayList<Guard.Text>();
        for (Release.Template template : release.templates()) {
            for (String placeholder : template.placeholders()) {
                String value = values.getOrDefault(placeholder, "");
                texts.add(new Guard.Text(template.path(), value, placeholder));
            }
        }
        return new Guard(machines, members, release.generated(), texts, keys());
    }

    /// The keys of all hosts as each of them told them over a connection that the laptop trusts; none when one is missing,
    /// because then Ansible could not log in there.
    private List<Guard.Key> keys() {
        var keys = new ArrayList<Guard.Key>();
        boolean whole = add(keys, master("PRIVATE_IP"), Optional.of(controlPlane));
        for (int i = 0; i < site.edges().size(); i++) {
            EdgeNode edge = site.edges().get(i);
            if (edges.contains(edge)) {
                Optional<HostFacts> host = facts.host(site.edgeSubjects().get(i));
                whole &= add(keys, edge.address().text(), host);
            }
        }
        return whole ? keys : List.of();
    }

    private static boolean add(List<Guard.Key> keys, String address, Optional<HostFacts> host) {
        List<String> lines =
                host.flatMap(it -> it.text(FactKeys.HOST_PUBLIC_KEYS)).orElse("").lines().toList();
        lines.stream()
                .filter(line -> KEY.matcher(line).matches())
                .forEach(line -> keys.add(new Guard.Key(address, line)));
        return !address.isEmpty() && !lines.isEmpty();
    }

    private List<String> inGroup(String group) {
        return group.equals(EDGE_GROUP) ? edgeNames() : List.of(inventoryName());
    }

    /// The control plane's name in the inventory: what the cluster's variables say, as the script reads them.
    private String inventoryName() {
        String name = master("HOSTNAME");
        return name.isEmpty()
                ? controlPlane
                        .value("host.name")
                        .filter(text -> VALUE.matcher(text).matches())
                        .orElse(site.controlPlane().host())
                : name;
    }

    /// A variable of the cluster's first control plane, as the script reads it; empty when it has none (T16).
    private String master(String name) {
        return variables
                .value("MASTER1_NODE_" + name)
                .filter(text -> VALUE.matcher(text).matches())
                .orElse("");
    }

    private static ProblemException unread(Site site) {
        return problem("control-plane-unread", site.controlPlane().label());
    }

    static ProblemException problem(String code, String... values) {
        return new ProblemException(Problem.of("plan." + code, values));
    }
}
