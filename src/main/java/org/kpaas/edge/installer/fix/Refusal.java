package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.site.Problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a host's script did nothing. The texts are `error.fix.<code>.…`; `{0}` is the host, `{1}` what was to be changed.
public enum Refusal {
    /// the file, or the system, is not as it was when the preview was made
    CHANGED,
    /// the file cannot be read, or is none
    UNREADABLE,
    /// above 256 KiB
    TOO_LARGE,
    /// not a text in UTF-8
    NOT_TEXT,
    /// git does not have it at the checked-out commit
    NOT_IN_GIT,
    /// the folder cannot be written, or is full
    UNWRITABLE,
    /// no copy could be made, or the copy is gone
    NO_BACKUP,
    /// the file does not hold what was written
    NOT_WRITTEN,
    /// there is no visudo to check a rule with
    NO_VISUDO,
    /// visudo does not accept the rule
    SUDOERS,
    NO_SUDO,
    /// sudo wants a password, and there was no answer
    PASSWORD_WANTED,
    PASSWORD_WRONG,
    /// the control plane's login user has no key
    NO_KEY,
    /// another program kept apt's lock for as long as we waited
    APT_LOCKED,
    /// root's kubeconfig lies on an edge node: cleaning it would reach into the cluster (T87)
    KUBECONFIG,
    /// a join is going on there
    BUSY,
    /// something is still mounted where files were to be removed (T91)
    MOUNTED,
    /// the cluster does not answer
    NO_CLUSTER,
    /// the node of that name is none that an edge deployment made (T10)
    NOT_AN_EDGE,
    /// Istio itself is installed, and uses the same definitions
    ISTIO_INSTALLED,
    /// the namespace does not go away (T85)
    TERMINATING,
    /// a command ended with an error
    COMMAND_FAILED;

    private static final String AREA = "fix.";

    /// As scripts say it, for instance `not-in-git`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a problem's code is one of these.
    public static boolean has(String problemCode) {
        return problemCode.startsWith(AREA) && of(problemCode.substring(AREA.length())).isPresent();
    }

    static Optional<Refusal> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    Problem problem(String host, String what) {
        return Problem.of(AREA + code(), host, what);
    }
}
