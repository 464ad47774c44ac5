package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.facts.AllAtOnce;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.site.Subject;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Previews repairs, does them, and undoes them. Hosts are worked on at the same time, each with its repairs in order;
/// one that fails does not hold up another.
public final class Repairer implements AutoCloseable {
    private static final String ABSENT = "absent";

    private final Site site;
    private final HostScripts scripts;
    private final RepairJournal journal;
    private final Clock clock;
    private final Restart restart;

    /// @param secrets asked for the login user's password when sudo wants it
    public Repairer(Site site, Remote remote, Secrets secrets, RepairJournal journal, Clock clock) {
        this.site = site;
        scripts = new HostScripts(remote, secrets);
        this.journal = journal;
        this.clock = clock;
        restart = new Restart(scripts);
    }

    /// Asks the host what exactly would change; reads only.
    ///
    /// @return empty when there is nothing to change
    public Optional<Offer> preview(Proposal proposal)
            throws ProblemException, InterruptedException {
        Access access = access(proposal.on());
        return switch (proposal.means()) {
            case Means.Edit(String path, var edit) -> {
                Content now = content(access, path, "show", path);
                yield edited(proposal, path, now, edit.apply(now.text()));
            }
            case Means.FromGit(String folder, String path) -> {
                String file = folder + "/" + path;
                Content now = content(access, file, "show", file);
                yield edited(
                        proposal, file, now, content(access, file, "head", folder, path).text());
            }
            case Means.Authorize(String path) -> {
                Content now = content(access, path, "show", path);
                yield edited(proposal, path, now, TextEdits.withLine(now.text(), publicKey()));
            }
            // only root can read such a file: it is refused later when there is one already
            case Means.SudoRule(String path, String text) ->
                    Optional.of(
                            new Offer(
                                    proposal,
                                    new Preview.File(
                                            path, Optional.empty(), text, ABSENT, "0440", true)));
            case Means.Run run ->
                    Optional.of(new Offer(proposal, new Preview.Commands(run.lines())));
        };
    }

    private String publicKey() throws ProblemException, InterruptedException {
        var call = HostScripts.Call.user("fix-host", "~/.ssh", "public-key");
        return scripts.run(site.controlPlane(), call).getOrDefault("fix.key", "");
    }

    private Optional<Offer> edited(Proposal proposal, String path, Content now, String after) {
        if (after.equals(now.text())) {
            return proposal.reboot()
                    ? Optional.of(new Offer(proposal, new Preview.Restart(path)))
                    : Optional.empty();
        }
        Optional<String> before =
                now.digest().equals(ABSENT) ? Optional.empty() : Optional.of(now.text());
        return Optional.of(
                new Offer(
                        proposal,
                        new Preview.File(path, before, after, now.digest(), mode(path), false)));
    }

    /// Of a file that is not there yet.
    private static String mode(String path) {
        return path.contains("/.ssh/") ? "0600" : "0644";
    }

    /// Does what there was consent to. A repair whose file is not as previewed is refused.
    ///
    /// @param reboot whether hosts may be restarted whose repair needs it
    /// @return in the order of the offers
    public List<Outcome> apply(List<Offer> offers, boolean reboot, Consumer<Progress> progress)
            throws InterruptedException {
        var perHost = new LinkedHashMap<String, List<Offer>>();
        for (Offer offer : offers) {
            perHost.computeIfAbsent(offer.proposal().on().id(), id -> new ArrayList<>()).add(offer);
        }
        Consumer<Progress> told = oneAtATime(progress);
        List<Callable<Map<Offer, Outcome>>> tasks = new ArrayList<>();
        perHost.values().forEach(mine -> tasks.add(() -> onHost(mine, reboot, told)));
        var outcomes = new LinkedHashMap<Offer, Outcome>();
        AllAtOnce.run(tasks).forEach(outcomes::putAll);
        return offers.stream().map(offer -> Objects.requireNonNull(outcomes.get(offer))).toList();
    }

    private static Consumer<Progress> oneAtATime(Consumer<Progress> progress) {
        var lock = new Object();
        return event -> {
            synchronized (lock) {
                progress.accept(event);
            }
        };
    }

    private Map<Offer, Outcome> onHost(
            List<Offer> offers, boolean reboot, Consumer<Progress> progress)
            throws InterruptedException {
        var outcomes = new LinkedHashMap<Offer, Outcome>();
        for (Offer offer : offers) {
            progress.accept(new Progress.Working(offer));
            outcomes.put(offer, done(offer));
        }
        boolean restarts =
                reboot
                        && outcomes.entrySet().stream()
                                .anyMatch(
                                        it ->
                                                it.getKey().proposal().reboot()
                                                        && it.getValue() instanceof Outcome.Done);
        if (restarts) {
            restarted(offers.getFirst().proposal().on(), outcomes, progress);
        }
        outcomes.values().forEach(outcome -> progress.accept(new Progress.Ended(outcome)));
        return outcomes;
    }

    private void restarted(Subject host, Map<Offer, Outcome> outcomes, Consumer<Progress> progress)
            throws InterruptedException {
        progress.accept(new Progress.Restarting(host));
        Optional<Problem> trouble = restart.of(access(host));
        if (trouble.isEmpty()) {
            progress.accept(new Progress.Back(host));
        }
        outcomes.replaceAll(
                (offer, outcome) ->
                        offer.proposal().reboot() && outcome instanceof Outcome.Done done
                                ? trouble.<Outcome>map(it -> new Outcome.Failed(offer, it))
                                        .orElse(new Outcome.Done(offer, done.entry(), true))
                                : outcome);
    }

    private Outcome done(Offer offer) throws InterruptedException {
        try {
            Optional<RepairJournal.Entry> entry =
                    switch (offer.preview()) {
                        case Preview.File file -> Optional.of(put(offer.proposal(), file));
                        case Preview.Commands _ -> Optional.of(ran(offer.proposal()));
                        case Preview.Restart _ -> Optional.empty();
                    };
            entry.ifPresent(journal::done);
            return new Outcome.Done(offer, entry, false);
        } catch (ProblemException e) {
            return new Outcome.Failed(offer, e.problem());
        }
    }

    private RepairJournal.Entry put(Proposal proposal, Preview.File file)
            throws ProblemException, InterruptedException {
        byte[] content = file.after().getBytes(StandardCharsets.UTF_8);
        var values = new TreeMap<String, Secret>();
        values.put("DATA", Secret.of(Base64.getEncoder().encodeToString(content)));
        String check = file.sudoers() ? "sudoers" : "none";
        var call =
                new HostScripts.Call(
                        "fix-file",
                        List.of("put", file.path(), file.digest(), file.mode(), check),
                        values,
                        proposal.root(),
                        file.path());
        Map<String, String> said = scripts.run(access(proposal.on()), call);
        String after = said.getOrDefault("fix.digest", "");
        String backup = said.getOrDefault("fix.backup", "none");
        var undo =
                new RepairJournal.Undo(
                        "fix-file", List.of("back", file.path(), after, backup), proposal.root());
        return entry(proposal, file.path(), file.digest(), after, backup, Optional.of(undo));
    }

    private RepairJournal.Entry ran(Proposal proposal)
            throws ProblemException, InterruptedException {
        var run = (Means.Run) proposal.means();
        var arguments = new ArrayList<>(List.of(run.verb()));
        arguments.addAll(run.arguments());
        String what = String.join("; ", run.lines());
        var call =
                new HostScripts.Call(
                        run.script(), arguments, new TreeMap<>(), proposal.root(), what);
        String before =
                scripts.run(access(proposal.on()), call).getOrDefault("fix.before", "").strip();
        Optional<RepairJournal.Undo> undo =
                run.back(before)
                        .map(it -> new RepairJournal.Undo(run.script(), it, proposal.root()));
        return entry(proposal, what, before, String.join(" ", run.arguments()), "", undo);
    }

    private RepairJournal.Entry entry(
            Proposal proposal,
            String what,
            String before,
            String after,
            String backup,
            Optional<RepairJournal.Undo> undo) {
        byte[] id = new byte[4];
        new SecureRandom().nextBytes(id);
        return new RepairJournal.Entry(
                HexFormat.of().formatHex(id),
                clock.instant(),
                site.name(),
                access(proposal.on()).label(),
                proposal.check().text(),
                what,
                before,
                after,
                backup,
                undo);
    }

    /// Puts back what was there before a repair, byte for byte; refuses when it was changed since.
    ///
    /// @throws ProblemException `fix.other-site` when the site has no such host, `fix.no-undo` when the repair cannot be
    ///                          undone, or why it was not
    public void undo(RepairJournal.Entry entry) throws ProblemException, InterruptedException {
        Access access =
                hosts().map(this::access)
                        .filter(it -> it.label().equals(entry.host()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of(
                                                        "fix.other-site",
                                                        entry.host(),
                                                        site.name())));
        RepairJournal.Undo undo =
                entry.undo()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of(
                                                        "fix.no-undo",
                                                        entry.host(),
                                                        entry.what())));
        scripts.run(access, HostScripts.Call.of(undo, entry.what()));
        journal.undone(entry, clock.instant());
    }

    private Stream<Subject> hosts() {
        return Stream.concat(Stream.of(site.controlPlaneSubject()), site.edgeSubjects().stream());
    }

    private Access access(Subject on) {
        if (on.equals(site.controlPlaneSubject())) {
            return site.controlPlane();
        }
        int index = site.edgeSubjects().indexOf(on);
        if (index < 0) {
            throw new NoSuchElementException("not a host of the site: " + on);
        }
        return site.accessTo(site.edges().get(index));
    }

    /// @param digest of the file that is there, or `absent`
    private record Content(String text, String digest) {}

    private Content content(Access access, String path, String... arguments)
            throws ProblemException, InterruptedException {
        Map<String, String> said =
                scripts.run(access, HostScripts.Call.user("fix-file", path, arguments));
        return new Content(
                text(access, path, said.getOrDefault("file.content", "")),
                said.getOrDefault("file.digest", ABSENT));
    }

    /// @throws ProblemException `fix.not-text` when it would not survive the way to the preview and back
    private static String text(Access access, String path, String base64) throws ProblemException {
        byte[] content = Base64.getDecoder().decode(base64);
        String text = new String(content, StandardCharsets.UTF_8);
        if (!java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            throw new ProblemException(Refusal.NOT_TEXT.problem(access.label(), path));
        }
        return text;
    }

    @Override
    public void close() {
        scripts.close();
    }
}
