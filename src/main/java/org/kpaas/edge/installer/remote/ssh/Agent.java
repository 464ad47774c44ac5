package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.common.Buffer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client of ssh-agent (draft-ietf-sshm-ssh-agent): lists keys and signs with them. One connection per question.
final class Agent {
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Path socket;

    Agent(Path socket) {
        this.socket = socket;
    }

    List<Identity> identities() throws IOException {
        Buffer.PlainBuffer answer =
                ask(new Buffer.PlainBuffer().putByte((byte) REQUEST_IDENTITIES));
        if (answer.readByte() != IDENTITIES_ANSWER) {
            throw new IOException("the agent does not list its keys");
        }
        var found = new ArrayList<Identity>();
        for (long left = answer.readUInt32(); left > 0; left--) {
            byte[] blob = answer.readBytes();
            answer.readString(); // the comment
            found.add(new Identity(blob, new Buffer.PlainBuffer(blob).readString()));
        }
        return found;
    }

    /// @return the signature as it goes into the SSH packet; empty when the agent refuses
    Optional<byte[]> sign(Identity identity, byte[] data) throws IOException {
        int flags = identity.type().equals("ssh-rsa") ? RSA_SHA2_512 : 0;
        Buffer.PlainBuffer answer =
                ask(
                        new Buffer.PlainBuffer()
                                .putByte((byte) SIGN_REQUEST)
                                .putBytes(identity.blob())
                                .putBytes(data)
                                .putUInt32(flags));
        return answer.readByte() == SIGN_RESPONSE
                ? Optional.of(answer.readBytes())
                : Optional.empty();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer question) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var out = new DataOutputStream(Channels.newOutputStream(channel));
            byte[] bytes = question.getCompactData();
            var framed = new Buffer.PlainBuffer().putBytes(bytes).getCompactData();
            out.write(framed);
            var in = new DataInputStream(Channels.newInputStream(channel));
            int length = in.readInt();
            if (length < 1 || length > LONGEST_ANSWER) {
                throw new IOException("not an ssh-agent");
            }
            return new Buffer.PlainBuffer(in.readNBytes(length));
        }
    }

    /// @param blob the public key as it travels
    /// @param type for instance `ssh-ed25519`
    @SuppressWarnings("ArrayRecordComponent")
    record Identity(byte[] blob, String type) {
        /// The name of the signature that we ask for: SHA-1 is no longer accepted for RSA (RFC 8332).
        String algorithm() {
            return type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
        }
    }
}
