package org.kpaas.edge.installer.ui.step.nodes;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.ui.part.Field;

import java.util.List;
import java.util.Optional;

/// One line of the table: what was typed, and what the node said about itself.
public final class NodeRow {
    private final Field<HostName> hostName;
    private final Field<Ipv4> address;
    private final Field<Port> port;
    private final Field<String> user;
    private final ObjectProperty<Asked> asked = new SimpleObjectProperty<>(new Asked.Never());
    private final BooleanBinding valid;

    NodeRow(String hostName, String address, String port, String user) {
        this.hostName = new Field<>(hostName, HostName::new);
        this.address = new Field<>(address, Ipv4::new);
        this.port = new Field<>(port, Port::parse);
        this.user = new Field<>(user, NodeRow::userName);
        BooleanBinding all =
                this.hostName
                        .valid()
                        .and(this.address.valid())
                        .and(this.port.valid())
                        .and(this.user.valid());
        valid = Bindings.createBooleanBinding(all::get, all);
    }

    static NodeRow of(EdgeNode node) {
        return new NodeRow(
                node.hostName().text(), node.address().text(), node.port().toString(), node.user());
    }

    /// What came of asking the node.
    public sealed interface Asked {
        record Never() implements Asked {}

        record Asking() implements Asked {}

        record Answered(HostFacts facts) implements Asked {}

        record Failed(Problem problem) implements Asked {}
    }

    public Field<HostName> hostName() {
        return hostName;
    }

    public Field<Ipv4> address() {
        return address;
    }

    public Field<Port> port() {
        return port;
    }

    public Field<String> user() {
        return user;
    }

    public ObjectProperty<Asked> asked() {
        return asked;
    }

    public BooleanBinding valid() {
        return valid;
    }

    List<Field<?>> fields() {
        return List.of(hostName, address, port, user);
    }

    /// The node, when every cell is valid.
    Optional<EdgeNode> node(Credential credential, EdgeNode.Route route) {
        return hostName.value().flatMap(name -> node(name, credential, route));
    }

    /// The node to ask; its host name need not be known yet.
    Optional<EdgeNode> toAsk(Credential credential, EdgeNode.Route route) {
        return node(hostName.value().orElse(new HostName("unknown")), credential, route);
    }

    private Optional<EdgeNode> node(HostName name, Credential credential, EdgeNode.Route route) {
        if (address.value().isEmpty() || port.value().isEmpty() || user.value().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new EdgeNode(
                        name,
                        address.value().orElseThrow(),
                        port.value().orElseThrow(),
                        user.value().orElseThrow(),
                        credential,
                        route));
    }

    private static String userName(String text) {
        return new Access("a", Port.SSH, text, new Credential.Agent(), Optional.empty()).user();
    }
}
