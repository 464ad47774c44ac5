package org.kpaas.edge.installer.ui.part;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.kpaas.edge.installer.text.Texts;

import java.util.concurrent.CountDownLatch;

/// Whether the window stays alive while 100,000 log lines arrive at once: the longest time between two frames, and the
/// longest piece of work on the JavaFX thread. Argument: the number of lines, 100,000 without one.
///
/// `mvn -q -Pbench -Dbench=ui/part/LogPaneBenchmark -Dapp.jvm="-Dglass.platform=Headless -Dprism.order=sw"`
public final class LogPaneBenchmark {
    private static final int ROUNDS = 4;
    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;

    private LogPaneBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        int lines = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        Platform.startup(() -> Platform.setImplicitExit(false));
        for (int round = 1; round <= ROUNDS; round++) {
            boolean searching = round > ROUNDS / 2;
            var measured = new Round(lines, searching);
            System.out.printf(
                    "round %d, %,d lines%s: %s%n",
                    round, lines, searching ? ", searching" : "", measured.run());
        }
        Platform.exit();
    }

    /// One flood into one pane.
    private static final class Round {
        private final int lines;
        private final boolean searching;
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch all = new CountDownLatch(1);
        private final LogModel log = new LogModel();
        private final EventPump<String> pump = new EventPump<>(Platform::runLater, this::take);
        private long longestHop;
        private int hops;
        private long longestFrame;
        private int frames;
        private long lastFrame;

        Round(int lines, boolean searching) {
            this.lines = lines;
            this.searching = searching;
        }

        String run() throws InterruptedException {
            Platform.runLater(this::open);
            ready.await();
            long start = System.nanoTime();
            for (int line = 0; line < lines; line++) {
                pump.accept("changed: [cp-edge-" + line % 50 + "] => (item=" + line + ")");
            }
            double sent = seconds(System.nanoTime() - start);
            all.await();
            return "sent in %.2f s, shown after %.2f s, %d hops, longest hop %.0f ms, %d frames, longest wait for a frame %.0f ms"
                    .formatted(
                            sent,
                            seconds(System.nanoTime() - start),
                            hops,
                            seconds(longestHop) * 1000,
                            frames,
                            seconds(longestFrame) * 1000);
        }

        private void open() {
            var pane = new LogPane(log, Texts.of(Texts.ENGLISH), () -> {});
            if (searching) {
                log.query().set("item=7");
            }
            var stage = new Stage();
            stage.setScene(new Scene(pane, WIDTH, HEIGHT));
            stage.show();
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(this, stage);
                }
            }.start();
        }

        private void frame(AnimationTimer timer, Stage stage) {
            long now = System.nanoTime();
            if (lastFrame != 0) {
                longestFrame = Math.max(longestFrame, now - lastFrame);
                frames++;
            }
            lastFrame = now;
            ready.countDown();
            if (log.all().size() == lines) {
                timer.stop();
                stage.close();
                all.countDown();
            }
        }

        private void take(java.util.List<String> batch) {
            long start = System.nanoTime();
            log.add(batch);
            longestHop = Math.max(longestHop, System.nanoTime() - start);
            hops++;
        }

        private static double seconds(long nanos) {
            return nanos / 1e9;
        }
    }
}
