package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks names that were typed, those of a manifest, and those of a whole cluster against the same rules.
public final class NameCheck {
    private final NameRules rules;

    public NameCheck(Release release) {
        rules = NameRules.of(release);
    }

    public NameRules rules() {
        return rules;
    }

    public NameReport typed(String kind, List<String> names) {
        List<Judged> found =
                names.stream()
                        .map(name -> ObjectName.of(kind, name))
                        .map(object -> new Judged(object, "", rules.judge(object)))
                        .filter(judged -> !judged.findings().isEmpty())
                        .toList();
        return new NameReport(NameReport.Kind.TYPED, "", names.size(), 0, found, List.of());
    }

    /// @throws ProblemException when the file cannot be read, is too big, or is no manifest
    public NameReport manifest(Path file) throws ProblemException {
        Manifest manifest = Manifest.read(file);
        String name = String.valueOf(file.getFileName());
        var found = new ArrayList<Judged>();
        for (Manifest.Entry entry : manifest.entries()) {
            var findings = new ArrayList<>(rules.judge(entry.object()));
            if (!entry.text()) {
                findings.add(new NameFinding.NotText());
            }
            if (!findings.isEmpty()) {
                found.add(new Judged(entry.object(), name + ":" + entry.line(), findings));
            }
        }
        List<NameReport.Note> notes =
                manifest.skipped().stream()
                        .map(it -> NameReport.Note.of(it.why(), name + ":" + it.line()))
                        .toList();
        return new NameReport(
                NameReport.Kind.MANIFEST,
                file.toString(),
                manifest.entries().size(),
                0,
                found,
                notes);
    }

    /// Which names of a cluster are worth keeping.
    public ClusterNames.Wanted wanted() {
        return (kind, name) -> rules.collision(kind, name).isPresent();
    }

    /// Kubernetes has accepted these names, so only the reserved ones are findings. What an object has made for itself,
    /// as a Deployment its pods, is told with that object.
    ///
    /// @param names with at least the [#wanted] ones
    public NameReport cluster(ClusterNames names) {
        Set<List<String>> there = new HashSet<>();
        names.found().forEach(it -> there.add(key(it.namespace(), it.kind(), it.name())));
        var found = new ArrayList<Judged>();
        int platform = 0;
        for (ClusterNames.Named object : names.found()) {
            var collision = rules.collision(object.kind(), object.name());
            if (collision.isPresent()) {
                if (PlatformObjects.owns(object, collision.get().by())) {
                    platform++;
                } else if (!isMade(object, there)) {
                    found.add(judged(object, collision.get()));
                }
            }
        }
        List<NameReport.Note> notes = names.unlisted().stream().map(NameCheck::note).toList();
        return new NameReport(NameReport.Kind.CLUSTER, "", names.objects(), platform, found, notes);
    }

    private static boolean isMade(ClusterNames.Named object, Set<List<String>> there) {
        return object.owner()
                .map(
                        owner ->
                                there.contains(key(object.namespace(), owner.kind(), owner.name()))
                                        || there.contains(key("", owner.kind(), owner.name())))
                .orElse(false);
    }

    private static Judged judged(ClusterNames.Named object, NameFinding.Reserved collision) {
        var name = new ObjectName(object.kind(), object.namespace(), object.name(), false);
        return new Judged(name, "", List.of(collision));
    }

    private static NameReport.Note note(ClusterNames.Unlisted unlisted) {
        boolean forbidden = unlisted.why().code().equals("cluster.forbidden");
        return NameReport.Note.of(forbidden ? "forbidden" : "unlisted", unlisted.resource());
    }

    private static List<String> key(String namespace, String kind, String name) {
        return List.of(namespace, kind, name);
    }
}
