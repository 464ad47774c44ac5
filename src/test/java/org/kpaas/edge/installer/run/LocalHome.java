package org.kpaas.edge.installer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The home folder of a control plane's login user, with a checkout whose deployment script a test writes. Playbooks
/// that others run on this machine are not seen there.
final class LocalHome {
    private static final String OWN_PLAYBOOKS =
            """
            #!/bin/sh
            for pid in $(/usr/bin/pgrep "$@"); do
                if tr '\\0' '\\n' <"/proc/$pid/environ" 2>/dev/null | grep -qx "HOME=$HOME"; then
                    echo "$pid"
                fi
            done
            """;

    private static final List<String> SMALL_SYSTEM =
            List.of(
                    "awk",
                    "bash",
                    "cat",
                    "chmod",
                    "cp",
                    "cut",
                    "date",
                    "env",
                    "grep",
                    "head",
                    "id",
                    "ln",
                    "mkdir",
                    "mv",
                    "nohup",
                    "python3",
                    "rm",
                    "sed",
                    "setsid",
                    "sha256sum",
                    "sleep",
                    "sort",
                    "stat",
                    "tail",
                    "wc");

    private final Path home;
    private final Path tools;

    /// @param shell what `sh` is there: `dash`, `bash` or `busybox`
    LocalHome(Path folder, String shell) throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        tools = Files.createDirectory(folder.resolve("tools"));
        String applet = shell.equals("busybox") ? " sh" : "";
        tool(tools.resolve("sh"), "#!/bin/sh\nexec /usr/bin/" + shell + applet + " \"$@\"\n");
        tool(tools.resolve("pgrep"), OWN_PLAYBOOKS);
        Files.createDirectories(standalone());
        profile("PATH=\"$HOME/.local/bin:/usr/bin:/bin\"");
        ansible("exit 0");
    }

    Path path() {
        return home;
    }

    Path standalone() {
        return home.resolve("cp-deployment/standalone");
    }

    Path job(String planId) {
        return home.resolve(".kpaas-edge-installer/jobs").resolve(planId);
    }

    void profile(String text) throws IOException {
        Files.writeString(home.resolve(".profile"), text + "\n");
    }

    /// What `source deploy-cp-edge.sh` does.
    LocalHome deploys(String script) throws IOException {
        Files.writeString(standalone().resolve("deploy-cp-edge.sh"), script);
        return this;
    }

    void ansible(String script) throws IOException {
        tool(
                Files.createDirectories(home.resolve(".local/bin")).resolve("ansible-playbook"),
                "#!/bin/sh\n" + script + "\n");
    }

    /// A program that the connections find before the machine's own.
    void program(String name, String script) throws IOException {
        tool(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    }

    /// The connections find only what a small system has, without one program of that.
    void without(String missing) throws IOException {
        Path few = Files.createDirectory(tools.resolve("few"));
        for (String program : SMALL_SYSTEM) {
            if (!program.equals(missing)) {
                tool(few.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
            }
        }
    }

    /// Ends every job that was started there, so that no test leaves processes behind.
    void endJobs() throws Exception {
        Path jobs = home.resolve(".kpaas-edge-installer/jobs");
        if (Files.isDirectory(jobs)) {
            try (var folders = Files.list(jobs)) {
                for (Path job : folders.toList()) {
                    new Job(job.getFileName().toString()).stop(new LocalHost(this));
                }
            }
        }
    }

    /// Lets a script go on that waits for it with [#waitFor].
    void letGo(String name) throws IOException {
        Files.createFile(home.resolve(name));
    }

    static String waitFor(String name) {
        return "while [ -d ~ ] && [ ! -e ~/" + name + " ]; do sleep 0.02; done\n";
    }

    void prepare(ProcessBuilder builder) {
        Path few = tools.resolve("few");
        String rest = Files.exists(few) ? few.toString() : "/usr/bin:/bin";
        builder.directory(home.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", tools + ":" + rest);
        builder.environment().put("SSH_CONNECTION", "192.0.2.7 50022 192.0.2.1 22");
    }

    private static void tool(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
