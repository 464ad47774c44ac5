package org.kpaas.edge.installer.ui.step.cloudcore;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.FieldBox;
import org.kpaas.edge.installer.ui.part.FlowLine;
import org.kpaas.edge.installer.ui.part.Message;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds the choice, the addresses and the nodes.
public final class CloudCoreController implements StepController {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private final CloudCoreStep step;
    private final Texts texts;
    private final List<Subscription> subscriptions = new ArrayList<>();

    @FXML private ToggleGroup ways;
    @FXML private VBox interfaceCard;
    @FXML private VBox loadBalancerCard;
    @FXML private RadioButton byInterface;
    @FXML private RadioButton byLoadBalancer;
    @FXML private VBox picture;
    @FXML private FieldBox publicVip;
    @FXML private FieldBox privateVip;
    @FXML private ComboBox<String> node1;
    @FXML private ComboBox<String> node2;
    @FXML private Label nodeFault;
    @FXML private VBox mapBox;
    @FXML private GridPane map;

    /// Kept, because bindings hold their listeners weakly.
    private final javafx.beans.value.ObservableValue<Optional<Message>> fault;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public CloudCoreController(CloudCoreStep step, ViewKit kit) {
        this.step = step;
        this.texts = kit.texts();
        this.fault = step.shownNodeFault();
    }

    @FXML
    private void initialize() {
        choice(interfaceCard, byInterface, Exposure.INTERFACE, "interface");
        choice(loadBalancerCard, byLoadBalancer, Exposure.LOAD_BALANCER, "load-balancer");
        subscriptions.add(ways.selectedToggleProperty().subscribe(this::chosen));
        subscriptions.add(publicVip.bind(texts, step.publicVip()));
        subscriptions.add(privateVip.bind(texts, step.privateVip()));
        bind(node1, step.node1());
        bind(node2, step.node2());
        subscriptions.add(
                fault.subscribe(
                        now -> {
                            nodeFault.setText(now.map(message -> message.in(texts)).orElse(""));
                            show(nodeFault, now.isPresent());
                        }));
        fillMap();
        subscriptions.add(step.exposure().subscribe(this::show));
        subscriptions.add(step.publicVip().text().subscribe(now -> draw()));
        subscriptions.add(step.node1().subscribe(now -> draw()));
        subscriptions.add(step.node2().subscribe(now -> draw()));
    }

    @FXML
    private void copyMap() {
        var content = new ClipboardContent();
        content.putString(step.portMapText());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::unsubscribe);
        node1.valueProperty().unbindBidirectional(step.node1());
        node2.valueProperty().unbindBidirectional(step.node2());
    }

    private void choice(VBox card, RadioButton button, Exposure exposure, String id) {
        String key = "guide.exposure." + id + ".";
        card.getChildren()
                .addAll(
                        wrapped(texts.get(key + "how")),
                        fact("mdmz-payments", texts.get(key + "cost")),
                        fact("mdmz-report_problem", texts.get(key + "risk")));
        card.setOnMouseClicked(clicked -> button.setSelected(true));
        button.setUserData(exposure);
        subscriptions.add(
                button.selectedProperty()
                        .subscribe(on -> card.pseudoClassStateChanged(CHOSEN, on)));
        subscriptions.add(step.exposure().subscribe(now -> button.setSelected(now == exposure)));
    }

    private static HBox fact(String icon, String text) {
        return new HBox(8, new FontIcon(icon), wrapped(text));
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private void chosen(@Nullable Toggle now) {
        if (now != null) {
            step.exposure().set((Exposure) now.getUserData());
        }
    }

    private void bind(ComboBox<String> box, javafx.beans.property.StringProperty chosen) {
        box.setItems(step.liveNodes());
        box.valueProperty().bindBidirectional(chosen);
    }

    private void show(Exposure exposure) {
        show(privateVip, exposure == Exposure.INTERFACE);
        show(mapBox, exposure == Exposure.LOAD_BALANCER);
        draw();
    }

    /// Where the traffic goes: from the edge nodes to the public address, and from there to CloudCore.
    private void draw() {
        boolean balanced = step.exposure().get() == Exposure.LOAD_BALANCER;
        String address = step.publicVip().value().map(Object::toString).orElse("?");
        var edges = new FlowLine.End("mdmz-memory", texts.get("step.cloudcore.edges"), "");
        var door =
                balanced
                        ? new FlowLine.End(
                                "mdal-device_hub",
                                texts.get("guide.exposure.load-balancer.title"),
                                address)
                        : new FlowLine.End(
                                "mdmz-settings_ethernet",
                                texts.get("step.cloudcore.door"),
                                address);
        String nodes = step.node1().get() + ", " + step.node2().get();
        var cloudCore = new FlowLine.End("mdal-cloud", "CloudCore", nodes);
        picture.getChildren()
                .setAll(
                        new FlowLine(edges, "TCP 10000, 10002", Tone.BUSY, door),
                        new FlowLine(
                                door,
                                balanced ? "TCP 30000, 30002" : "MetalLB",
                                Tone.BUSY,
                                cloudCore));
    }

    private void fillMap() {
        map.addRow(
                0,
                head("step.cloudcore.map.protocol"),
                head("step.cloudcore.map.port"),
                head("step.cloudcore.map.node-port"));
        int row = 1;
        for (var entry : step.portMap().entrySet()) {
            map.addRow(
                    row++,
                    mono("TCP"),
                    mono(entry.getKey()),
                    mono(Integer.toString(entry.getValue())));
        }
    }

    private Label head(String key) {
        var label = new Label(texts.get(key));
        label.getStyleClass().add("field-label");
        return label;
    }

    private static Label mono(String text) {
        var label = new Label(text);
        label.getStyleClass().add("mono");
        return label;
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
