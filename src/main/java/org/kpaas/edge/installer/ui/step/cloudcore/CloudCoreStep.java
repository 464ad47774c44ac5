package org.kpaas.edge.installer.ui.step.cloudcore;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.part.Field;
import org.kpaas.edge.installer.ui.part.Message;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// State of the "CloudCore" step.
public final class CloudCoreStep implements WizardStep {
    private final WizardContext context;
    private final ObjectProperty<Exposure> exposure =
            new SimpleObjectProperty<>(Exposure.INTERFACE);
    private final Field<Ipv4> publicVip = new Field<>("", Ipv4::new);
    private final Field<Ipv4> privateVip = new Field<>("", Ipv4::new);
    private final StringProperty node1 = new SimpleStringProperty("");
    private final StringProperty node2 = new SimpleStringProperty("");
    private final ObservableList<String> liveNodes = FXCollections.observableArrayList();
    private final BooleanBinding complete;
    private boolean filled;

    public CloudCoreStep(WizardContext context) {
        this.context = context;
        BooleanBinding addresses =
                publicVip
                        .valid()
                        .and(exposure.isEqualTo(Exposure.LOAD_BALANCER).or(privateVip.valid()));
        complete =
                Bindings.createBooleanBinding(
                        () -> addresses.get() && nodeFault().isEmpty() && !node1.get().isEmpty(),
                        addresses,
                        node1,
                        node2,
                        liveNodes);
    }

    @Override
    public String id() {
        return "cloudcore";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return Language.bind(context.texts(), "step.cloudcore.next");
    }

    public ObjectProperty<Exposure> exposure() {
        return exposure;
    }

    public Field<Ipv4> publicVip() {
        return publicVip;
    }

    /// Used with [Exposure#INTERFACE] only; with a load balancer both addresses are the same (guide 2.3).
    public Field<Ipv4> privateVip() {
        return privateVip;
    }

    public StringProperty node1() {
        return node1;
    }

    public StringProperty node2() {
        return node2;
    }

    /// The nodes to choose from: those of the cluster that are not edge nodes.
    public ObservableList<String> liveNodes() {
        return liveNodes;
    }

    /// What is wrong with the two nodes, once both are chosen.
    public ObservableValue<Optional<Message>> shownNodeFault() {
        return Bindings.createObjectBinding(this::nodeFault, node1, node2, liveNodes);
    }

    /// Listener port to node port of the load balancer (guide 2.1.6), of the release that was found.
    public Map<String, Integer> portMap() {
        Release release =
                context.facts()
                        .get()
                        .flatMap(SiteFacts::release)
                        .orElseGet(() -> Releases.all().getLast());
        return new TreeMap<>(release.loadBalancer());
    }

    /// The port map as lines to paste: protocol, port and node port, with tabs between them.
    public String portMapText() {
        var text = new StringBuilder();
        portMap()
                .forEach(
                        (port, nodePort) ->
                                text.append("TCP\t")
                                        .append(port)
                                        .append('\t')
                                        .append(nodePort)
                                        .append('\n'));
        return text.toString();
    }

    @Override
    public void entered() {
        List<String> names =
                context.facts()
                        .get()
                        .flatMap(SiteFacts::cluster)
                        .map(cluster -> cluster.nodes().stream())
                        .orElseGet(java.util.stream.Stream::empty)
                        .filter(node -> !node.isEdge())
                        .map(ClusterSnapshot.Node::name)
                        .toList();
        liveNodes.setAll(names);
        if (!filled) {
            filled = true;
            context.site()
                    .get()
                    .flatMap(Site::cloudCore)
                    .ifPresentOrElse(this::fill, this::suggestNodes);
        }
    }

    @Override
    public void left() {
        answer().ifPresent(chosen -> context.change(site -> site.with(chosen)));
    }

    /// The step's one output; empty while it is not complete.
    public Optional<CloudCore> answer() {
        if (!complete.get()) {
            return Optional.empty();
        }
        Ipv4 outside = publicVip.value().orElseThrow();
        Ipv4 inside =
                exposure.get() == Exposure.LOAD_BALANCER
                        ? outside
                        : privateVip.value().orElseThrow();
        return Optional.of(
                new CloudCore(
                        exposure.get(),
                        inside,
                        outside,
                        new HostName(node1.get()),
                        new HostName(node2.get())));
    }

    private void fill(CloudCore saved) {
        exposure.set(saved.exposure());
        publicVip.text().set(saved.publicVip().text());
        privateVip.text().set(saved.privateVip().text());
        node1.set(saved.node1().text());
        node2.set(saved.node2().text());
    }

    private void suggestNodes() {
        if (liveNodes.size() > 1) {
            node1.set(liveNodes.get(0));
            node2.set(liveNodes.get(1));
        }
    }

    private Optional<Message> nodeFault() {
        if (node1.get().isEmpty() || node2.get().isEmpty()) {
            return Optional.of(Message.of("step.cloudcore.node.two"));
        }
        if (node1.get().equals(node2.get())) {
            return Optional.of(Message.of("step.cloudcore.node.same"));
        }
        return List.of(node1.get(), node2.get()).stream()
                .filter(name -> !liveNodes.contains(name))
                .findFirst()
                .map(name -> Message.of("step.cloudcore.node.gone", name));
    }
}
