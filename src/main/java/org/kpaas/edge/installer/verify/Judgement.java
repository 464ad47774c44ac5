package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.Collection;
import java.util.Optional;

/// A verdict with its reason.
///
/// @param reason a text key below `verify.`; `{0}` found, `{1}` wanted; empty when healthy
record Judgement(Verdict verdict, Optional<String> reason, String found, String wanted) {
    static final Judgement HEALTHY = healthy("", "");

    static Judgement of(Verdict verdict, String reason, String found, String wanted) {
        return new Judgement(verdict, Optional.of(reason), found, wanted);
    }

    static Judgement healthy(String found, String wanted) {
        return new Judgement(Verdict.HEALTHY, Optional.empty(), found, wanted);
    }

    /// Healthy when both are the same.
    static Judgement same(String found, String wanted, String reason) {
        return found.equals(wanted) ? healthy(found, wanted) : bad(reason, found, wanted);
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

    /// It could not be read.
    static Judgement unknown(String wanted) {
        return of(Verdict.UNKNOWN, "unread", "", wanted);
    }

    boolean isHealthy() {
        return verdict == Verdict.HEALTHY;
    }

    /// The first of the worst.
    static Judgement worst(Collection<Judgement> judgements) {
        return judgements.stream()
                .reduce((a, b) -> b.verdict().compareTo(a.verdict()) > 0 ? b : a)
                .orElse(HEALTHY);
    }
}
