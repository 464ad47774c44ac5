package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckId;
import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.Subject;

/// The results about one subject.
record Say(Subject on) {
    CheckResult passed(String found) {
        return new CheckResult.Passed(on, found);
    }

    CheckResult warned(String found, String wanted) {
        return new CheckResult.Warned(on, found, wanted);
    }

    CheckResult failed(String found, String wanted) {
        return new CheckResult.Failed(on, found, wanted);
    }

    CheckResult unknown(Why why) {
        return new CheckResult.Unknown(on, why.key());
    }

    CheckResult notAsked(String unmet) {
        return new CheckResult.NotAsked(on, new CheckId(unmet));
    }

    /// `true` passes, `false` fails.
    CheckResult judge(boolean good, String found, String wanted) {
        return good ? passed(found) : failed(found, wanted);
    }

    /// `true` passes, `false` warns.
    CheckResult advise(boolean good, String found, String wanted) {
        return good ? passed(found) : warned(found, wanted);
    }
}
