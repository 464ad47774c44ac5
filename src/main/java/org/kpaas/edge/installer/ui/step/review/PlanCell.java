package org.kpaas.edge.installer.ui.step.review;

import javafx.scene.control.TreeCell;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.text.Texts;

import java.util.Optional;

/// One line of the plan's tree.
final class PlanCell extends TreeCell<PlanItem> {
    private final Texts texts;

    PlanCell(Texts texts) {
        this.texts = texts;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(PlanItem item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setText(null);
            setGraphic(null);
            return;
        }
        setText(text(item));
        setGraphic(icon(item).map(FontIcon::new).orElse(null));
    }

    private String text(PlanItem item) {
        return switch (item) {
            case PlanItem.Impact impact -> texts.get("plan.impact.title");
            case PlanItem.Phase phase -> texts.get("phase." + phase.phase().id() + ".title");
            case PlanItem.Single single ->
                    switch (single.change()) {
                        case Change.WriteFile file -> fileName(file.path());
                        case Change.RestoreFile file -> fileName(file.path());
                        case Change.RunJob job -> texts.get("step.review.command");
                        case Change.RunTask task -> task.name();
                    };
        };
    }

    /// Phases are plain, so that their changes stand out.
    private static Optional<String> icon(PlanItem item) {
        return switch (item) {
            case PlanItem.Impact impact -> Optional.of("mdmz-warning");
            case PlanItem.Phase phase -> Optional.empty();
            case PlanItem.Single single -> Optional.of(icon(single.change()));
        };
    }

    private static String icon(Change change) {
        return switch (change) {
            case Change.WriteFile file -> "mdal-description";
            case Change.RestoreFile file -> "mdmz-restore";
            case Change.RunJob job -> "mdmz-play_arrow";
            case Change.RunTask task -> "mdmz-settings";
        };
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
