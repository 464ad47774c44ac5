package org.kpaas.edge.installer.facts;

import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/// The laptop's own attempt to reach CloudCore's public address.
record LaptopProbe(Ipv4 address, int port, Duration limit) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String LOOPBACK = "127.";

    /// None before CloudCore is set; none on a simulated site whose addresses do not exist.
    static List<LaptopProbe> of(Site site) {
        return site.cloudCore().stream()
                .map(cloudCore -> cloudCore.publicVip())
                .filter(address -> !site.simulated() || address.text().startsWith(LOOPBACK))
                .flatMap(
                        address ->
                                Looker.CLOUDCORE_PORTS.stream()
                                        .map(port -> new LaptopProbe(address, port, LIMIT)))
                .toList();
    }

    /// @throws InterruptedException when cancelled
    Reach attempt() throws InterruptedException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket()
                    .connect(new InetSocketAddress(address.text(), port), (int) limit.toMillis());
            return reach(Reach.Result.OPEN, "");
        } catch (ClosedByInterruptException e) {
            throw cancelled(e);
        } catch (ConnectException e) {
            return reach(refused(e) ? Reach.Result.REFUSED : Reach.Result.FILTERED, message(e));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw cancelled(e);
            }
            return reach(Reach.Result.FILTERED, message(e));
        }
    }

    private static boolean refused(ConnectException e) {
        return message(e).toLowerCase(java.util.Locale.ROOT).contains("refused");
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static InterruptedException cancelled(IOException cause) {
        var cancelled = new InterruptedException("cancelled while connecting");
        cancelled.initCause(cause);
        return cancelled;
    }

    private Reach reach(Reach.Result result, String detail) {
        return Reach.cloudCore(Subject.LAPTOP, address + ":" + port, port, result, detail);
    }
}
