package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.site.Ipv4;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What listens, what is dropped and what is refused on the practice network, besides SSH and the API server.
final class PracticeNetwork implements AutoCloseable {
    /// CloudCore's ports that something listens on; 10001, 10003 and 10004 are mapped but unused (T81).
    static final List<Integer> CLOUDCORE_PORTS = List.of(10_000, 10_002);

    private static final int PATIENCE_MILLIS = 500;

    private final PracticeNet net;
    private final Map<String, Closeable> open = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();
    private final Set<String> standing = new HashSet<>();
    private boolean cloudCore;

    PracticeNetwork(PracticeNet net) {
        this.net = net;
    }

    /// CloudCore answers behind its service address, or does no more.
    synchronized void cloudCore(boolean serving) throws IOException {
        cloudCore = serving;
        for (int port : CLOUDCORE_PORTS) {
            refresh(port);
        }
    }

    /// A firewall drops what goes to CloudCore's service on this port.
    synchronized void dropCloudCore(int port) throws IOException {
        for (Ipv4 vip : vips()) {
            dropped.add(key(vip, port));
        }
        refresh(port);
    }

    synchronized void admitCloudCore(int port) throws IOException {
        for (Ipv4 vip : vips()) {
            dropped.remove(key(vip, port));
        }
        refresh(port);
    }

    synchronized void drop(Ipv4 address, int port) throws IOException {
        if (dropped.add(key(address, port))) {
            replace(key(address, port), new BlackHole(address, port));
        }
    }

    synchronized void admit(Ipv4 address, int port) throws IOException {
        if (dropped.remove(key(address, port))) {
            replace(key(address, port), null);
        }
    }

    synchronized boolean isDropped(Ipv4 address, int port) {
        return dropped.contains(key(address, port));
    }

    /// Tries to connect as a host of the practice site would.
    ///
    /// @return `open`, `refused` or `filtered`; addresses outside of the practice network are never tried
    String probe(String address, int port) {
        synchronized (this) {
            if (!net.contains(address) || dropped.contains(address + ":" + port)) {
                return "filtered";
            }
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return "open";
        } catch (SocketTimeoutException e) {
            return "filtered";
        } catch (IOException e) {
            return "refused";
        }
    }

    /// A listener of a probe comes to stand on a port, `tcp:<address>:<port>`.
    ///
    /// @return false when another one stands there
    synchronized boolean stand(String target) {
        return standing.add(target);
    }

    synchronized void leave(String target) {
        standing.remove(target);
    }

    /// As [#probe], where listeners of a probe count too; those behind CloudCore's public address as well.
    String attempt(String protocol, String address, int port) {
        synchronized (this) {
            boolean there =
                    standing.contains(protocol + ":" + key(address, port))
                            || address.equals(net.publicVip().text()) && behindVip(port);
            if (there && !dropped.contains(key(address, port))) {
                return "open";
            }
        }
        return protocol.equals("tcp") ? probe(address, port) : "filtered";
    }

    private boolean behindVip(int port) {
        String nodePort = ":" + (port + 20_000);
        return standing.contains("tcp:" + net.privateVip() + ":" + port)
                || standing.stream().anyMatch(it -> it.endsWith(nodePort));
    }

    @Override
    public synchronized void close() throws IOException {
        for (String key : List.copyOf(open.keySet())) {
            replace(key, null);
        }
    }

    private List<Ipv4> vips() {
        return List.of(net.privateVip(), net.publicVip());
    }

    private void refresh(int port) throws IOException {
        for (Ipv4 vip : vips()) {
            String key = key(vip, port);
            boolean drop = dropped.contains(key);
            Closeable there = open.get(key);
            if (drop && !(there instanceof BlackHole)) {
                replace(key, null);
                replace(key, new BlackHole(vip, port));
            } else if (!drop && cloudCore && !(there instanceof Listener)) {
                replace(key, null);
                replace(key, new Listener(vip, port));
            } else if (!drop && !cloudCore) {
                replace(key, null);
            }
        }
    }

    private void replace(String key, @Nullable Closeable now) throws IOException {
        Closeable before = now == null ? open.remove(key) : open.put(key, now);
        if (before != null) {
            before.close();
        }
    }

    private static String key(Ipv4 address, int port) {
        return key(address.text(), port);
    }

    private static String key(String address, int port) {
        return address + ":" + port;
    }
}
