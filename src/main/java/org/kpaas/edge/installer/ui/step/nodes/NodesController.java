package org.kpaas.edge.installer.ui.step.nodes;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.Field;
import org.kpaas.edge.installer.ui.part.FieldBox;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.StepController;
import org.kpaas.edge.installer.ui.wizard.ViewKit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Binds the table and its buttons.
public final class NodesController implements StepController {
    private final NodesStep step;
    private final ViewKit kit;
    private final Texts texts;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Field<String> keyPath = Field.required("~/.ssh/id_ed25519");

    @FXML private Button askAll;
    @FXML private VBox messages;
    @FXML private TableView<NodeRow> table;
    @FXML private TableColumn<NodeRow, NodeRow> number;
    @FXML private TableColumn<NodeRow, NodeRow> hostName;
    @FXML private TableColumn<NodeRow, NodeRow> address;
    @FXML private TableColumn<NodeRow, NodeRow> port;
    @FXML private TableColumn<NodeRow, NodeRow> user;
    @FXML private TableColumn<NodeRow, NodeRow> board;
    @FXML private TableColumn<NodeRow, NodeRow> actions;
    @FXML private CheckBox via;
    @FXML private ComboBox<Kind> login;
    @FXML private FieldBox keyFile;

    /// How to log in to the nodes; names the texts `step.nodes.login.<id>`.
    enum Kind {
        SAME,
        PASSWORD,
        KEY_FILE,
        AGENT;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @SuppressWarnings("NullAway.Init") // the FXML loader fills the fields
    public NodesController(NodesStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
    }

    @FXML
    private void initialize() {
        table.setItems(step.rows());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(empty());
        table.setSelectionModel(null);
        number.setCellFactory(column -> new NumberCell());
        field(hostName, "host-name", NodeRow::hostName);
        field(address, "address", NodeRow::address);
        field(port, "port", NodeRow::port);
        field(user, "user", NodeRow::user);
        board.setCellFactory(column -> new BoardCell(texts));
        actions.setCellFactory(column -> new ActionCell(texts, step));
        List.of(number, hostName, address, port, user, board, actions)
                .forEach(
                        column ->
                                column.setCellValueFactory(
                                        row -> new ReadOnlyObjectWrapper<>(row.getValue())));
        via.selectedProperty().bindBidirectional(step.viaControlPlane());
        askAll.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(step.rows()));
        bindLogin();
        subscriptions.add(step.fault().subscribe(fault -> showMessages()));
        subscriptions.add(step.importProblems().subscribe(problems -> showMessages()));
    }

    @FXML
    private void add() {
        step.add();
        table.scrollTo(step.rows().size() - 1);
    }

    @FXML
    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        step.addList(text == null ? "" : text);
    }

    @FXML
    private void importCsv() {
        kit.files().open(texts.get("button.import-csv")).ifPresent(this::importFile);
    }

    @FXML
    private void askAll() {
        step.askAll();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::unsubscribe);
        via.selectedProperty().unbindBidirectional(step.viaControlPlane());
        askAll.disableProperty().unbind();
        table.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    private void importFile(Path file) {
        try {
            step.addList(Files.readString(file));
        } catch (CharacterCodingException e) {
            step.importProblems().set(List.of(Problem.of("ui.not-text", file.toString())));
        } catch (IOException e) {
            step.importProblems().set(List.of(Problem.of("ui.file-unreadable", file.toString())));
        }
    }

    private void field(
            TableColumn<NodeRow, NodeRow> column, String id, Function<NodeRow, Field<?>> field) {
        column.setCellFactory(
                made -> new FieldCell(texts, texts.get("step.nodes." + id), "node-" + id, field));
    }

    private void bindLogin() {
        login.getItems().setAll(Kind.values());
        login.setConverter(new KindNames());
        Optional<Credential> chosen = step.credential().get();
        if (chosen.orElse(null) instanceof Credential.KeyFile(String path)) {
            keyPath.text().set(path);
        }
        login.setValue(chosen.map(NodesController::kind).orElse(Kind.SAME));
        subscriptions.add(keyFile.bind(texts, keyPath));
        subscriptions.add(login.valueProperty().subscribe(kind -> credentialChosen()));
        subscriptions.add(keyPath.text().subscribe(text -> credentialChosen()));
    }

    private void credentialChosen() {
        Kind kind = login.getValue();
        keyFile.setVisible(kind == Kind.KEY_FILE);
        keyFile.setManaged(kind == Kind.KEY_FILE);
        step.credential()
                .set(
                        switch (kind) {
                            case SAME -> Optional.empty();
                            case PASSWORD -> Optional.of(new Credential.Password());
                            case KEY_FILE -> keyPath.value().map(Credential.KeyFile::new);
                            case AGENT -> Optional.of(new Credential.Agent());
                        });
    }

    private static Kind kind(Credential credential) {
        return switch (credential) {
            case Credential.Password p -> Kind.PASSWORD;
            case Credential.KeyFile k -> Kind.KEY_FILE;
            case Credential.Agent a -> Kind.AGENT;
        };
    }

    private void showMessages() {
        messages.getChildren().clear();
        step.fault().get().ifPresent(fault -> messages.getChildren().add(line(fault.in(texts))));
        for (Problem problem : step.importProblems().get()) {
            messages.getChildren().add(line(texts.title(problem) + " " + texts.remedy(problem)));
        }
        boolean any = !messages.getChildren().isEmpty();
        messages.setVisible(any);
        messages.setManaged(any);
    }

    private static Label line(String text) {
        var icon = new FontIcon(Tone.BAD.icon());
        icon.getStyleClass().add(Tone.BAD.styleClass());
        var label = new Label(text, icon);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.getStyleClass().add("field-error");
        return label;
    }

    private VBox empty() {
        var icon = new FontIcon("mdmz-memory");
        icon.getStyleClass().add("empty-icon");
        var title = new Label(texts.get("step.nodes.empty.title"));
        title.getStyleClass().add("card-title");
        var text = new Label(texts.get("step.nodes.empty.text"));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMaxWidth(480);
        text.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        var box = new VBox(8, icon, title, text);
        box.setAlignment(javafx.geometry.Pos.CENTER);
        return box;
    }

    private final class KindNames extends StringConverter<Kind> {
        @Override
        public String toString(@Nullable Kind kind) {
            return kind == null ? "" : texts.get("step.nodes.login." + kind.id());
        }

        @Override
        public Kind fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
        }
    }

    /// The node's number, as in `EDGE1_…`.
    private static final class NumberCell extends TableCell<NodeRow, NodeRow> {
        @Override
        protected void updateItem(@Nullable NodeRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? "" : Integer.toString(getIndex() + 1));
        }
    }
}
