package org.kpaas.edge.installer.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

final class EventPumpTest {
    private final ArrayDeque<Runnable> hops = new ArrayDeque<>();
    private final List<List<Integer>> batches = new ArrayList<>();
    private final EventPump<Integer> pump = new EventPump<>(hops::add, batches::add);

    @Test
    void manyEventsShareOneHop() {
        IntStream.range(0, 500).forEach(pump::accept);

        assertThat(hops).hasSize(1);
        hops.remove().run();
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst()).hasSize(500).isSorted();
    }

    @Test
    void aFloodIsSplitSoThatTheWindowCanPaintInBetween() {
        int many = 3 * EventPump.MOST_PER_HOP + 7;
        IntStream.range(0, many).forEach(pump::accept);

        runAll();

        assertThat(batches).hasSize(4).allMatch(batch -> batch.size() <= EventPump.MOST_PER_HOP);
        assertThat(batches.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.range(0, many).boxed().toList());
    }

    @Test
    @Timeout(20)
    void nothingIsLostWhenSeveralThreadsWriteWhileTheHopsRun() throws InterruptedException {
        var arrived = new CountDownLatch(40_000);
        try (var fx = Executors.newSingleThreadExecutor();
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var shared =
                    new EventPump<Integer>(
                            fx, batch -> batch.forEach(number -> arrived.countDown()));
            for (int writer = 0; writer < 4; writer++) {
                writers.execute(() -> IntStream.range(0, 10_000).forEach(shared::accept));
            }
            arrived.await();
        }
        assertThat(arrived.getCount()).isZero();
    }

    private void runAll() {
        while (!hops.isEmpty()) {
            hops.remove().run();
        }
    }
}
