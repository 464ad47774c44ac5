package org.kpaas.edge.installer.bench;

import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.ssh.SshRemotes;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How our own code, the OpenSSH client and Ansible log in to the same servers with the same key.
final class Competitors {
    private final BenchServer server;
    private int round;

    Competitors(BenchServer server) {
        this.server = server;
    }

    boolean hasOpenSsh() {
        return Files.isExecutable(Path.of("/usr/bin/ssh"));
    }

    boolean hasAnsible() {
        return hasOpenSsh() && Files.isExecutable(Path.of("/usr/bin/ansible"));
    }

    Remote remote() {
        return new SshRemotes(known()).open((k, a, n) -> Optional.empty(), (h, a, f) -> true);
    }

    Access access(int port) {
        return new Access(
                "127.0.0.1",
                new Port(port),
                BenchServer.USER,
                new Credential.KeyFile(server.key().toString()),
                Optional.empty());
    }

    /// One process of the OpenSSH client; its output goes to a file.
    int ssh(int port, Path stdin, String... command) throws IOException, InterruptedException {
        var argv =
                new ArrayList<>(
                        List.of(
                                "ssh",
                                "-F",
                                "none",
                                "-o",
                                "BatchMode=yes",
                                "-o",
                                "IdentitiesOnly=yes",
                                "-o",
                                "StrictHostKeyChecking=yes",
                                "-o",
                                "UserKnownHostsFile=" + known(),
                                "-i",
                                server.key().toString(),
                                "-p",
                                Integer.toString(port),
                                BenchServer.USER + "@127.0.0.1"));
        argv.addAll(List.of(command));
        return new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectInput(stdin.toFile())
                .redirectOutput(server.folder().resolve("ssh-" + port).toFile())
                .start()
                .waitFor();
    }

    /// `ansible all -m setup`, as many at once as there are hosts, otherwise with Ansible's own settings. Each round has
    /// connections of its own, as those of the others have.
    int ansibleSetup() throws IOException, InterruptedException {
        round++;
        var lines = new StringBuilder();
        for (int port : server.ports()) {
            lines.append("host-%d ansible_host=127.0.0.1 ansible_port=%d\n".formatted(port, port));
        }
        Path inventory = Files.writeString(server.folder().resolve("inventory"), lines);
        var builder =
                new ProcessBuilder(
                                "ansible",
                                "all",
                                "-i",
                                inventory.toString(),
                                "-m",
                                "setup",
                                "-f",
                                Integer.toString(server.ports().size()),
                                "-u",
                                BenchServer.USER,
                                "--private-key",
                                server.key().toString(),
                                "--ssh-common-args",
                                "-F none -o UserKnownHostsFile=" + known())
                        .redirectErrorStream(true)
                        .redirectOutput(server.folder().resolve("ansible.log").toFile());
        var environment = builder.environment();
        String folder = server.folder().toString();
        environment.put("ANSIBLE_CONFIG", "/dev/null");
        environment.put("ANSIBLE_HOME", folder);
        environment.put("ANSIBLE_LOCAL_TEMP", folder + "/local");
        environment.put("ANSIBLE_REMOTE_TMP", folder + "/remote");
        environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", folder + "/cp" + round);
        environment.put("LC_ALL", "C.UTF-8");
        return builder.start().waitFor();
    }

    private Path known() {
        return server.folder().resolve("known_hosts");
    }
}
