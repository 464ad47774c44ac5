package org.kpaas.edge.installer.ui.part;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The bridge from the threads that work to the JavaFX thread: many events per hop, in order, and no hop so long that
/// the window stutters (architecture decision 7).
///
/// @param <E> the events' type
public final class EventPump<E> implements Consumer<E> {
    /// Enough to be quick: a hop of so many log lines takes 25 to 40 ms (measured), most of it whatever their number.
    static final int MOST_PER_HOP = 5_000;

    private final ConcurrentLinkedQueue<E> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hopScheduled = new AtomicBoolean();
    private final Executor fx;
    private final Consumer<List<E>> sink;

    /// @param fx   runs the hops one after the other, usually `Platform::runLater`
    /// @param sink gets each batch, on the thread of `fx`
    public EventPump(Executor fx, Consumer<List<E>> sink) {
        this.fx = fx;
        this.sink = sink;
    }

    /// On any thread.
    @Override
    public void accept(E event) {
        waiting.add(event);
        schedule();
    }

    /// Hands over at once what still waits; on the thread of `fx` only.
    public void drain() {
        while (!waiting.isEmpty()) {
            hop();
        }
    }

    private void schedule() {
        if (hopScheduled.compareAndSet(false, true)) {
            fx.execute(this::hop);
        }
    }

    private void hop() {
        hopScheduled.set(false);
        var batch = new ArrayList<E>();
        for (E event = waiting.poll(); event != null; event = waiting.poll()) {
            batch.add(event);
            if (batch.size() == MOST_PER_HOP) {
                schedule();
                break;
            }
        }
        if (!batch.isEmpty()) {
            sink.accept(batch);
        }
    }
}
