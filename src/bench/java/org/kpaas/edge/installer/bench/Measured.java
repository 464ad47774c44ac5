package org.kpaas.edge.installer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The rounds of one competitor: how long each took, and how much the processors of this machine worked for it, servers
/// and hosts included, because all of them are here.
final class Measured {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final double TICKS = 100;

    private final String name;
    private final List<Long> millis = new ArrayList<>();
    private final List<Double> cpuSeconds = new ArrayList<>();

    Measured(String name) {
        this.name = name;
    }

    /// One more round.
    void round(Work work) throws Exception {
        double before = busySeconds();
        long start = System.nanoTime();
        work.run();
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        cpuSeconds.add(busySeconds() - before);
        System.out.printf(
                Locale.ROOT,
                "  %-12s %6d ms  %6.2f s of processor%n",
                name,
                millis.getLast(),
                cpuSeconds.getLast());
    }

    long median() {
        long[] sorted = millis.stream().mapToLong(it -> it).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String line(int hosts) {
        double[] cpu = cpuSeconds.stream().mapToDouble(it -> it).toArray();
        Arrays.sort(cpu);
        return String.format(
                Locale.ROOT,
                "%-12s first %d ms, median %d ms, processor %.0f ms a host",
                name,
                millis.getFirst(),
                median(),
                cpu[cpu.length / 2] * TimeUnit.SECONDS.toMillis(1) / hosts);
    }

    /// `ours / theirs`, of the medians.
    String against(Measured theirs) {
        return String.format(
                Locale.ROOT,
                "ratio of the medians, %s / %s: %.2f",
                name,
                theirs.name,
                (double) median() / theirs.median());
    }

    /// What all processors have worked since the start of the machine; 0 where nobody tells.
    private static double busySeconds() throws IOException {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        String[] fields = Files.readAllLines(STAT).getFirst().split(" +", -1);
        double busy = 0;
        for (int i = 1; i < fields.length; i++) {
            if (i != IDLE && i != IO_WAIT) {
                busy += Long.parseLong(fields[i]);
            }
        }
        return busy / TICKS;
    }

    /// Does the same for every port at once, each on a virtual thread.
    static void atOnce(List<Integer> ports, OnHost work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Integer>>();
            ports.forEach(port -> calls.add(() -> work.exitCode(port)));
            for (Future<Integer> done : threads.invokeAll(calls)) {
                if (done.get() != 0) {
                    throw new IllegalStateException("a command failed with " + done.get());
                }
            }
        }
    }

    interface OnHost {
        int exitCode(int port) throws Exception;
    }

    interface Work {
        void run() throws Exception;
    }
}
