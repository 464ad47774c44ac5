package org.kpaas.edge.installer.practice;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/// One command in one SSH channel, on a virtual thread of its own. Ends when the channel closes or a signal comes.
final class ShellCommand implements Command {
    private final HostShell shell;
    private final PracticeHost host;
    private final String line;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Thread thread;

    ShellCommand(HostShell shell, PracticeHost host, String line) {
        this.shell = shell;
        this.host = host;
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        var started = Thread.ofVirtual().name("practice " + host.id()).unstarted(this::run);
        thread = started;
        environment.addSignalListener(
                (on, signal) -> started.interrupt(),
                Signal.TERM,
                Signal.KILL,
                Signal.INT,
                Signal.HUP);
        started.start();
    }

    @Override
    public void destroy(ChannelSession channel) {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        ExitCallback callback = Objects.requireNonNull(exit);
        try {
            OutputStream stdout = Objects.requireNonNull(out);
            OutputStream stderr = Objects.requireNonNull(err);
            int status = shell.run(host, line, Objects.requireNonNull(in), stdout, stderr);
            stdout.flush();
            stderr.flush();
            callback.onExit(status);
        } catch (InterruptedException e) {
            callback.onExit(143, "TERM");
        } catch (IOException e) {
            callback.onExit(141, "PIPE");
        }
    }
}
