package org.kpaas.edge.installer.ui.step.firewall;

import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.OwnRow;
import org.kpaas.edge.installer.ui.part.Field;

import java.util.List;
import java.util.Optional;

/// A row that the engineer is about to add.
public final class OwnRowForm {
    private final BooleanProperty udp = new SimpleBooleanProperty(false);
    private final Field<String> port = new Field<>("", OwnRowForm::ports);
    private final Field<List<String>> sources = Field.optional("", FirewallRow::parse, List.of());
    private final Field<String> purpose = new Field<>("", OwnRowForm::purpose);

    /// UDP instead of TCP.
    public BooleanProperty udp() {
        return udp;
    }

    /// A port, or a range such as `8080-8090`.
    public Field<String> port() {
        return port;
    }

    /// Blank means anyone.
    public Field<List<String>> sources() {
        return sources;
    }

    public Field<String> purpose() {
        return purpose;
    }

    public BooleanBinding complete() {
        return port.valid().and(sources.valid()).and(purpose.valid());
    }

    /// @param role `control-plane`, `worker` or `edge`
    Optional<OwnRow> row(String role) {
        if (!complete().get()) {
            return Optional.empty();
        }
        return Optional.of(
                new OwnRow(
                        id(role, port.value().orElseThrow()),
                        sources.value().orElseThrow(),
                        purpose.value().orElseThrow()));
    }

    /// After the row was added.
    void clear() {
        port.text().set("");
        sources.text().set("");
        purpose.text().set("");
    }

    private String id(String role, String ports) {
        return role + (udp.get() ? "/udp/" : "/tcp/") + ports;
    }

    private static String ports(String text) {
        try {
            new OwnRow("edge/tcp/" + text, List.of(), "-");
        } catch (BadValue bad) {
            throw new BadValue("ports", text);
        }
        return text;
    }

    private static String purpose(String text) {
        return new OwnRow("edge/tcp/1", List.of(), text).purpose();
    }
}
