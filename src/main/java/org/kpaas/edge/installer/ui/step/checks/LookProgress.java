package org.kpaas.edge.installer.ui.step.checks;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.util.List;

/// Which hosts have answered so far.
public final class LookProgress {
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    private final ObservableList<Part> partsView = FXCollections.unmodifiableObservableList(parts);

    /// @param seen whether it has been looked at, with or without success
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

    void begin(Site site) {
        var expected = new java.util.ArrayList<Part>();
        expected.add(new Part(site.controlPlaneSubject(), false));
        expected.add(new Part(Subject.CLUSTER, false));
        site.edgeSubjects().forEach(edge -> expected.add(new Part(edge, false)));
        parts.setAll(expected);
    }

    void seen(List<Subject> subjects) {
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
