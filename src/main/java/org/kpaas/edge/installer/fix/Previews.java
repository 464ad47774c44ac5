package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.facts.AllAtOnce;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// What exactly several repairs would change, asked of all hosts at once.
///
/// @param offers  those that can be done
/// @param refused those that cannot, with the reason
public record Previews(List<Offer> offers, List<Refused> refused) {
    public Previews {
        offers = List.copyOf(offers);
        refused = List.copyOf(refused);
    }

    /// A repair that could not even be previewed.
    public record Refused(Proposal proposal, Problem problem) {}

    /// @throws InterruptedException when cancelled; nothing was changed
    public static Previews of(Repairer repairer, List<Proposal> proposals)
            throws InterruptedException {
        List<Callable<Previews>> tasks = new ArrayList<>();
        proposals.forEach(proposal -> tasks.add(() -> of(repairer, proposal)));
        List<Previews> all = AllAtOnce.run(tasks);
        return new Previews(
                all.stream().flatMap(it -> it.offers().stream()).toList(),
                all.stream().flatMap(it -> it.refused().stream()).toList());
    }

    private static Previews of(Repairer repairer, Proposal proposal) throws InterruptedException {
        try {
            Optional<Offer> offer = repairer.preview(proposal);
            return new Previews(offer.stream().toList(), List.of());
        } catch (ProblemException e) {
            return new Previews(List.of(), List.of(new Refused(proposal, e.problem())));
        }
    }
}
