package org.kpaas.edge.installer.ui.step.controlplane;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.BusyCard;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.FieldBox;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.util.ArrayList;
import java.util.List;

/// Binds the form and the connection.
public final class ControlPlaneController implements StepController {
    private final ControlPlaneStep step;
    private final ViewKit kit;
    private final List<Subscription> subscriptions = new ArrayList<>();

    @FXML private VBox state;
    @FXML private VBox form;
    @FXML private FieldBox siteName;
    @FXML private FieldBox address;
    @FXML private FieldBox port;
    @FXML private FieldBox user;
    @FXML private ToggleGroup logins;
    @FXML private VBox loginBox;
    @FXML private RadioButton byPassword;
    @FXML private RadioButton byKeyFile;
    @FXML private RadioButton byAgent;
    @FXML private VBox passwordBox;
    @FXML private PasswordField password;
    @FXML private HBox keyFileBox;
    @FXML private FieldBox keyFile;
    @FXML private Label agentHint;
    @FXML private CheckBox jump;
    @FXML private HBox jumpBox;
    @FXML private FieldBox jumpAddress;
    @FXML private FieldBox jumpPort;
    @FXML private FieldBox jumpUser;
    @FXML private Button connect;

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public ControlPlaneController(ControlPlaneStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
    }

    @FXML
    private void initialize() {
        AccessForm model = step.form();
        Texts texts = kit.texts();
        subscriptions.add(siteName.bind(texts, model.name()));
        subscriptions.add(address.bind(texts, model.address()));
        subscriptions.add(port.bind(texts, model.port()));
        subscriptions.add(user.bind(texts, model.user()));
        subscriptions.add(keyFile.bind(texts, model.keyFile()));
        subscriptions.add(jumpAddress.bind(texts, model.jumpAddress()));
        subscriptions.add(jumpPort.bind(texts, model.jumpPort()));
        subscriptions.add(jumpUser.bind(texts, model.jumpUser()));
        bindLogin(model);
        jump.setSelected(model.jump().get());
        subscriptions.add(jump.selectedProperty().subscribe(model.jump()::set));
        subscriptions.add(model.jump().subscribe(on -> show(jumpBox, on)));
        subscriptions.add(step.connection().subscribe(this::show));
        password.setOnAction(entered -> connect());
        if (step.simulated()) {
            form.getChildren()
                    .removeAll(loginBox, passwordBox, keyFileBox, agentHint, jump, jumpBox);
            for (FieldBox fixed : List.of(address, port, user)) {
                fixed.input().setEditable(false);
            }
        }
    }

    private void bindLogin(AccessForm model) {
        byPassword.setUserData(Login.PASSWORD);
        byKeyFile.setUserData(Login.KEY_FILE);
        byAgent.setUserData(Login.AGENT);
        subscriptions.add(
                model.login()
                        .subscribe(
                                chosen -> {
                                    show(passwordBox, chosen == Login.PASSWORD);
                                    show(keyFileBox, chosen == Login.KEY_FILE);
                                    show(agentHint, chosen == Login.AGENT);
                                }));
        for (RadioButton button : List.of(byPassword, byKeyFile, byAgent)) {
            button.setSelected(button.getUserData() == model.login().get());
        }
        subscriptions.add(
                logins.selectedToggleProperty()
                        .subscribe(now -> model.login().set((Login) now.getUserData())));
    }

    @FXML
    private void browse() {
        kit.files()
                .open(kit.texts().get("step.control-plane.key-file"))
                .ifPresent(path -> step.form().keyFile().text().set(path.toString()));
    }

    @FXML
    private void connect() {
        Secret typed = Secret.of(password.getCharacters());
        password.clear();
        step.connect(typed);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::unsubscribe);
    }

    private void show(Connection connection) {
        state.getChildren().clear();
        show(form, !(connection instanceof Connection.Established));
        form.setDisable(connection instanceof Connection.Connecting);
        Texts texts = kit.texts();
        switch (connection) {
            case Connection.None n -> {}
            case Connection.Connecting(String host) ->
                    state.getChildren()
                            .add(
                                    new BusyCard(
                                            texts.get("step.control-plane.connecting", host),
                                            texts.get("button.cancel"),
                                            step::disconnect));
            case Connection.Failed failed -> state.getChildren().add(errorCard(failed));
            case Connection.Established(var facts) ->
                    state.getChildren().add(new FoundCard(texts, facts, step::disconnect));
        }
        show(state, !state.getChildren().isEmpty());
    }

    private ErrorCard errorCard(Connection.Failed failed) {
        Texts texts = kit.texts();
        boolean hardStop = failed.problem().code().equals("remote.host-key-changed");
        List<ErrorCard.Action> actions =
                hardStop
                        ? List.of()
                        : List.of(
                                new ErrorCard.Action(texts.get("button.try-again"), this::connect));
        return new ErrorCard(
                texts,
                texts.get("step.control-plane.connecting", failed.host()),
                failed.problem(),
                actions);
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
