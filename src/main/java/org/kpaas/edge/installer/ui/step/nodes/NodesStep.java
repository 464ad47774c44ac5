package org.kpaas.edge.installer.ui.step.nodes;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeList;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.part.Message;
import org.kpaas.edge.installer.ui.step.Background;
import org.kpaas.edge.installer.ui.text.Language;
import org.kpaas.edge.installer.ui.wizard.WizardContext;
import org.kpaas.edge.installer.ui.wizard.WizardStep;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// State of the "Edge nodes" step: an editable list, and how the laptop logs in to the nodes.
public final class NodesStep implements WizardStep {
    private final WizardContext context;
    private final NodeAsker asker;
    private final Background background;
    private final ObservableList<NodeRow> rows = FXCollections.observableArrayList();
    private final BooleanProperty viaControlPlane = new SimpleBooleanProperty(true);
    private final ObjectProperty<Optional<Credential>> credential =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Problem>> importProblems =
            new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Message>> fault =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty allValid = new SimpleBooleanProperty(false);
    private final BooleanBinding complete;
    private final Map<NodeRow, Background.Running> asking = new IdentityHashMap<>();
    private boolean filled;

    public NodesStep(WizardContext context, NodeAsker asker, Background background) {
        this.context = context;
        this.asker = asker;
        this.background = background;
        this.complete =
                Bindings.createBooleanBinding(
                        () -> allValid.get() && fault.get().isEmpty(), allValid, fault);
        rows.addListener(
                (ListChangeListener<NodeRow>)
                        change -> {
                            while (change.next()) {
                                change.getAddedSubList().forEach(this::watch);
                            }
                            judge();
                        });
    }

    @Override
    public String id() {
        return "nodes";
    }

    @Override
    public ObservableBooleanValue complete() {
        return complete;
    }

    @Override
    public ObservableValue<String> nextLabel() {
        return Language.bind(context.texts(), "step.nodes.next");
    }

    public ObservableList<NodeRow> rows() {
        return rows;
    }

    /// Whether the laptop reaches the nodes through the control plane.
    public BooleanProperty viaControlPlane() {
        return viaControlPlane;
    }

    /// How the laptop logs in to the nodes; empty means as to the control plane.
    public ObjectProperty<Optional<Credential>> credential() {
        return credential;
    }

    /// What was wrong with the last list that was pasted or imported.
    public ObjectProperty<List<Problem>> importProblems() {
        return importProblems;
    }

    /// What is wrong between the rows, for instance a host name that stands twice.
    public ObjectProperty<Optional<Message>> fault() {
        return fault;
    }

    public NodeRow add() {
        var row = new NodeRow("", "", Port.SSH.toString(), defaultUser());
        rows.add(row);
        return row;
    }

    public void duplicate(NodeRow row) {
        rows.add(
                rows.indexOf(row) + 1,
                new NodeRow(
                        row.hostName().text().get(),
                        row.address().text().get(),
                        row.port().text().get(),
                        row.user().text().get()));
    }

    public void remove(NodeRow row) {
        Background.Running running = asking.remove(row);
        if (running != null) {
            running.cancel();
        }
        rows.remove(row);
    }

    /// Adds the nodes of a list; adds nothing and says why when a line of it is wrong.
    ///
    /// @param text CSV, cells of a spreadsheet, or lines like those of `/etc/hosts`
    public void addList(String text) {
        EdgeList.Parsed parsed =
                EdgeList.parse(
                        text,
                        new EdgeList.Defaults(
                                Port.SSH, defaultUser(), chosenCredential(), chosenRoute()));
        importProblems.set(parsed.problems());
        if (parsed.problems().isEmpty()) {
            rows.removeIf(
                    row ->
                            row.hostName().text().get().isBlank()
                                    && row.address().text().get().isBlank());
            parsed.nodes().forEach(node -> rows.add(NodeRow.of(node)));
        }
    }

    /// Asks a node what it is, and fills in its host name.
    public void ask(NodeRow row) {
        row.fields().forEach(field -> field.judge(field != row.hostName()));
        Optional<EdgeNode> node = row.toAsk(chosenCredential(), chosenRoute());
        if (node.isEmpty() || row.asked().get() instanceof NodeRow.Asked.Asking) {
            return;
        }
        row.asked().set(new NodeRow.Asked.Asking());
        asking.put(
                row,
                background.start(
                        () -> asker.ask(node.get()),
                        facts -> answered(row, facts),
                        problem -> row.asked().set(new NodeRow.Asked.Failed(problem)),
                        () -> row.asked().set(new NodeRow.Asked.Never())));
    }

    public void askAll() {
        rows.forEach(this::ask);
    }

    @Override
    public void entered() {
        if (!filled) {
            filled = true;
            context.site().get().ifPresent(this::fill);
        }
    }

    @Override
    public void left() {
        asking.values().forEach(Background.Running::cancel);
        asking.clear();
        if (complete.get()) {
            List<EdgeNode> chosen = answer();
            context.change(site -> site.withEdges(chosen));
        }
    }

    /// The step's one output; rows that are not valid are left out.
    public List<EdgeNode> answer() {
        return rows.stream()
                .flatMap(row -> row.node(chosenCredential(), chosenRoute()).stream())
                .toList();
    }

    private void fill(Site site) {
        site.edges().forEach(edge -> rows.add(NodeRow.of(edge)));
        if (!site.edges().isEmpty()) {
            EdgeNode first = site.edges().getFirst();
            viaControlPlane.set(first.route() == EdgeNode.Route.VIA_CONTROL_PLANE);
            if (!first.credential().equals(site.controlPlane().credential())) {
                credential.set(Optional.of(first.credential()));
            }
        }
    }

    private void answered(NodeRow row, HostFacts facts) {
        asking.remove(row);
        row.asked().set(new NodeRow.Asked.Answered(facts));
        facts.value("host.name").ifPresent(row.hostName().text()::set);
    }

    private void watch(NodeRow row) {
        row.valid().addListener((observed, before, now) -> judge());
        row.hostName().text().addListener((observed, before, now) -> judge());
        row.address().text().addListener((observed, before, now) -> judge());
        row.valid().get();
    }

    private void judge() {
        allValid.set(!rows.isEmpty() && rows.stream().allMatch(row -> row.valid().get()));
        fault.set(
                twice(row -> row.hostName().text().get().strip(), "step.nodes.twice.name")
                        .or(
                                () ->
                                        twice(
                                                row -> row.address().text().get().strip(),
                                                "step.nodes.twice.address"))
                        .or(this::clusterNode));
    }

    private Optional<Message> twice(Function<NodeRow, String> cell, String key) {
        List<String> values = rows.stream().map(cell).toList();
        var seen = new ArrayList<String>();
        for (String value : values) {
            if (!value.isEmpty() && seen.contains(value)) {
                return Optional.of(
                        Message.of(
                                key,
                                value,
                                Integer.toString(seen.indexOf(value) + 1),
                                Integer.toString(seen.size() + 1)));
            }
            seen.add(value);
        }
        return Optional.empty();
    }

    /// A control plane or worker node must not be joined as an edge.
    private Optional<Message> clusterNode() {
        return context.facts().get().flatMap(facts -> facts.cluster()).stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .filter(node -> !node.isEdge())
                .filter(
                        node ->
                                rows.stream()
                                        .anyMatch(
                                                row ->
                                                        isSame(
                                                                row,
                                                                node.name(),
                                                                node.internalIps())))
                .findFirst()
                .map(node -> Message.of("step.nodes.cluster-node", node.name()));
    }

    private static boolean isSame(NodeRow row, String name, List<String> addresses) {
        return row.hostName().text().get().strip().equals(name)
                || addresses.contains(row.address().text().get().strip());
    }

    private String defaultUser() {
        return context.site().get().map(Site::controlPlane).map(Access::user).orElse("ubuntu");
    }

    private Credential chosenCredential() {
        return credential
                .get()
                .or(() -> context.site().get().map(site -> site.controlPlane().credential()))
                .orElseGet(Credential.Password::new);
    }

    private EdgeNode.Route chosenRoute() {
        return viaControlPlane.get() ? EdgeNode.Route.VIA_CONTROL_PLANE : EdgeNode.Route.DIRECT;
    }
}
