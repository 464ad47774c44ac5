package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.channel.Channel;

import java.io.IOException;

/// Ends channels without waiting for the other side.
final class Channels {
    private Channels() {}

    static void close(Channel channel) {
        if (!channel.isOpen()) {
            return;
        }
        Thread.ofVirtual()
                .name("ssh-channel-close")
                .start(
                        () -> {
                            try {
                                channel.close();
                            } catch (IOException gone) {
                                // the connection ended first, and the channel with it
                            }
                        });
    }
}
