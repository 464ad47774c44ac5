package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

import org.kpaas.edge.installer.remote.Secret;

import java.util.List;
import java.util.Locale;

/// Answers `keyboard-interactive` (RFC 4256) with the password, once. Later questions are about something else, for
/// instance a new password, and stay without an answer.
final class PasswordAnswer implements ChallengeResponseProvider {
    private final Secret password;
    private boolean given;
    private volatile boolean newPasswordWanted;

    PasswordAnswer(Secret password) {
        this.password = password;
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    public void init(Resource resource, String name, String instruction) {
        // nothing to show: there is one thing to answer
    }

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        newPasswordWanted |= prompt.toLowerCase(Locale.ROOT).contains("new password");
        if (given || echo) {
            return new char[0];
        }
        given = true;
        return password.copy();
    }

    /// Whether the host asked for a new one, which it does when the old one has expired.
    boolean newPasswordWanted() {
        return newPasswordWanted;
    }

    @Override
    public boolean shouldRetry() {
        return false;
    }
}
