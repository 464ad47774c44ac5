package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.guide.Release.PortRow;
import org.kpaas.edge.installer.plan.firewall.FirewallSheet;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.plan.firewall.Sources;
import org.kpaas.edge.installer.site.RowDecision;
import org.kpaas.edge.installer.site.SourceRange;
import org.kpaas.edge.installer.ui.part.Field;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One row of the firewall table, with what the engineer decides about it.
public final class FirewallRow {
    private final PortRow row;
    private final Sources computed;
    private final boolean wanted;
    private final BooleanProperty enabled;
    private final Field<List<String>> sources;
    private final StringProperty reason;
    private final BooleanBinding reasonMissing;

    FirewallRow(FirewallSheet.Line line, boolean wanted, Sources computed) {
        this.row = line.row();
        this.computed = computed;
        this.wanted = wanted;
        this.enabled = new SimpleBooleanProperty(line.enabled());
        this.sources =
                Field.optional(
                        String.join(", ", line.sources().known()), FirewallRow::parse, List.of());
        this.reason = new SimpleStringProperty(line.reason());
        this.reasonMissing =
                Bindings.createBooleanBinding(
                        () -> needsReason() && reason.get().isBlank(), enabled, reason);
    }

    public PortRow row() {
        return row;
    }

    public BooleanProperty enabled() {
        return enabled;
    }

    /// Addresses and ranges such as `10.0.0.0/24`, with commas between them; blank means those computed.
    public Field<List<String>> sources() {
        return sources;
    }

    /// Who has to connect too, from addresses that the engineer has to name; meant while nobody decided about the sources.
    public Set<Peer> missing() {
        return computed.missing();
    }

    public StringProperty reason() {
        return reason;
    }

    /// A row that the deployment needs was switched off, and nobody said why.
    public BooleanBinding reasonMissing() {
        return reasonMissing;
    }

    private boolean needsReason() {
        return row.meaning() != Meaning.UNUSED && wanted && !enabled.get();
    }

    /// The decision to keep; empty while the row is as it was computed. Sources are kept only when they were changed, so
    /// that a reason alone narrows nothing.
    Optional<RowDecision> decision() {
        List<String> chosen = sources.value().orElse(computed.known());
        boolean narrowed = !chosen.equals(computed.known());
        boolean unchanged = enabled.get() == wanted && !narrowed && reason.get().isBlank();
        return unchanged
                ? Optional.empty()
                : Optional.of(
                        new RowDecision(
                                row.id(),
                                enabled.get(),
                                reason.get().strip(),
                                narrowed ? chosen : List.of()));
    }

    static List<String> parse(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(SourceRange::checked)
                .toList();
    }
}
