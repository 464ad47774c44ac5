package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.plan.ResetPlanText;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.cause.CauseText;

/// Words for what happens during a run or a reset.
public final class EventText {
    private EventText() {}

    /// One line; empty for what is told in another way: tasks with their results and doubts, the log, the end.
    public static String of(Event event, Texts texts) {
        return switch (event) {
            case Event.Phase phase -> texts.get("phase." + phase.phase() + ".title");
            case Event.Clearing it ->
                    ResetPlanText.clearing(
                            it.host(), it.item(), it.state().name(), it.detail(), texts);
            case Event.BackedUp saved ->
                    texts.get("event.backed-up", saved.host(), saved.path(), saved.copy());
            case Event.LinkLost lost ->
                    texts.get(
                            "event.link-lost",
                            texts.title(lost.problem()),
                            Long.toString(lost.nextTry().toSeconds()));
            case Event.LinkBack back -> texts.get("event.link-back");
            case Event.Quiet quiet ->
                    texts.get("event.quiet", Long.toString(quiet.since().toSeconds()));
            case Event.EdgeSeen seen -> seen.host() + ": " + EdgeText.of(seen, texts);
            case Event.EdgeUnseen unseen -> unseen.host() + ": " + EdgeText.of(unseen, texts);
            case Event.Overdue overdue -> EdgeText.of(overdue, texts);
            case Event.CauseSeen seen ->
                    texts.get(
                            "event.cause",
                            CauseText.title(seen.cause(), texts),
                            CauseText.next(seen.cause(), texts));
            case Event.Now now -> "";
            case Event.OnHost onHost -> "";
            case Event.Result result -> "";
            case Event.Suspicion doubt -> "";
            case Event.Disagreement doubt -> "";
            case Event.Recap recap -> "";
            case Event.Line line -> "";
            case Event.Cleared cleared -> "";
            case Event.Ended ended -> "";
        };
    }
}
