package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A detached job on the practice control plane: its log grows and its result is kept, whoever is connected.
final class Job {
    private static final int TERMINATED = 143;
    private static final int CRASHED = 70;

    private final String plan;
    private final int pid;
    private final Order order;
    private final Instant started = Instant.now();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private final Thread thread;
    private @Nullable Integer exit;
    private @Nullable Instant ended;
    private boolean stopped;

    /// What the starter wrote down with it.
    ///
    /// @param guard   what has to be true before Ansible starts, in lines; may be empty
    /// @param program the script that the line runs; empty where it is the platform's own
    record Order(
            String plan,
            String release,
            List<String> edges,
            String who,
            String guard,
            String program) {}

    /// What a job does.
    interface Work {
        /// @param order what the starter wrote down
        /// @param log takes what the programs print
        /// @param events takes what the callback plugin tells
        /// @return the exit status
        int run(Order order, OutputStream log, OutputStream events)
                throws IOException, InterruptedException;
    }

    Job(String plan, int pid, Order order, Work work) {
        this.plan = plan;
        this.pid = pid;
        this.order = order;
        thread = Thread.ofVirtual().name("practice job").unstarted(() -> run(work));
    }

    void start() {
        thread.start();
    }

    String plan() {
        return plan;
    }

    int pid() {
        return pid;
    }

    Order order() {
        return order;
    }

    Instant started() {
        return started;
    }

    synchronized Optional<Integer> exit() {
        return Optional.ofNullable(exit);
    }

    synchronized Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    synchronized boolean wasStopped() {
        return stopped;
    }

    synchronized long size() {
        return log.size();
    }

    /// Ends it as `kill` does, and waits for the end.
    ///
    /// @return whether it was running
    boolean stop() throws InterruptedException {
        synchronized (this) {
            if (exit != null) {
                return false;
            }
            stopped = true;
        }
        thread.interrupt();
        thread.join();
        return true;
    }

    /// What there is beyond two offsets.
    record Part(byte[] log, byte[] events) {
        boolean isEmpty() {
            return log.length == 0 && events.length == 0;
        }
    }

    /// The bytes after an offset in each file; waits until there are some or the job has ended.
    ///
    /// @return empty when the job has ended and everything was read
    synchronized Part after(long logOffset, long eventsOffset) throws InterruptedException {
        while (log.size() <= logOffset && events.size() <= eventsOffset && exit == null) {
            wait();
        }
        return new Part(beyond(log, logOffset), beyond(events, eventsOffset));
    }

    private static byte[] beyond(ByteArrayOutputStream file, long offset) {
        byte[] all = file.toByteArray();
        return offset >= all.length
                ? new byte[0]
                : Arrays.copyOfRange(all, (int) offset, all.length);
    }

    private void run(Work work) {
        int status = CRASHED;
        try {
            status = work.run(order, new File(log), new File(events));
        } catch (InterruptedException e) {
            status = TERMINATED;
        } catch (IOException e) {
            status = 1;
        } finally {
            end(status);
        }
    }

    private synchronized void end(int status) {
        exit = status;
        ended = Instant.now();
        notifyAll();
    }

    private synchronized void append(
            ByteArrayOutputStream file, byte[] bytes, int from, int length) {
        file.write(bytes, from, length);
        notifyAll();
    }

    private final class File extends OutputStream {
        private final ByteArrayOutputStream file;

        File(ByteArrayOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int next) {
            append(file, new byte[] {(byte) next}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            append(file, bytes, from, length);
        }
    }
}
