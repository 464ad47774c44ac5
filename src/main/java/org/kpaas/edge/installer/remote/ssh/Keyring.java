package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.Config;

import org.kpaas.edge.installer.remote.Readiness;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets of one session, in memory only: passwords that were right, and keys that were unlocked. A key file that
/// fifty hosts share is unlocked once; its passphrase is wiped at once. Passwords are wiped when the session ends.
final class Keyring implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Secrets secrets;
    private final Config config;
    private final Map<Access, Secret> passwords = new ConcurrentHashMap<>();
    private final Map<String, Shared<KeyPair>> keys = new ConcurrentHashMap<>();

    Keyring(Secrets secrets, Config config) {
        this.secrets = secrets;
        this.config = config;
    }

    Optional<Secret> password(Access access) {
        return Optional.ofNullable(passwords.get(access));
    }

    void remember(Access access, Secret password) {
        passwords.put(access, password);
    }

    boolean holds(Secret secret) {
        return passwords.containsValue(secret);
    }

    void forget(Access access) {
        Secret wrong = passwords.remove(access);
        if (wrong != null) {
            wrong.close();
        }
    }

    /// @param attempt 1 for the first question
    /// @throws RemoteException `wrong` after the third wrong answer, and when a wrong answer was not followed by another
    Secret ask(Secrets.Kind what, Access access, int attempt, RemoteException wrong)
            throws RemoteException, InterruptedException {
        if (attempt > ATTEMPTS) {
            throw wrong;
        }
        Optional<Secret> answer = secrets.ask(what, access, attempt);
        if (answer.isEmpty() && attempt > 1) {
            throw wrong;
        }
        return answer.orElseThrow(() -> new RemoteException(Kind.NOT_ANSWERED, access.label()));
    }

    /// The key in a file, unlocked; the passphrase is asked for when it has one.
    KeyPair key(Access access, String path) throws RemoteException, InterruptedException {
        try {
            return keys.computeIfAbsent(
                            path, file -> new Shared<>(() -> unlock(access, file), key -> true))
                    .get();
        } catch (RemoteException e) {
            throw new RemoteException(e.kind(), access.label(), e, path);
        }
    }

    /// Looks at the key without unlocking it.
    Readiness.Key readiness(Credential credential, Optional<Path> agentSocket) {
        return switch (credential) {
            case Credential.Password password -> Readiness.Key.PASSWORD;
            case Credential.KeyFile key -> readiness(expand(key.path()));
            case Credential.Agent agent ->
                    agentSocket.map(Keyring::agent).orElse(Readiness.Key.NO_AGENT);
        };
    }

    private Readiness.Key readiness(Path path) {
        try {
            return KeyFile.read(path, config).open().isPresent()
                    ? Readiness.Key.READY
                    : Readiness.Key.LOCKED;
        } catch (NoSuchFileException e) {
            return Readiness.Key.MISSING;
        } catch (IOException e) {
            return Readiness.Key.UNREADABLE;
        }
    }

    private static Readiness.Key agent(Path socket) {
        try {
            return new Agent(socket).identities().isEmpty()
                    ? Readiness.Key.NO_KEYS
                    : Readiness.Key.READY;
        } catch (IOException e) {
            return Readiness.Key.NO_AGENT;
        }
    }

    private KeyPair unlock(Access access, String path)
            throws RemoteException, InterruptedException {
        try {
            var file = KeyFile.read(expand(path), config);
            Optional<KeyPair> open = file.open();
            for (int attempt = 1; open.isEmpty(); attempt++) {
                var wrong = new RemoteException(Kind.WRONG_PASSPHRASE, access.label(), path);
                try (Secret phrase = ask(Secrets.Kind.PASSPHRASE, access, attempt, wrong)) {
                    open = file.open(phrase);
                }
            }
            return open.get();
        } catch (IOException e) {
            throw new RemoteException(Kind.KEY_UNREADABLE, access.label(), e, path);
        }
    }

    private static Path expand(String path) {
        return path.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), path.substring(2))
                : Path.of(path);
    }

    @Override
    public void close() {
        keys.values().forEach(Shared::drop);
        keys.clear();
        passwords.values().forEach(Secret::close);
        passwords.clear();
    }
}
