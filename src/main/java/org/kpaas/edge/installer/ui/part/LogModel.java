package org.kpaas.edge.installer.ui.part;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import java.util.List;
import java.util.Locale;

/// The newest lines of a log, filtered by host and searched. Belongs to the JavaFX thread.
public final class LogModel {
    private final ObservableList<String> all = FXCollections.observableArrayList();
    private final ObservableList<String> allView = FXCollections.unmodifiableObservableList(all);
    private final FilteredList<String> shown = new FilteredList<>(all);
    private final ObservableList<String> hosts = FXCollections.observableArrayList();
    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final int most;
    private final ReadOnlyIntegerWrapper hits = new ReadOnlyIntegerWrapper(0);

    /// Keeps every line.
    public LogModel() {
        this(Integer.MAX_VALUE);
    }

    /// @param most how many lines are kept; older ones are forgotten
    public LogModel(int most) {
        this.most = most;
        host.addListener(
                (observed, before, now) ->
                        shown.setPredicate(now.isEmpty() ? null : line -> concerns(line, now)));
        query.addListener(observable -> countAgain());
        shown.addListener(this::countChange);
    }

    /// Every line, whatever the filter says.
    public ObservableList<String> all() {
        return allView;
    }

    /// The lines that the filter lets through.
    public ObservableList<String> shown() {
        return shown;
    }

    /// The hosts that the filter offers.
    public ObservableList<String> hosts() {
        return hosts;
    }

    /// The host of the filter; empty for all lines.
    public StringProperty host() {
        return host;
    }

    /// What is searched for, in any case; empty for nothing.
    public StringProperty query() {
        return query;
    }

    /// Whether the newest line stays in sight.
    public BooleanProperty follow() {
        return follow;
    }

    /// How many of the lines shown contain the query.
    public ReadOnlyIntegerProperty hits() {
        return hits.getReadOnlyProperty();
    }

    public void add(List<String> lines) {
        all.addAll(lines);
        if (all.size() > most) {
            all.remove(0, all.size() - most);
        }
    }

    public void clear() {
        all.clear();
    }

    public boolean isHit(String line) {
        return !query.get().isEmpty() && contains(line, lowerQuery());
    }

    /// The next hit after a line, starting over at the end.
    ///
    /// @param from the index of a line in [#shown], -1 for none
    /// @param step 1 forwards, -1 backwards
    /// @return -1 when there is no hit
    public int nextHit(int from, int step) {
        int size = shown.size();
        int start = from < 0 && step < 0 ? 0 : from;
        for (int i = 1; i <= size; i++) {
            int index = Math.floorMod(start + i * step, size);
            if (isHit(shown.get(index))) {
                return index;
            }
        }
        return -1;
    }

    /// Whether a line is about a host: it names it as a whole word, or it is a banner that gives
    /// the lines their place.
    static boolean concerns(String line, String host) {
        if (line.startsWith("PLAY [") || line.startsWith("TASK [")) {
            return true;
        }
        for (int at = line.indexOf(host); at >= 0; at = line.indexOf(host, at + 1)) {
            if (!isNamePart(line, at - 1) && !isNamePart(line, at + host.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamePart(String line, int index) {
        if (index < 0 || index >= line.length()) {
            return false;
        }
        char c = line.charAt(index);
        return Character.isLetterOrDigit(c) || c == '-' || c == '.';
    }

    private void countChange(ListChangeListener.Change<? extends String> change) {
        if (query.get().isEmpty()) {
            return;
        }
        while (change.next()) {
            if (change.wasRemoved() || change.wasPermutated()) {
                countAgain();
                return;
            }
            hits.set(hits.get() + count(change.getAddedSubList()));
        }
    }

    private void countAgain() {
        hits.set(query.get().isEmpty() ? 0 : count(shown));
    }

    private int count(List<? extends String> lines) {
        String wanted = lowerQuery();
        return (int) lines.stream().filter(line -> contains(line, wanted)).count();
    }

    private String lowerQuery() {
        return query.get().toLowerCase(Locale.ROOT);
    }

    private static boolean contains(String line, String lowerCase) {
        return line.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
