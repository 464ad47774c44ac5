package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.channel.OpenFailException;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.site.Access;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/// What a failed attempt to connect means.
final class ConnectFailure {
    private ConnectFailure() {}

    static RemoteException translate(Access access, Throwable failure) {
        Kind kind = kind(failure);
        return new RemoteException(
                kind,
                access.label(),
                failure,
                access.host(),
                access.port().toString(),
                kind == Kind.FORWARDING_REFUSED ? access.jump().map(Access::label).orElse("") : "");
    }

    private static Kind kind(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            switch (t) {
                case UnknownHostException e -> {
                    return Kind.UNKNOWN_NAME;
                }
                case NoRouteToHostException e -> {
                    return Kind.NO_ROUTE;
                }
                case SocketTimeoutException e -> {
                    return Kind.TIMED_OUT;
                }
                case TimeoutException e -> {
                    return Kind.TIMED_OUT;
                }
                case ConnectException e -> {
                    return spoken(e.getMessage(), Kind.REFUSED);
                }
                case OpenFailException e -> {
                    return refusedByJump(e);
                }
                default -> {}
            }
        }
        return afterConnecting(failure);
    }

    /// The jump host answers in its own words (RFC 4254, 5.1 has one code for every failed connection).
    private static Kind refusedByJump(OpenFailException e) {
        return e.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED
                ? Kind.FORWARDING_REFUSED
                : spoken(e.getMessage(), Kind.REFUSED);
    }

    private static Kind spoken(@Nullable String message, Kind otherwise) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        if (text.contains("timed out") || text.contains("timeout")) {
            return Kind.TIMED_OUT;
        }
        if (text.contains("no route") || text.contains("unreachable")) {
            return Kind.NO_ROUTE;
        }
        if (text.contains("resolve") || text.contains("unknown host") || text.contains("name or")) {
            return Kind.UNKNOWN_NAME;
        }
        return otherwise;
    }

    /// The port answered, and then the handshake did not work out.
    private static Kind afterConnecting(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.startsWith("Broken transport") ? Kind.LOST : Kind.NOT_SSH;
    }
}
