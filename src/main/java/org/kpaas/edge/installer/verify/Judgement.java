package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.Optional;

/// A verdict with its reason.
///
/// @param reason a text key below `verify.`; `{0}` found, `{1}` wanted; empty when healthy
record Judgement(Verdict verdict, Optional<String> reason, String found, String wanted) {
    static final Judgement HEALTHY = new Judgement(Verdict.HEALTHY, Optional.empty(), "", "");

    static Judgement of(Verdict verdict, String reason, String found, String wanted) {
        return new Judgement(verdict, Optional.of(reason), found, wanted);
    }

    static Judgement bad(String reason, String found, String wanted) {
        return of(Verdict.UNHEALTHY, reason, found, wanted);
    }

    static Judgement known(String reason, String found, String wanted) {
        return of(Verdict.KNOWN, reason, found, wanted);
    }

    static Judgement waiting(String reason, String found, String wanted) {
        return of(Verdict.WAITING, reason, found, wanted);
    }

    boolean isHealthy() {
        return verdict == Verdict.HEALTHY;
    }
}
