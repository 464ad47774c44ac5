package org.kpaas.edge.installer.remote.ssh;

import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers questions with prepared secrets, one after the other, and remembers what was asked.
public final class TestSecrets implements Secrets {
    private final Queue<String> answers;
    private final List<String> questions = new CopyOnWriteArrayList<>();

    /// Gives up when the answers are used up.
    public TestSecrets(String... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public synchronized Optional<Secret> ask(Kind kind, Access access, int attempt) {
        questions.add(kind + " " + attempt);
        return Optional.ofNullable(answers.poll()).map(Secret::of);
    }

    public List<String> questions() {
        return questions;
    }
}
