package org.kpaas.edge.installer.ui.wizard;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/// Asks the engineer inside the page, one question at a time, while the work that needs the answer waits. Answers that
/// were given are remembered in memory for this window, so that a lost connection comes back without a question.
public final class Questions implements Secrets, HostKeys, AutoCloseable {
    private final Executor ui;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Optional<Question>> open =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<String, Secret> remembered = new ConcurrentHashMap<>();

    /// @param ui runs on the JavaFX thread
    public Questions(Executor ui) {
        this.ui = ui;
    }

    /// What is asked.
    public sealed interface Question {
        /// @param attempt 2 or more after a wrong answer
        record ForSecret(Secrets.Kind kind, Access access, int attempt) implements Question {}

        record ForHostKey(String host, String algorithm, String fingerprint) implements Question {}
    }

    private record Pending(Question question, CompletableFuture<Optional<Secret>> answer) {}

    /// The question to show, if any. JavaFX thread.
    public ReadOnlyObjectProperty<Optional<Question>> open() {
        return open.getReadOnlyProperty();
    }

    /// An answer known already, for instance from the password field of the first step.
    public void prepare(Kind kind, Access access, Secret secret) {
        remember(key(kind, access), secret);
    }

    /// The engineer typed a secret. JavaFX thread.
    public void answer(Secret secret) {
        close(Optional.of(secret));
    }

    /// The engineer compared the fingerprint and it is right. JavaFX thread.
    public void accept() {
        close(Optional.of(Secret.NONE));
    }

    /// The engineer does not want to answer, or the fingerprint is wrong. JavaFX thread.
    public void refuse() {
        close(Optional.empty());
    }

    @Override
    public Optional<Secret> ask(Kind kind, Access access, int attempt) throws InterruptedException {
        String key = key(kind, access);
        Secret known = remembered.get(key);
        if (attempt == 1 && known != null) {
            return Optional.of(new Secret(known.copy()));
        }
        Optional<Secret> answer = wait(new Question.ForSecret(kind, access, attempt));
        answer.ifPresent(secret -> remember(key, new Secret(secret.copy())));
        return answer;
    }

    @Override
    public boolean accept(String host, String algorithm, String fingerprint)
            throws InterruptedException {
        return wait(new Question.ForHostKey(host, algorithm, fingerprint)).isPresent();
    }

    /// Wipes the remembered answers and refuses what is still asked. JavaFX thread.
    @Override
    public void close() {
        while (!pending.isEmpty()) {
            refuse();
        }
        remembered.values().forEach(Secret::close);
        remembered.clear();
    }

    private Optional<Secret> wait(Question question) throws InterruptedException {
        var waiting = new Pending(question, new CompletableFuture<>());
        ui.execute(() -> add(waiting));
        try {
            return waiting.answer().get();
        } catch (InterruptedException e) {
            ui.execute(() -> remove(waiting));
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Pending waiting) {
        pending.add(waiting);
        showFirst();
    }

    private void remove(Pending waiting) {
        pending.remove(waiting);
        showFirst();
    }

    private void close(Optional<Secret> answer) {
        @Nullable Pending first = pending.poll();
        if (first != null) {
            first.answer().complete(answer);
        }
        showFirst();
    }

    private void showFirst() {
        open.set(Optional.ofNullable(pending.peek()).map(Pending::question));
    }

    private void remember(String key, Secret secret) {
        Secret before = remembered.put(key, secret);
        if (before != null) {
            before.close();
        }
    }

    private static String key(Kind kind, Access access) {
        return kind + " " + access.label() + " " + access.credential();
    }
}
