package org.kpaas.edge.installer.ui.step;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Runs blocking calls away from the JavaFX thread and brings what they give back to it.
///
/// @param threads runs each call, usually on a virtual thread of its own
/// @param fx         runs what comes back, usually `Platform::runLater`
public record Background(Executor threads, Executor fx) {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    /// Virtual threads in the background.
    public static Background onVirtualThreads(Executor fx) {
        return new Background(task -> Thread.ofVirtual().name("ui-step").start(task), fx);
    }

    /// Starts a call. Exactly one of the three is told at its end, on the JavaFX thread.
    ///
    /// @param done    gets the result
    /// @param failed  gets what went wrong; a mistake of the program comes as `internal` with the exception's name
    /// @param stopped told after [Running#cancel], when the call has really come to rest
    public <T> Running start(
            Callable<T> call, Consumer<T> done, Consumer<Problem> failed, Runnable stopped) {
        var running = new Running();
        threads.execute(() -> fx.execute(running.outcome(call, done, failed, stopped)));
        return running;
    }

    /// One call under way.
    public static final class Running {
        private final AtomicReference<State> state =
                new AtomicReference<>(new State(false, false, null));

        /// Asks the call to stop by interrupting it. It may take a while; `stopped` tells when it is over.
        public void cancel() {
            State before = state.getAndUpdate(now -> new State(true, now.finished(), now.thread()));
            if (!before.finished() && before.thread() != null) {
                before.thread().interrupt();
            }
        }

        private <T> Runnable outcome(
                Callable<T> call, Consumer<T> done, Consumer<Problem> failed, Runnable stopped) {
            State before =
                    state.getAndUpdate(
                            now -> new State(now.cancelled(), false, Thread.currentThread()));
            if (before.cancelled()) {
                return stopped;
            }
            try {
                T result = call.call();
                return cancelledAtEnd() ? stopped : () -> done.accept(result);
            } catch (InterruptedException e) {
                cancelledAtEnd();
                return stopped;
            } catch (ProblemException e) {
                return cancelledAtEnd() ? stopped : () -> failed.accept(e.problem());
            } catch (Exception e) {
                LOG.log(System.Logger.Level.ERROR, "background work failed", e);
                var problem = Problem.of("internal", e.getClass().getSimpleName());
                return cancelledAtEnd() ? stopped : () -> failed.accept(problem);
            }
        }

        private boolean cancelledAtEnd() {
            return state.getAndUpdate(now -> new State(now.cancelled(), true, null)).cancelled();
        }

        private record State(
                boolean cancelled,
                boolean finished,
                @org.jspecify.annotations.Nullable Thread thread) {}
    }
}
