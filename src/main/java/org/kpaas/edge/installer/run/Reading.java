package org.kpaas.edge.installer.run;

/// Reads what a followed job writes, byte by byte. For one thread.
public interface Reading {
    /// The next bytes of the log.
    void log(byte[] bytes);

    /// The next bytes of what the follower says beside the log.
    void events(byte[] bytes);

    long logOffset();

    long eventsOffset();

    /// A new follower begins.
    void again();

    /// Nothing has come for a while.
    void idle();
}
