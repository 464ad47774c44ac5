package org.kpaas.edge.installer.ui.wizard;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.text.Texts;

/// A question shown inside the page: a password, a passphrase, or a host key to compare.
final class QuestionCard extends VBox {
    private final Texts texts;
    private final Questions questions;

    QuestionCard(Texts texts, Questions questions, Questions.Question question) {
        this.texts = texts;
        this.questions = questions;
        setId("question");
        getStyleClass().addAll("card", "question-card");
        switch (question) {
            case Questions.Question.ForHostKey key -> askHostKey(key);
            case Questions.Question.ForSecret secret -> askSecret(secret);
        }
    }

    private void askHostKey(Questions.Question.ForHostKey key) {
        var print = new TextField(key.fingerprint());
        print.setId("question-fingerprint");
        print.setEditable(false);
        print.getStyleClass().add("mono");
        print.setAccessibleText(texts.get("frame.host-key.fingerprint"));
        var accept = button("question-accept", "button.accept-host-key", "accent");
        accept.setOnAction(pressed -> questions.accept());
        var refuse = button("question-refuse", "button.refuse-host-key", "flat");
        refuse.setOnAction(pressed -> questions.refuse());
        getChildren()
                .addAll(
                        head("mdal-fingerprint", texts.get("frame.host-key.title", key.host())),
                        wrapped(texts.get("frame.host-key.explanation", key.algorithm())),
                        print,
                        new FlowPane(8, 8, accept, refuse));
    }

    private void askSecret(Questions.Question.ForSecret asked) {
        String kind = asked.kind().name().toLowerCase(java.util.Locale.ROOT);
        String label = asked.access().label();
        var field = new PasswordField();
        field.setId("question-secret");
        field.setAccessibleText(texts.get("frame.secret." + kind, label));
        field.setMaxWidth(320);
        var answer = button("question-answer", "button.answer", "accent");
        answer.setDefaultButton(true);
        answer.setOnAction(pressed -> questions.answer(taken(field)));
        var cancel = button("question-cancel", "button.cancel", "flat");
        cancel.setOnAction(pressed -> questions.refuse());
        getChildren().add(head("mdmz-vpn_key", texts.get("frame.secret." + kind, label)));
        if (asked.attempt() > 1) {
            getChildren().add(wrapped(texts.get("frame.secret.again"), "field-error"));
        }
        getChildren().addAll(field, new FlowPane(8, 8, answer, cancel));
    }

    private static Secret taken(PasswordField field) {
        Secret secret = Secret.of(field.getCharacters());
        field.clear();
        return secret;
    }

    private Button button(String id, String key, String style) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.getStyleClass().add(style);
        return button;
    }

    private static HBox head(String icon, String text) {
        var title = wrapped(text, "card-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        return new HBox(8, new FontIcon(icon), title);
    }

    private static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
