package org.kpaas.edge.installer.ui.step.deploy;

import javafx.scene.Node;

import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.report.DoubtText;
import org.kpaas.edge.installer.run.EdgeText;
import org.kpaas.edge.installer.run.Event;
import org.kpaas.edge.installer.run.EventText;
import org.kpaas.edge.installer.run.HardeningText;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.ui.part.CauseCard;
import org.kpaas.edge.installer.ui.part.ErrorCard;
import org.kpaas.edge.installer.ui.part.Spans;
import org.kpaas.edge.installer.ui.part.Tone;
import org.kpaas.edge.installer.ui.wizard.ViewKit;
import org.kpaas.edge.installer.verify.NodeText;
import org.kpaas.edge.installer.verify.cause.Explanation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The messages over the run: how it ended, what is wrong with the connection, and the question
/// before the job is stopped.
final class Banners {
    private static final int HARDENING_LINES = 5;

    /// So many doubts in full, so that the run below stays in sight.
    private static final int SHOWN = 3;

    private final DeployStep step;
    private final ViewKit kit;
    private final Texts texts;

    Banners(DeployStep step, ViewKit kit) {
        this.step = step;
        this.kit = kit;
        this.texts = kit.texts();
    }

    List<Node> cards() {
        var cards = new ArrayList<Node>();
        switch (step.state().get()) {
            case IDLE, LETTING_GO -> {}
            case RUNNING -> running(cards);
            case STOPPING -> {
                cards.add(
                        new Banner(
                                Tone.BUSY,
                                "stopping",
                                texts.get("step.deploy.stopping"),
                                stoppingText()));
                looks(cards);
            }
            case NOT_WATCHING ->
                    cards.add(
                            new Banner(
                                            Tone.ATTENTION,
                                            "not-watching",
                                            texts.get("step.deploy.not-watching"),
                                            texts.get("step.deploy.not-watching.text"))
                                    .with(
                                            "watch-again",
                                            texts.get("step.deploy.watch-again"),
                                            step::attachAgain,
                                            "accent"));
            case SUCCEEDED -> {
                step.result().get().ifPresent(result -> cards.add(success(result)));
                hardening(cards);
            }
            case FAILED -> {
                hardening(cards);
                step.problem().get().ifPresent(problem -> cards.add(failure(problem)));
                step.result()
                        .get()
                        .filter(result -> !result.succeeded())
                        .ifPresent(result -> cards.addAll(causes(result.explanation())));
                standings(cards);
            }
        }
        if (!step.run().get().doubts().isEmpty()) {
            cards.add(doubts(step.run().get().doubts()));
        }
        return cards;
    }

    /// What the hardening changed: the days of a lock-out come first (T56, T97).
    private void hardening(List<Node> cards) {
        List<String> lines =
                step.result()
                        .get()
                        .flatMap(Event.RunResult::hardening)
                        .map(it -> HardeningText.of(it, texts))
                        .orElse(List.of());
        if (lines.isEmpty()) {
            return;
        }
        int more = lines.size() - HARDENING_LINES;
        String text = String.join("\n", lines.subList(0, Math.min(lines.size(), HARDENING_LINES)));
        cards.add(
                new Banner(
                        Tone.ATTENTION,
                        "hardening",
                        texts.get("step.deploy.hardening"),
                        more <= 0
                                ? text
                                : text
                                        + "\n"
                                        + texts.get(
                                                "step.deploy.hardening.more",
                                                Integer.toString(more))));
    }

    private Node doubts(List<Event> doubts) {
        var lines =
                new ArrayList<>(
                        doubts.stream()
                                .limit(SHOWN)
                                .flatMap(doubt -> DoubtText.of(texts, doubt).stream())
                                .toList());
        if (doubts.size() > SHOWN) {
            lines.add(
                    texts.get("step.deploy.doubts.more", Integer.toString(doubts.size() - SHOWN)));
        }
        return new Banner(
                Tone.ATTENTION,
                "doubts",
                texts.get("step.deploy.doubts", doubts.size()),
                String.join("\n", lines));
    }

    private void running(List<Node> cards) {
        step.problem().get().ifPresent(problem -> cards.add(couldNotStop(problem)));
        step.run().get().linkLost().get().ifPresent(lost -> cards.add(linkLost(lost)));
        step.run().get().causes().stream()
                .limit(SHOWN)
                .forEach(
                        cause ->
                                cards.add(
                                        CauseCard.of(
                                                cause, texts, kit.wizard().others(), this::go)));
        if (step.asking().get()) {
            cards.add(question());
        } else {
            step.run().get().overdue().get().ifPresent(late -> cards.add(overdue(late)));
        }
        looks(cards);
    }

    /// A task that is silent for too long can be stopped from here (T24).
    private Node overdue(Event.Overdue late) {
        return new Banner(
                        Tone.ATTENTION,
                        "overdue",
                        texts.get("step.deploy.overdue"),
                        EdgeText.of(late, texts))
                .with("overdue-stop", texts.get("step.deploy.stop"), () -> step.asking().set(true));
    }

    /// What the edge nodes do while Ansible says nothing, a line each.
    private void looks(List<Node> cards) {
        List<String> lines =
                step.run().get().looks().get().values().stream()
                        .map(look -> EventText.of(look, texts))
                        .toList();
        if (!lines.isEmpty()) {
            cards.add(
                    new Banner(
                            Tone.NEUTRAL,
                            "edge-looks",
                            texts.get("step.deploy.edges"),
                            String.join("\n", lines)));
        }
    }

    private Node question() {
        return new Banner(
                        Tone.ATTENTION,
                        "stop-question",
                        texts.get("step.deploy.stop.question"),
                        texts.get("step.deploy.stop.consequence"))
                .with("stop-yes", texts.get("step.deploy.stop.yes"), step::stopJob, "danger")
                .with("stop-no", texts.get("step.deploy.stop.no"), () -> step.asking().set(false));
    }

    private String stoppingText() {
        return step.run()
                .get()
                .now()
                .get()
                .map(now -> texts.get("step.deploy.stopping.task", now.task()))
                .orElse("");
    }

    private Node linkLost(Problem lost) {
        return new Banner(
                Tone.ATTENTION,
                "link-lost",
                texts.get("step.deploy.link-lost"),
                texts.title(lost) + " " + texts.get("step.deploy.link-lost.text"));
    }

    private Node couldNotStop(Problem problem) {
        return new ErrorCard(texts, texts.get("step.deploy.stop.doing"), problem, List.of());
    }

    private Node success(Event.RunResult result) {
        return new Banner(
                Tone.GOOD,
                "succeeded",
                texts.get(
                        "step.deploy.succeeded",
                        step.run().get().grid().rows().size(),
                        step.siteName(),
                        Spans.clock(Duration.between(result.started(), result.ended()))),
                texts.get("step.deploy.succeeded.text"));
    }

    private List<CauseCard> causes(Explanation explanation) {
        return CauseCard.of(explanation, texts, kit.wizard().others(), this::go).stream()
                .limit(SHOWN)
                .toList();
    }

    private void go(String stepId) {
        kit.wizard().go(stepId);
    }

    /// How far each node has come, so that the next run is for those that are not joined only.
    private void standings(List<Node> cards) {
        List<NodeStanding> nodes = step.standings().get();
        if (nodes.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        nodes.forEach(node -> lines.add(line(node)));
        lines.add(NodeText.retry(nodes, texts));
        var banner =
                new Banner(
                        Tone.NEUTRAL,
                        "node-states",
                        texts.get("step.deploy.states"),
                        String.join("\n", lines).strip());
        long left = nodes.stream().filter(node -> node.state().mayJoin()).count();
        if (left > 0) {
            banner.with(
                    "retry",
                    texts.get("step.deploy.retry", left),
                    () -> kit.wizard().go("checks"),
                    "accent");
        }
        cards.add(banner);
    }

    private String line(NodeStanding node) {
        String lacks = NodeText.lacks(node, texts);
        String state = node.hostName() + ": " + NodeText.state(node.state(), texts);
        return lacks.isEmpty() ? state : state + " – " + lacks;
    }

    private Node failure(Problem problem) {
        var actions = new ArrayList<ErrorCard.Action>();
        if (problem.code().equals("run.already-running")) {
            String other = problem.values().getFirst();
            actions.add(
                    new ErrorCard.Action(
                            texts.get("step.deploy.watch-other"), () -> step.attachNow(other)));
        }
        if (step.result().get().isPresent()) {
            actions.add(go("step.deploy.check-again", "checks"));
            actions.add(go("step.deploy.look", "verify"));
        } else {
            actions.add(
                    new ErrorCard.Action(texts.get("step.deploy.start-again"), step::startAgain));
            actions.add(
                    new ErrorCard.Action(texts.get("step.deploy.watch-again"), step::attachAgain));
        }
        return new ErrorCard(texts, texts.get("step.deploy.doing"), problem, actions);
    }

    private ErrorCard.Action go(String label, String stepId) {
        return new ErrorCard.Action(texts.get(label), () -> kit.wizard().go(stepId));
    }
}
