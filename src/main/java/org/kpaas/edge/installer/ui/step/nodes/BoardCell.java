package org.kpaas.edge.installer.ui.step.nodes;

import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.StatusBadge;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.part.WrapBox;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the node said about itself: board, architecture, system.
final class BoardCell extends TableCell<NodeRow, NodeRow> {
    private final Texts texts;
    private Subscription bound = Subscription.EMPTY;

    BoardCell(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected void updateItem(@Nullable NodeRow row, boolean empty) {
        super.updateItem(row, empty);
        bound.unsubscribe();
        bound = Subscription.EMPTY;
        if (empty || row == null) {
            setGraphic(null);
        } else {
            bound = row.asked().subscribe(this::show);
        }
    }

    private void show(NodeRow.Asked asked) {
        StatusBadge badge =
                switch (asked) {
                    case NodeRow.Asked.Never n ->
                            new StatusBadge(Tone.NEUTRAL, texts.get("step.nodes.not-asked"));
                    case NodeRow.Asked.Asking a ->
                            new StatusBadge(Tone.BUSY, texts.get("step.nodes.asking"));
                    case NodeRow.Asked.Answered(HostFacts facts) -> answered(facts);
                    case NodeRow.Asked.Failed(var problem) ->
                            new StatusBadge(Tone.BAD, texts.title(problem));
                };
        badge.setWrapText(true);
        badge.setMinHeight(USE_PREF_SIZE);
        badge.setMaxWidth(Double.MAX_VALUE);
        var box = new WrapBox(0);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().add(badge);
        setGraphic(box);
    }

    private StatusBadge answered(HostFacts facts) {
        String architecture = facts.value("dpkg.arch").orElse("?");
        String words =
                Stream.of(
                                facts.value("board.model").map(BoardCell::withoutRevision),
                                facts.value("dpkg.arch"),
                                facts.value("os.pretty"))
                        .flatMap(java.util.Optional::stream)
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(" · "));
        return architecture.equals("arm64")
                ? new StatusBadge(Tone.GOOD, words)
                : new StatusBadge(Tone.BAD, words);
    }

    /// `Raspberry Pi 4 Model B Rev 1.4` without the last two words.
    private static String withoutRevision(String model) {
        return model.replaceFirst(" Rev [0-9.]+$", "");
    }
}
