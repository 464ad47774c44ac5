package org.kpaas.edge.installer.verify.cause;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When something has a cause: one object of `causes.json`.
///
/// @param id     stable, `CAU-` and a number; it names the texts too
/// @param name   a short name for people who read ids
/// @param traps  ids of the known traps that show like this, for instance `T66`
/// @param rows   the unhealthy states that it explains, for instance `cloudcore-pending`
/// @param weight how special it is: what explains more of what was seen stands before what explains less
/// @param likely whether it is only what such a state most often comes from; it is told when nothing better explains the
///               same state, and it is told as likely
/// @param everywhere whether it explains such a row of any host, and not only of those that it was seen at
/// @param perHost whether everything has to be seen at one host, or at the site as a whole
/// @param all    each of these has to be there
/// @param any    at least one of these has to be there, if there are any
/// @param more   these make it heavier
/// @param none   none of these may be there
/// @param next   where in the product the next action is taken
/// @param check  the id of the check that sees it before a run
/// @param problem the code of the problem that a run ends with when this ended it
record Rule(
        String id,
        String name,
        List<String> traps,
        List<String> rows,
        Integer weight,
        Boolean likely,
        Boolean everywhere,
        Boolean perHost,
        List<Condition> all,
        List<Condition> any,
        List<Condition> more,
        List<Condition> none,
        Next next,
        Optional<String> check,
        Optional<String> problem) {
    Rule {
        traps = list(traps);
        rows = list(rows);
        likely = Objects.requireNonNullElse(likely, false);
        everywhere = Objects.requireNonNullElse(everywhere, false);
        perHost = Objects.requireNonNullElse(perHost, false);
        all = list(all);
        any = list(any);
        more = list(more);
        none = list(none);
        check = Objects.requireNonNullElse(check, Optional.empty());
        problem = Objects.requireNonNullElse(problem, Optional.empty());
    }

    /// The file leaves out what is empty.
    private static <T> List<T> list(List<T> given) {
        return List.copyOf(Objects.requireNonNullElse(given, List.of()));
    }
}
