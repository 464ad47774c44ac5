package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

import java.io.IOException;
import java.util.Deque;
import java.util.Optional;

/// The `publickey` method (RFC 4252, 7) with the keys of ssh-agent, one after the other: each is offered first, and
/// signed with when the host would take it.
final class AgentMethod extends AbstractAuthMethod {
    private final Agent agent;
    private final Deque<Agent.Identity> untried;

    /// @param untried the keys to offer, not empty; those that the host has refused are taken out
    AgentMethod(Agent agent, Deque<Agent.Identity> untried) {
        super("publickey");
        this.agent = agent;
        this.untried = untried;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    @Override
    public void handle(Message message, SSHPacket packet)
            throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) { // SSH_MSG_USERAUTH_PK_OK
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data =
                new Buffer.PlainBuffer()
                        .putBytes(params.getTransport().getSessionID())
                        .putBuffer(request)
                        .getCompactData();
        Optional<byte[]> signature;
        try {
            signature = agent.sign(untried.getFirst(), data);
        } catch (IOException e) {
            throw new UserAuthException("the agent went away", e);
        }
        if (signature.isPresent()) {
            params.getTransport().write(request.putBytes(signature.get()));
        } else if (shouldRetry()) {
            request();
        } else {
            throw new UserAuthException("the agent does not sign");
        }
    }

    @Override
    public boolean shouldRetry() {
        untried.poll();
        return !untried.isEmpty();
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        Agent.Identity identity = untried.getFirst();
        return super.buildReq()
                .putBoolean(signed)
                .putString(identity.algorithm())
                .putBytes(identity.blob());
    }
}
