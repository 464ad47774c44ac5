package org.kpaas.edge.installer.ui.step;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.ArrayList;
import java.util.List;

/// Which hosts have done their part so far.
public final class LookProgress {
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<Part> partsView = FXCollections.unmodifiableObservableList(parts);

    /// @param seen whether it has answered or tried, with or without success
    public record Part(Subject subject, boolean seen) {}

    public ObservableList<Part> parts() {
        return partsView;
    }

    /// From 0 to 1.
    public DoubleBinding share() {
        return Bindings.createDoubleBinding(
                () -> parts.isEmpty() ? 0.0 : (double) seen() / parts.size(), parts);
    }

    public int seen() {
        return (int) parts.stream().filter(Part::seen).count();
    }

    /// Whom a look asks.
    public static List<Subject> hosts(Site site) {
        var hosts = new ArrayList<>(List.of(site.controlPlaneSubject(), Subject.CLUSTER));
        hosts.addAll(site.edgeSubjects());
        return hosts;
    }

    /// Where a probe tries from, besides the cluster's other nodes.
    public static List<Subject> sources(Site site) {
        var sources = new ArrayList<>(List.of(Subject.LAPTOP, site.controlPlaneSubject()));
        sources.addAll(site.edgeSubjects());
        return sources;
    }

    public void begin(List<Subject> expected) {
        parts.setAll(expected.stream().map(subject -> new Part(subject, false)).toList());
    }

    public void seen(List<Subject> subjects) {
        for (Subject subject : subjects) {
            int index =
                    parts.stream().map(part -> part.subject().id()).toList().indexOf(subject.id());
            if (index < 0) {
                parts.add(new Part(subject, true));
            } else {
                parts.set(index, new Part(parts.get(index).subject(), true));
            }
        }
    }
}
