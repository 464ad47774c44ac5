package org.kpaas.edge.installer.remote.ssh;

import org.kpaas.edge.installer.remote.HostKeys;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers questions about host keys always the same way and remembers them.
public final class TestHostKeys implements HostKeys {
    private final boolean answer;
    private final List<String> questions = new CopyOnWriteArrayList<>();

    public TestHostKeys(boolean answer) {
        this.answer = answer;
    }

    @Override
    public boolean accept(String host, String algorithm, String fingerprint) {
        questions.add(host + " " + algorithm + " " + fingerprint);
        return answer;
    }

    public List<String> questions() {
        return questions;
    }
}
