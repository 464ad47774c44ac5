package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.Secret;

import java.util.Arrays;

/// The `password` method (RFC 4252, 8). A request to change the password is an answer of its own here.
final class PasswordMethod extends AbstractAuthMethod {
    private final Secret password;

    PasswordMethod(Secret password) {
        super("password");
        this.password = password;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        char[] copy = password.copy();
        try {
            return super.buildReq().putBoolean(false).putSensitiveString(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    @Override
    public void handle(Message message, SSHPacket packet)
            throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60) { // SSH_MSG_USERAUTH_PASSWD_CHANGEREQ
            throw new Expired();
        }
        super.handle(message, packet);
    }

    static boolean expired(@Nullable Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof Expired) {
                return true;
            }
        }
        return false;
    }

    /// The password was right and has to be changed first.
    static final class Expired extends UserAuthException {
        private static final long serialVersionUID = 1L;

        Expired() {
            super("the password has expired");
        }
    }
}
