package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.plan.Change;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes the files of a plan: those that differ, each after a copy beside it, each read back afterwards.
final class FileChanges {
    /// What git gives a file without its executable bit.
    private static final int TEMPLATE_MODE = 0644;

    private final Host host;

    FileChanges(Host host) {
        this.host = host;
    }

    /// @throws ProblemException `run.file-not-written` when a file does not hold afterwards what was written
    ///
    /// @param backedUp gets each file that was there before, with the path of its copy
    void apply(List<Change> changes, BiConsumer<String, String> backedUp)
            throws ProblemException, InterruptedException {
        var wanted = new ArrayList<Wanted>();
        for (Change change : changes) {
            switch (change) {
                case Change.WriteFile(_, String path, _, String after, String mode) ->
                        wanted.add(Wanted.of(path, after, Integer.parseInt(mode, 8)));
                case Change.RestoreFile(_, String path, _, String after) ->
                        wanted.add(Wanted.of(path, after, TEMPLATE_MODE));
                case Change.RunJob _, Change.RunTask _ -> {}
            }
        }
        List<Wanted> differing = differing(wanted);
        if (differing.isEmpty()) {
            return;
        }
        Answer backups = Answer.ask(host, "backup", paths(differing));
        for (int i = 0; i < differing.size(); i++) {
            String path = differing.get(i).path();
            backups.value("backup." + (i + 1)).ifPresent(copy -> backedUp.accept(path, copy));
        }
        for (Wanted file : differing) {
            host.write(file.path(), file.content(), file.mode());
        }
        List<Wanted> wrong = differing(differing);
        if (!wrong.isEmpty()) {
            throw new ProblemException(Problem.of("run.file-not-written", wrong.getFirst().path()));
        }
    }

    private List<Wanted> differing(List<Wanted> files)
            throws ProblemException, InterruptedException {
        if (files.isEmpty()) {
            return files;
        }
        Answer answer = Answer.ask(host, "digest", paths(files));
        var differing = new ArrayList<Wanted>();
        for (int i = 0; i < files.size(); i++) {
            if (!answer.has("digest." + (i + 1), files.get(i).digest())) {
                differing.add(files.get(i));
            }
        }
        return differing;
    }

    /// A script starts in the home folder, and so does SFTP: neither expands a tilde.
    private static String[] paths(List<Wanted> files) {
        return files.stream().map(Wanted::path).toArray(String[]::new);
    }

    private record Wanted(String path, byte[] content, int mode) {
        static Wanted of(String path, String content, int mode) {
            return new Wanted(
                    path.startsWith("~/") ? path.substring(2) : path,
                    content.getBytes(StandardCharsets.UTF_8),
                    mode);
        }

        String digest() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }
    }
}
