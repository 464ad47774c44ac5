package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.connection.channel.direct.DirectConnection;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

import javax.net.SocketFactory;

/// A channel through a jump host, as the socket of the connection behind it. Closing one of its streams closes the
/// channel and never the stream by itself: bytes that still arrive for a closed stream would end the jump host's
/// whole connection.
final class ChannelSocket extends Socket {
    private final DirectConnection channel;

    ChannelSocket(DirectConnection channel) {
        this.channel = channel;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public InputStream getInputStream() {
        return new FilterInputStream(channel.getInputStream()) {
            @Override
            public void close() {
                ChannelSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new FilterOutputStream(channel.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                ChannelSocket.this.close();
            }
        };
    }

    @Override
    public int getPort() {
        return channel.getRemotePort();
    }

    @Override
    public void setSoTimeout(int timeout) {
        // reads of a channel end with the channel
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        throw new IOException("the channel is connected");
    }

    /// Returns at once; the other end's confirmation may take a while.
    @Override
    public void close() {
        Channels.close(channel);
    }

    /// Gives the one socket to the one client that is opened over it.
    static final class Factory extends SocketFactory {
        private final DirectConnection channel;

        Factory(DirectConnection channel) {
            this.channel = channel;
        }

        @Override
        public Socket createSocket() {
            return new ChannelSocket(channel);
        }

        @Override
        public Socket createSocket(String host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return createSocket();
        }
    }
}
