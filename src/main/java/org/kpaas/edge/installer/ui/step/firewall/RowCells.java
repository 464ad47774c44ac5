package org.kpaas.edge.installer.ui.step.firewall;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.guide.Release.Meaning;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.FieldBox;
import org.kpaas.edge.installer.ui.part.OneLine;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.part.WrapBox;

import java.util.Locale;

/// The cells of the firewall table.
final class RowCells {
    private RowCells() {}

    /// A cell that shows a node for its row.
    private abstract static class RowCell extends TableCell<FirewallRow, FirewallRow> {
        private Subscription bound = Subscription.EMPTY;

        @Override
        protected final void updateItem(@Nullable FirewallRow row, boolean empty) {
            super.updateItem(row, empty);
            bound.unsubscribe();
            bound = Subscription.EMPTY;
            setGraphic(empty || row == null ? null : show(row));
        }

        /// What is bound to the row until the cell shows another one.
        final void until(Subscription subscription) {
            bound = Subscription.combine(bound, subscription);
        }

        abstract Node show(FirewallRow row);
    }

    static final class Open extends RowCell {
        private final Texts texts;

        Open(Texts texts) {
            this.texts = texts;
        }

        @Override
        Node show(FirewallRow row) {
            var box = new CheckBox();
            box.setId("open-" + row.row().id());
            box.setAccessibleText(texts.get("step.firewall.open") + " " + row.row().id());
            box.selectedProperty().bindBidirectional(row.enabled());
            until(() -> box.selectedProperty().unbindBidirectional(row.enabled()));
            return box;
        }
    }

    static final class PortCell extends RowCell {
        private final Texts texts;

        PortCell(Texts texts) {
            this.texts = texts;
        }

        @Override
        Node show(FirewallRow row) {
            var label =
                    new Label(
                            row.row().protocol().name().toUpperCase(Locale.ROOT)
                                    + " "
                                    + row.row().range());
            label.getStyleClass().add("mono");
            if (row.row().inGuide()) {
                return label;
            }
            var missing = new Label(texts.get("guide.row.missing"));
            missing.setWrapText(true);
            missing.setMinHeight(USE_PREF_SIZE);
            missing.getStyleClass().addAll("small", "tone-attention");
            var box = new WrapBox(0);
            box.getChildren().addAll(label, missing);
            box.setAlignment(Pos.CENTER_LEFT);
            return box;
        }
    }

    static final class Use extends RowCell {
        @Override
        Node show(FirewallRow row) {
            var label = new Label(row.row().use());
            label.setWrapText(true);
            return label;
        }
    }

    static final class MeaningCell extends RowCell {
        private final Texts texts;

        MeaningCell(Texts texts) {
            this.texts = texts;
        }

        @Override
        Node show(FirewallRow row) {
            Meaning meaning = row.row().meaning();
            String key = "guide.meaning." + FirewallStep.id(meaning);
            var badge = new StatusBadge(tone(meaning), texts.get(key));
            badge.setTooltip(new Tooltip(texts.get(key + ".explanation")));
            badge.setAccessibleHelp(texts.get(key + ".explanation"));
            return badge;
        }

        private static Tone tone(Meaning meaning) {
            return switch (meaning) {
                case VITAL -> Tone.ATTENTION;
                case NEEDED -> Tone.GOOD;
                case CLOSED -> Tone.LOCKED;
                case NFS, LOOPBACK, UNUSED -> Tone.NEUTRAL;
            };
        }
    }

    static final class Sources extends RowCell {
        private final Texts texts;

        Sources(Texts texts) {
            this.texts = texts;
        }

        @Override
        Node show(FirewallRow row) {
            var box = new FieldBox();
            box.hideLabel(texts.get("step.firewall.sources") + " " + row.row().id());
            box.setMono(true);
            box.setId("sources-" + row.row().id());
            if (!row.missing().isEmpty()) {
                box.input().setPromptText(texts.get("step.firewall.missing"));
            }
            box.disableProperty().bind(row.enabled().not());
            until(box.bind(texts, row.sources()));
            until(() -> box.disableProperty().unbind());
            return box;
        }
    }

    static final class Reason extends RowCell {
        private final Texts texts;

        Reason(Texts texts) {
            this.texts = texts;
        }

        @Override
        Node show(FirewallRow row) {
            var input = new TextField();
            input.setId("reason-" + row.row().id());
            input.setAccessibleText(texts.get("step.firewall.reason") + " " + row.row().id());
            OneLine.keep(input);
            input.textProperty().bindBidirectional(row.reason());
            var missing = new Label(texts.get("step.firewall.reason.missing"));
            missing.getStyleClass().add("field-error");
            missing.visibleProperty().bind(row.reasonMissing());
            missing.managedProperty().bind(row.reasonMissing());
            until(
                    () -> {
                        input.textProperty().unbindBidirectional(row.reason());
                        missing.visibleProperty().unbind();
                        missing.managedProperty().unbind();
                    });
            var box = new WrapBox(4);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getChildren().addAll(input, missing);
            return box;
        }
    }

    static final class Tried extends RowCell {
        private final Texts texts;
        private final FirewallStep step;

        Tried(Texts texts, FirewallStep step) {
            this.texts = texts;
            this.step = step;
        }

        @Override
        Node show(FirewallRow row) {
            RowVerdict verdict = step.tried(row.row());
            return new StatusBadge(
                    verdict.tone(), texts.get("step.firewall.tried." + FirewallStep.id(verdict)));
        }
    }
}
