package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.site.Ipv4;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The running parts of one practice site, opened together and closed together.
final class PracticeWorld implements AutoCloseable {
    /// Clients that go away are what this server is for, so it says nothing about them. A strong reference, else the
    /// level would be lost.
    private static final Logger QUIET = Logger.getLogger("org.apache.sshd");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    private static final double LINK_LOST_SECONDS = 40;
    private static final double RESTART_SECONDS = 45;

    private final Deque<Closeable> open = new ArrayDeque<>();
    private final PracticeModel model;
    private final Logins logins = new Logins(new SecureRandom());
    private final SshServers ssh;
    private final Pace pace;
    private final Jobs jobs;
    private final Faults faults;

    private PracticeWorld(
            PracticeOptions options, Release release, PracticeNet net, int sshPort, int apiPort)
            throws IOException {
        try {
            model = model(options, release, net, sshPort);
            pace = new Pace(options.speed());
            open.push(pace::close);
            var clearing = new Clearing(model);
            jobs =
                    new Jobs(
                            new DeployScript(model, pace, this::inThePause),
                            new ResetScript(model, pace, clearing));
            var certificates = new Certificates(net.controlPlane());
            var answers = new HashMap<String, ScriptCall.Answer>(jobs.answers());
            answers.putAll(FileScripts.answers());
            answers.putAll(new ProbeScripts(model.network()).answers());
            answers.put("facts", new FactsAnswer(model, jobs));
            answers.put("settings", new SettingsAnswer());
            answers.put("residue", new ResidueAnswer(model));
            answers.putAll(clearing.answers());
            answers.put("edge-look", new EdgeLookAnswer(model, pace));
            answers.put("log", new LogAnswer(model, pace));
            String kubeconfig =
                    certificates.kubeconfig("https://" + net.controlPlane() + ":" + apiPort);
            answers.put("kubeconfig", call -> kubeconfig(call, kubeconfig));
            answers.putAll(new FixScripts(model, this::restart).answers());
            var shell = new HostShell(answers, workers(net), logins::isPassword);
            ssh = new SshServers(net, model.hosts(), sshPort, logins, shell);
            ssh.start();
            open.push(ssh::close);
            open.push(
                    new KubeServer(
                            certificates,
                            new InetSocketAddress(PracticeNet.inet(net.controlPlane()), apiPort),
                            new KubeApi(model.store(), release.versions().kubernetes())));
            open.push(this::stop);
            faults = new Faults(model, ssh);
            for (Fault fault : options.faults()) {
                faults.plant(fault);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// @throws IOException when an address or port is taken, or there is no room for files; nothing is left open then
    static PracticeWorld open(
            PracticeOptions options, Release release, PracticeNet net, int sshPort, int apiPort)
            throws IOException {
        return new PracticeWorld(options, release, net, sshPort, apiPort);
    }

    PracticeModel model() {
        return model;
    }

    Logins logins() {
        return logins;
    }

    Jobs jobs() {
        return jobs;
    }

    SshServers ssh() {
        return ssh;
    }

    Faults faults() {
        return faults;
    }

    /// A host goes away and comes back, as after a real restart.
    private void restart(PracticeHost host) {
        pace.after(1, () -> changed(() -> ssh.silence(host)));
        pace.after(
                RESTART_SECONDS,
                () -> {
                    host.boot();
                    changed(() -> ssh.restore(host));
                });
    }

    private static void changed(Plant.Step step) {
        try {
            step.go();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the middle of a run, when the laptop has been watching for a while: the network may fail for a moment.
    private void inThePause() {
        if (faults.planted().contains(Fault.LOST_LINK)) {
            try {
                ssh.silence();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            pace.after(LINK_LOST_SECONDS, this::linksComeBack);
        }
    }

    private void linksComeBack() {
        try {
            for (PracticeHost host : model.hosts()) {
                if (model.isReachable(host)) {
                    ssh.restore(host);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var troubles = new ArrayList<IOException>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                troubles.add(e);
            }
        }
        if (!troubles.isEmpty()) {
            throw new UncheckedIOException(troubles.getFirst());
        }
    }

    private PracticeModel model(
            PracticeOptions options, Release release, PracticeNet net, int sshPort)
            throws IOException {
        Path folder = Files.createTempDirectory("kpaas-practice-");
        open.push(() -> new HostFiles(folder).remove("/"));
        var hosts = new ArrayList<PracticeHost>();
        hosts.add(host("control-plane", net.controlPlane(), folder));
        Machines.controlPlane(hosts.getFirst(), net);
        hosts.getFirst()
                .set(
                        "ansible.playbook",
                        "ansible-playbook [core " + release.versions().ansibleCore() + ".3]");
        for (int number = 1; number <= options.edges(); number++) {
            PracticeHost edge = host("edge-" + number, net.edge(number), folder);
            Machines.edge(edge, number);
            edge.set("route.networks", net.network() + ":eth0");
            edge.plan(edge.name());
            hosts.add(edge);
        }
        var checkout = new Checkout(hosts.getFirst().files(), release);
        checkout.install(net);
        var store = new KubeStore();
        var workloads = new Workloads(store);
        new InitialCluster(store, workloads, release).build(net);
        var network = new PracticeNetwork(net);
        open.push(network::close);
        for (int port : List.of(111, 2049)) {
            network.stand("tcp:" + net.worker(1) + ":" + port);
        }
        for (int number = 1; number <= InitialCluster.WORKERS.size(); number++) {
            network.stand("tcp:" + net.worker(number) + ":22");
        }
        return new PracticeModel(
                release, net, sshPort, List.copyOf(hosts), checkout, network, store, workloads);
    }

    /// The cluster's other nodes: nobody logs in there but the control plane, and only for a probe.
    private List<PracticeHost> workers(PracticeNet net) throws IOException {
        Path folder = Files.createTempDirectory("kpaas-practice-");
        open.push(() -> new HostFiles(folder).remove("/"));
        var workers = new ArrayList<PracticeHost>();
        for (int number = 1; number <= InitialCluster.WORKERS.size(); number++) {
            workers.add(host("worker-" + number, net.worker(number), folder));
        }
        return workers;
    }

    private static PracticeHost host(String id, Ipv4 address, Path folder) throws IOException {
        return new PracticeHost(
                id, address, new HostFiles(folder.resolve(id)), HostKeys.generate());
    }

    private static int kubeconfig(ScriptCall call, String kubeconfig) throws IOException {
        if (!call.host().isControlPlane()) {
            return 1;
        }
        call.out().write(kubeconfig.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return 0;
    }

    private void stop() {
        try {
            jobs.stopAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
