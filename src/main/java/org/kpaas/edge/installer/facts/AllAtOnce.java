package org.kpaas.edge.installer.facts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Blocking work on many hosts at the same time, each on a virtual thread.
public final class AllAtOnce {
    private AllAtOnce() {}

    /// Waits for every task, also when one fails.
    ///
    /// @return the answers in the order of the tasks
    /// @throws InterruptedException  when cancelled, or when a task was; all of them are ended then
    /// @throws IllegalStateException for any other exception of a task, as its cause
    public static <T extends @Nullable Object> List<T> run(List<Callable<T>> tasks)
            throws InterruptedException {
        var answers = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException(e.getCause());
        }
        return Collections.unmodifiableList(answers);
    }
}
