package org.kpaas.edge.installer.remote.ssh;

import java.io.ByteArrayOutputStream;

/// Collects bytes up to a limit and drops the rest, so that a host cannot fill the laptop's memory.
final class Limited {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean truncated;

    Limited(int limit) {
        this.limit = limit;
    }

    synchronized void add(byte[] bytes) {
        int room = Math.min(bytes.length, limit - kept.size());
        kept.write(bytes, 0, room);
        truncated |= room < bytes.length;
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    synchronized boolean truncated() {
        return truncated;
    }
}
