package org.kpaas.edge.installer.cli;

/// What the command line tells a script. Documented in the README.
final class ExitCode {
    static final int OK = 0;

    /// A check failed, a warning was not accepted, or the deployment is not healthy.
    static final int FINDINGS = 1;

    /// The arguments or the site file are wrong; nothing was tried.
    static final int BAD_INPUT = 2;

    /// A host or the cluster could not be reached, or did not let us in.
    static final int UNREACHABLE = 3;

    /// The deployment, or the undoing of a repair, was started and did not succeed.
    static final int RUN_FAILED = 4;

    /// The engineer said no, or pressed Ctrl-C. A started deployment goes on.
    static final int CANCELLED = 130;

    private ExitCode() {}
}
