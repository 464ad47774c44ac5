package org.kpaas.edge.installer.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.remote.RemoteException.Kind;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class SshLoginTest {
    private static final Credential PASSWORD = new Credential.Password();

    @TempDir Path folder;
    private TestSshServer server;

    @BeforeEach
    void start() {
        server = new TestSshServer(folder).password("edge", "right");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theRightPasswordOpensTheHost() throws Exception {
        server.start();
        var secrets = new TestSecrets("right");
        assertThat(login(secrets, PASSWORD)).isNull();
        assertThat(secrets.questions()).containsExactly("PASSWORD 1");
    }

    @Test
    void aWrongPasswordIsAskedForAgain() throws Exception {
        server.start();
        var secrets = new TestSecrets("wrong", "worse", "right");
        assertThat(login(secrets, PASSWORD)).isNull();
        assertThat(secrets.questions()).containsExactly("PASSWORD 1", "PASSWORD 2", "PASSWORD 3");
    }

    @Test
    void threeWrongPasswordsAreEnough() throws Exception {
        server.start();
        var secrets = new TestSecrets("wrong", "worse", "worst", "right");
        assertThat(login(secrets, PASSWORD)).isEqualTo(Kind.WRONG_PASSWORD);
        assertThat(secrets.questions()).hasSize(3);
    }

    @Test
    void aWrongPasswordWithoutAnotherOneIsAWrongPassword() throws Exception {
        server.start();
        assertThat(login(new TestSecrets("wrong"), PASSWORD)).isEqualTo(Kind.WRONG_PASSWORD);
    }

    @Test
    void aCancelledQuestionIsSaid() throws Exception {
        server.start();
        assertThat(login(new TestSecrets(), PASSWORD)).isEqualTo(Kind.NOT_ANSWERED);
    }

    @Test
    void aHostThatHangsUpAfterTwoAnswersIsCalledAgain() throws Exception {
        server.server().getProperties().put("max-auth-requests", 2);
        server.start();
        assertThat(login(new TestSecrets("wrong", "worse", "right"), PASSWORD)).isNull();
    }

    @Test
    void keyboardInteractiveTakesThePasswordToo() throws Exception {
        server.methods(UserAuthKeyboardInteractiveFactory.INSTANCE).start();
        assertThat(login(new TestSecrets("wrong", "right"), PASSWORD)).isNull();
    }

    @Test
    void aHostWithoutPasswordsIsNotAskedFor() throws Exception {
        server.methods(UserAuthPublicKeyFactory.INSTANCE).start();
        var secrets = new TestSecrets("right");
        assertThat(login(secrets, PASSWORD)).isEqualTo(Kind.PASSWORD_NOT_ADMITTED);
        assertThat(secrets.questions()).isEmpty();
    }

    @Test
    void anExpiredPasswordIsNotAWrongOne() throws Exception {
        server.server()
                .setPasswordAuthenticator(
                        (user, password, session) -> {
                            throw new PasswordChangeRequiredException("expired", "New?", "en");
                        });
        server.start();
        assertThat(login(new TestSecrets("right"), PASSWORD)).isEqualTo(Kind.PASSWORD_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSA", "EC"})
    void openSshKeysOpenTheHostWithAndWithoutPassphrase(String algorithm) throws Exception {
        KeyPair key = key(algorithm);
        server.key(key.getPublic()).start();
        Path open = TestKeys.openSsh(folder.resolve("open"), key, "");
        Path locked = TestKeys.openSsh(folder.resolve("locked"), key, "phrase");
        assertThat(login(new TestSecrets(), file(open))).isNull();
        assertThat(login(new TestSecrets("wrong", "phrase"), file(locked))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void pemKeysOpenTheHostWithAndWithoutPassphrase(String algorithm) throws Exception {
        KeyPair key = key(algorithm);
        server.key(key.getPublic()).start();
        Path open = TestKeys.pem(folder.resolve("open"), key, "");
        Path locked = TestKeys.pem(folder.resolve("locked"), key, "phrase");
        assertThat(login(new TestSecrets(), file(open))).isNull();
        assertThat(login(new TestSecrets("wrong", "phrase"), file(locked))).isNull();
    }

    @Test
    void threeWrongPassphrasesAreEnoughAndAreNotCalledAWrongPassword() throws Exception {
        KeyPair key = key("Ed25519");
        server.key(key.getPublic()).start();
        Path locked = TestKeys.openSsh(folder.resolve("locked"), key, "phrase");
        var secrets = new TestSecrets("a", "b", "c", "phrase");
        assertThat(login(secrets, file(locked))).isEqualTo(Kind.WRONG_PASSPHRASE);
        assertThat(secrets.questions())
                .containsExactly("PASSPHRASE 1", "PASSPHRASE 2", "PASSPHRASE 3");
    }

    @Test
    void aKeyThatTheHostDoesNotKnowIsRefused() throws Exception {
        server.start();
        Path key = TestKeys.openSsh(folder.resolve("key"), key("Ed25519"), "");
        assertThat(login(new TestSecrets(), file(key))).isEqualTo(Kind.KEY_REFUSED);
    }

    @Test
    void whatIsNoKeyIsUnreadable() throws Exception {
        server.start();
        Path text = Files.writeString(folder.resolve("key.pub"), "ssh-ed25519 AAAA test\n");
        assertThat(login(new TestSecrets(), file(text))).isEqualTo(Kind.KEY_UNREADABLE);
        assertThat(login(new TestSecrets(), file(folder.resolve("none"))))
                .isEqualTo(Kind.KEY_UNREADABLE);
    }

    @Test
    void aPathMayStartAtHome() throws Exception {
        KeyPair key = key("Ed25519");
        server.key(key.getPublic()).start();
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            TestKeys.openSsh(folder.resolve("id"), key, "");
            assertThat(login(new TestSecrets(), new Credential.KeyFile("~/id"))).isNull();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void oneKeyForManyLoginsIsUnlockedOnce() throws Exception {
        KeyPair key = key("Ed25519");
        server.key(key.getPublic()).start();
        Path locked = TestKeys.openSsh(folder.resolve("locked"), key, "phrase");
        var secrets = new TestSecrets("phrase");
        var hostKeys = new TestHostKeys(true);
        try (Remote remote =
                new SshRemotes(folder.resolve("known_hosts")).open(secrets, hostKeys)) {
            all(20, i -> remote.host(server.access("user" + i, file(locked))));
        }
        assertThat(secrets.questions()).containsExactly("PASSPHRASE 1");
        assertThat(hostKeys.questions()).hasSize(1);
    }

    @Test
    void manyCallersShareOneOpening() throws Exception {
        server.start();
        var secrets = new TestSecrets("right");
        try (Remote remote = remote(secrets)) {
            List<Host> hosts = all(50, i -> remote.host(server.access("edge", PASSWORD)));
            assertThat(hosts).containsOnly(hosts.getFirst());
        }
        assertThat(secrets.questions()).hasSize(1);
        assertThat(server.logins()).isEqualTo(1);
    }

    @Test
    void fiftyHostsOpenAtOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            server.password("user" + i, "right");
        }
        server.start();
        Secrets secrets = (kind, access, attempt) -> Optional.of(Secret.of("right"));
        try (Remote remote = remote(secrets)) {
            List<Host> hosts = all(50, i -> remote.host(server.access("user" + i, PASSWORD)));
            assertThat(hosts).doesNotHaveDuplicates().allMatch(Host::connected);
        }
    }

    @Test
    void aLostConnectionIsOpenedAgainWithoutAQuestion() throws Exception {
        server.start();
        var secrets = new TestSecrets("right");
        try (Remote remote = remote(secrets)) {
            Access access = server.access("edge", PASSWORD);
            Host first = remote.host(access);
            server.dropAll();
            Await.until(() -> !first.connected());
            Host second = remote.host(access);
            assertThat(second).isNotSameAs(first);
            assertThat(second.connected()).isTrue();
        }
        assertThat(secrets.questions()).containsExactly("PASSWORD 1");
    }

    private @org.jspecify.annotations.Nullable Kind login(Secrets secrets, Credential credential) {
        try (Remote remote = remote(secrets)) {
            RemoteException failure =
                    catchThrowableOfType(
                            RemoteException.class,
                            () -> remote.host(server.access("edge", credential)));
            return failure == null ? null : failure.kind();
        }
    }

    private Remote remote(Secrets secrets) {
        return new SshRemotes(folder.resolve("known_hosts")).open(secrets, new TestHostKeys(true));
    }

    private static Credential file(Path path) {
        return new Credential.KeyFile(path.toString());
    }

    private static KeyPair key(String algorithm) {
        return TestSshServer.newKey(
                algorithm, algorithm.equals("RSA") ? 2048 : algorithm.equals("EC") ? 256 : 0);
    }

    private static <T> List<T> all(int times, Indexed<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < times; i++) {
                int index = i;
                calls.add(() -> call.get(index));
            }
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private interface Indexed<T> {
        T get(int index) throws Exception;
    }
}
