package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.run.Event.TaskState;
import org.kpaas.edge.installer.verify.cause.Causes;
import org.kpaas.edge.installer.verify.cause.Clues;
import org.kpaas.edge.installer.verify.cause.Evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What of a run's events may tell why it fails: what tasks said, what programs say on the edge nodes meanwhile, and of
/// the log the lines that a rule asks for. Bounded, however long the log is.
public final class RunClues {
    private static final int LINES = 500;

    private static final List<String> OF_RESULTS =
            List.of(
                    "fatal: [",
                    "failed: [",
                    "...ignoring",
                    "ok: [",
                    "changed: [",
                    "skipping: [",
                    "TASK [",
                    "PLAY [",
                    "PLAY RECAP");

    /// Only what EdgeCore says while it runs is about this run.
    private static final Set<String> AT_WORK = Set.of("active", "activating", "failed");

    private final Clues clues = new Clues();
    private final Set<String> seen = new HashSet<>();

    /// @return whether something was learned
    public boolean accept(Event event) {
        int before = seen.size();
        switch (event) {
            case Event.Result result -> result(result);
            case Event.Suspicion doubt -> doubt(doubt);
            case Event.Line line -> line(line.text());
            case Event.EdgeSeen look -> look(look.host(), look.look());
            case Event.Clearing item -> clearing(item);
            case Event.Overdue late -> late.unreached().forEach(this::unreached);
            default -> {}
        }
        return seen.size() > before;
    }

    public Evidence evidence() {
        return clues.evidence();
    }

    private void result(Event.Result result) {
        boolean tells =
                result.state() == TaskState.FAILED
                        || result.state() == TaskState.IGNORED
                        || result.state() == TaskState.UNREACHABLE;
        String state = result.state().name().toLowerCase(Locale.ROOT);
        if (tells && isNew(result.host(), result.task() + state + result.detail())) {
            clues.task(result.host(), result.role(), result.task(), state, result.detail());
        }
    }

    /// `script/clear.sh` says why in one word, which for some rules is a fact.
    private void clearing(Event.Clearing item) {
        String state =
                switch (item.state()) {
                    case FAILED -> "failed";
                    case DEBT -> "unreachable";
                    case RUNNING, DONE, COPY -> "";
                };
        if (state.isEmpty() || !isNew(item.host(), item.item() + item.detail())) {
            return;
        }
        clues.task(item.host(), "", item.item(), state, item.detail());
        switch (item.detail()) {
            case "kubeconfig" -> clues.fact(item.host(), "root.kubeconfig", "yes");
            case "terminating" -> clues.fact(item.host(), "kube.namespace.kubeedge", "Terminating");
            default -> {}
        }
    }

    private void doubt(Event.Suspicion doubt) {
        if (isNew(doubt.host(), doubt.text())) {
            clues.task(doubt.host(), doubt.role(), doubt.task(), "doubt", doubt.text());
        }
    }

    /// What a result says in full comes as a result; its line in the log would tell it twice.
    private void line(String text) {
        if (text.isBlank() || OF_RESULTS.stream().anyMatch(text::startsWith)) {
            return;
        }
        boolean guard = text.startsWith(Tally.GUARD);
        String from = guard ? "guard" : "job";
        String said = guard ? text.substring(Tally.GUARD.length()).strip() : text;
        if (Causes.isTelling(Clues.line(from, "", said)) && isNew("", said)) {
            clues.log(from, "", said);
        }
    }

    private void look(String host, EdgeLook look) {
        if (look.edgecore().filter(AT_WORK::contains).isPresent()) {
            look.log().forEach(line -> program("edgecore", host, line));
            look.complaint().ifPresent(line -> program("edgecore", host, line));
        }
        if (look.crio().filter("active"::equals).isEmpty()) {
            look.crioLog().forEach(line -> program("crio", host, line));
        }
    }

    private void program(String from, String host, String line) {
        if (isNew(host, from + line)) {
            clues.log(from, host, line);
        }
    }

    private void unreached(String host) {
        if (isNew(host, "unreached")) {
            clues.log("watchdog", host, "UNREACHED: TCP 22");
        }
    }

    private boolean isNew(String host, String said) {
        return seen.size() < LINES && seen.add(host + '\n' + said);
    }
}
