package org.kpaas.edge.installer.site;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// A site as a JSON file: `{"schema":1,"writtenBy":"0.1.0","site":{…}}`. It never holds a secret: a [Credential] says
/// how to log in, passwords and passphrases are asked for.
///
/// By hand only the values without an obvious default are needed: lists, the SSH port 22, a direct route and
/// `"simulated": false` may be left out.
public final class SiteFile {
    /// The format that this version writes. It reads this one only.
    public static final int SCHEMA = 1;

    private SiteFile() {}

    /// @throws ProblemException naming the file, the field and what is accepted there (`site.…`)
    public static Site load(Path file) throws ProblemException {
        try {
            return SiteJson.read(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.of("site.absent", file.toString()), e);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new ProblemException(Problem.of("site.encoding", file.toString()), e);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("site.unreadable", file.toString(), reason(e)), e);
        }
    }

    /// Replaces the file as a whole: a reader, or a power cut, sees the old text or the new one.
    ///
    /// @throws ProblemException `site.unwritable`; the old file is then unchanged
    public static void save(Path file, Site site) throws ProblemException {
        replace(file, SiteJson.write(site, version()));
    }

    static void replace(Path file, String text) throws ProblemException {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".part-", ".tmp");
            try {
                Files.writeString(part, text, StandardCharsets.UTF_8);
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of("site.unwritable", file.toString(), reason(e)), e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The product's version, as files and reports carry it; `dev` when it runs from classes.
    public static String version() {
        return Objects.requireNonNullElse(
                SiteFile.class.getPackage().getImplementationVersion(), "dev");
    }

    private static String reason(IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        return e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }
}
