package org.kpaas.edge.installer.facts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;

/// How the laptop's own attempt to connect ended.
///
/// @param detail the error text, may be empty
public record Dial(Reach.Result result, String detail) {
    /// @param limit wall-clock time after which nobody is thought to answer
    /// @throws InterruptedException when cancelled
    public static Dial tcp(String host, int port, Duration limit) throws InterruptedException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return new Dial(Reach.Result.NOT_TRIED, "name unknown on the source");
        }
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(address, (int) limit.toMillis());
            return new Dial(Reach.Result.OPEN, "");
        } catch (ClosedByInterruptException e) {
            throw cancelled(e);
        } catch (ConnectException e) {
            return new Dial(refused(e) ? Reach.Result.REFUSED : Reach.Result.FILTERED, message(e));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw cancelled(e);
            }
            return new Dial(Reach.Result.FILTERED, message(e));
        }
    }

    private static boolean refused(ConnectException e) {
        return message(e).toLowerCase(Locale.ROOT).contains("refused");
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static InterruptedException cancelled(IOException cause) {
        var cancelled = new InterruptedException("cancelled while connecting");
        cancelled.initCause(cause);
        return cancelled;
    }
}
