package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPublickey;

import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// One login, over as many connections as it takes: hosts hang up after a few wrong answers, or when a question to the
/// engineer stays open for too long (sshd_config: MaxAuthTries, LoginGraceTime).
final class Login {
    private final Access access;
    private final Keyring keyring;
    private final Optional<Path> agentSocket;
    private Optional<Secret> candidate = Optional.empty();
    private Optional<Deque<Agent.Identity>> identities = Optional.empty();
    private int agentKeys;
    private int attempt;
    private int hangUps;

    Login(Access access, Keyring keyring, Optional<Path> agentSocket) {
        this.access = access;
        this.keyring = keyring;
        this.agentSocket = agentSocket;
    }

    /// @return false when the host hung up before it had judged; it is worth trying again on a new connection
    boolean enter(SSHClient client) throws RemoteException, InterruptedException {
        try {
            return switch (access.credential()) {
                case Credential.Password password -> byPassword(client);
                case Credential.KeyFile key -> byKey(client, key.path());
                case Credential.Agent agent -> byAgent(client);
            };
        } catch (TransportException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (++hangUps > 1) {
                candidate.filter(secret -> !keyring.holds(secret)).ifPresent(Secret::close);
                throw new RemoteException(Kind.LOST, access.label(), e);
            }
            return false;
        }
    }

    private boolean byPassword(SSHClient client)
            throws RemoteException, InterruptedException, TransportException {
        if (authenticate(client, new AuthNone())) {
            return true;
        }
        Collection<String> admitted = client.getUserAuth().getAllowedMethods();
        if (!admitted.contains("password") && !admitted.contains("keyboard-interactive")) {
            throw new RemoteException(
                    Kind.PASSWORD_NOT_ADMITTED, access.label(), String.join(", ", admitted));
        }
        while (true) {
            Secret password = password();
            candidate = Optional.of(password); // judged by nobody yet if the host hangs up now
            if (offer(client, password, admitted)) {
                keyring.remember(access, password);
                return true;
            }
            candidate = Optional.empty();
            keyring.forget(access);
            password.close();
        }
    }

    private Secret password() throws RemoteException, InterruptedException {
        Optional<Secret> known = candidate.or(() -> keyring.password(access));
        if (known.isPresent()) {
            return known.get();
        }
        return keyring.ask(
                Secrets.Kind.PASSWORD,
                access,
                ++attempt,
                new RemoteException(Kind.WRONG_PASSWORD, access.label()));
    }

    private boolean offer(SSHClient client, Secret password, Collection<String> admitted)
            throws RemoteException, InterruptedException, TransportException {
        if (admitted.contains("password")) {
            return authenticate(client, new PasswordMethod(password));
        }
        var answer = new PasswordAnswer(password);
        boolean entered = authenticate(client, new AuthKeyboardInteractive(answer));
        if (!entered && answer.newPasswordWanted()) {
            throw expired(new UserAuthException("a new password is wanted"));
        }
        return entered;
    }

    private boolean byKey(SSHClient client, String path)
            throws RemoteException, InterruptedException, TransportException {
        var key = new KeyPairWrapper(keyring.key(access, path));
        if (!authenticate(client, new AuthPublickey(key))) {
            throw new RemoteException(Kind.KEY_REFUSED, access.label(), path);
        }
        return true;
    }

    private boolean byAgent(SSHClient client)
            throws RemoteException, InterruptedException, TransportException {
        Path socket =
                agentSocket.orElseThrow(() -> new RemoteException(Kind.NO_AGENT, access.label()));
        var agent = new Agent(socket);
        if (identities.isEmpty()) {
            try {
                identities = Optional.of(new ArrayDeque<>(agent.identities()));
                agentKeys = identities.get().size();
            } catch (IOException e) {
                throw new RemoteException(Kind.NO_AGENT, access.label(), e, socket.toString());
            }
        }
        Deque<Agent.Identity> untried = identities.get();
        int before = untried.size();
        try {
            if (!untried.isEmpty() && authenticate(client, new AgentMethod(agent, untried))) {
                return true;
            }
        } catch (TransportException hungUp) {
            if (untried.isEmpty() || untried.size() == before) {
                throw hungUp;
            }
            return false; // too many keys for one connection: the rest on the next
        }
        throw new RemoteException(Kind.AGENT_REFUSED, access.label(), Integer.toString(agentKeys));
    }

    private boolean authenticate(SSHClient client, AuthMethod method)
            throws RemoteException, InterruptedException, TransportException {
        method.setLoggerFactory(client.getTransport().getConfig().getLoggerFactory());
        try {
            return client.getUserAuth()
                    .authenticate(
                            access.user(),
                            (Service) client.getConnection(),
                            method,
                            client.getTransport().getTimeoutMs());
        } catch (UserAuthException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return judge(client, e);
        }
    }

    private boolean judge(SSHClient client, UserAuthException failure)
            throws RemoteException, TransportException {
        if (PasswordMethod.expired(failure)) {
            throw expired(failure);
        }
        if (failure.getCause() instanceof TimeoutException) {
            throw ConnectFailure.translate(access, failure);
        }
        if (failure.getCause() instanceof TransportException || !client.isConnected()) {
            throw new TransportException(failure);
        }
        return false;
    }

    private RemoteException expired(Throwable cause) {
        return new RemoteException(Kind.PASSWORD_EXPIRED, access.label(), cause);
    }
}
