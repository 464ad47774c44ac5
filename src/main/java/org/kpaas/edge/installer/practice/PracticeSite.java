package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.kpaas.edge.installer.site.Site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// A whole simulated site on loopback: hosts behind real SSH, a Kubernetes API over TLS, a deployment script that
/// replays what the real one does, and faults to choose from. The product reaches it exactly as a real site.
public final class PracticeSite implements AutoCloseable {
    private static final int SSH_PORT = 2222;
    static final int API_PORT = 6443;
    private static final int ATTEMPTS = 20;

    private final PracticeOptions options;
    private final PracticeWorld world;

    private PracticeSite(PracticeOptions options, PracticeWorld world) {
        this.options = options;
        this.world = world;
    }

    /// Builds the site and starts its servers; takes about a second.
    ///
    /// @throws ProblemException `practice.no-loopback` where only 127.0.0.1 may be used, `practice.unknown-release`, or
    ///                          `practice.no-start` when addresses, ports or the temporary folder could not be had
    public static PracticeSite start(PracticeOptions options) throws ProblemException {
        Release release =
                Releases.find(options.releaseId())
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of(
                                                        "practice.unknown-release",
                                                        options.releaseId(),
                                                        Releases.known())));
        var random = ThreadLocalRandom.current();
        PracticeNet.random(random).requireUsable();
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean usual = attempt < ATTEMPTS / 2;
            int ssh = usual ? SSH_PORT : random.nextInt(20_000, 30_000);
            int api = usual ? API_PORT : random.nextInt(20_000, 30_000);
            try {
                PracticeNet net = PracticeNet.random(random);
                return new PracticeSite(
                        options, PracticeWorld.open(options, release, net, ssh, api));
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new ProblemException(
                Problem.of("practice.no-start", String.valueOf(last.getMessage())), last);
    }

    /// The site as an engineer would have described it, complete, marked as simulated.
    public Site site() {
        var edges = new ArrayList<EdgeNode>();
        for (PracticeHost edge : world.model().edges()) {
            edges.add(
                    new EdgeNode(
                            new HostName(edge.plannedName()),
                            edge.address(),
                            new Port(world.model().sshPort()),
                            SshServers.USER,
                            new Credential.Password(),
                            EdgeNode.Route.DIRECT));
        }
        return new Site(
                "practice",
                true,
                access(),
                Optional.of(
                        new CloudCore(
                                Exposure.INTERFACE,
                                world.model().net().privateVip(),
                                world.model().net().publicVip(),
                                new HostName(InitialCluster.CONTROL_PLANE),
                                new HostName(InitialCluster.WORKERS.getFirst()))),
                edges,
                List.of(),
                List.of(),
                List.of());
    }

    /// How to log in to the control plane; the same password opens every host.
    public Access access() {
        return new Access(
                world.model().controlPlane().address().text(),
                new Port(world.model().sshPort()),
                SshServers.USER,
                new Credential.Password(),
                Optional.empty());
    }

    /// The password of user `ubuntu` on every host, made at random at each start. A copy that the caller wipes.
    public char[] password() {
        return world.logins().password();
    }

    /// Lets a key log in as user `ubuntu` on every host.
    ///
    /// @param publicKey as in `authorized_keys`
    public void authorize(String publicKey) {
        world.logins().authorize(publicKey);
    }

    /// The fingerprint that a host of this site should offer, `SHA256:…`; empty for an address that is not of this
    /// site. Comparing an offered key with it is as good as asking the engineer.
    ///
    /// @param host an address, as it is or as `[address]:port`
    public Optional<String> fingerprint(String host) {
        String address = host.startsWith("[") ? host.substring(1, host.indexOf(']')) : host;
        return world.model().at(address).map(PracticeHost::announcedFingerprint);
    }

    /// The hosts, the control plane first.
    public List<HostDescription> hosts() {
        return world.model().hosts().stream()
                .map(
                        host ->
                                new HostDescription(
                                        host.id(),
                                        host.name(),
                                        host.address().text(),
                                        world.model().sshPort(),
                                        host.announcedFingerprint(),
                                        host.what()))
                .toList();
    }

    public PracticeOptions options() {
        return options;
    }

    /// Makes something wrong, also while work on the site goes on.
    ///
    /// @throws ProblemException `practice.no-fault` when the system does not allow it, for instance a port that is taken
    public void inject(Fault fault) throws ProblemException {
        try {
            world.faults().plant(fault);
        } catch (IOException e) {
            throw noFault(fault, e);
        }
    }

    /// Makes it right again, as somebody on the site would.
    ///
    /// @throws ProblemException as [#inject]
    public void repair(Fault fault) throws ProblemException {
        try {
            world.faults().lift(fault);
        } catch (IOException e) {
            throw noFault(fault, e);
        }
    }

    /// What is wrong now.
    public Set<Fault> faults() {
        return world.faults().planted();
    }

    private static ProblemException noFault(Fault fault, IOException e) {
        return new ProblemException(
                Problem.of("practice.no-fault", fault.name(), String.valueOf(e.getMessage())), e);
    }

    PracticeWorld world() {
        return world;
    }

    /// Drops every SSH connection at once, as a lost link does; the hosts go on and can be reached again.
    public void cutLinks() {
        world.ssh().cut();
    }

    /// Stops everything and removes its files.
    @Override
    public void close() {
        world.close();
    }
}
