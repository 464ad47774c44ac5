package org.kpaas.edge.installer.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A file that only grows, line by line, each on the disk before the next step; for its owner only. Several processes
/// may write to it. A line that a power cut tore stays a line of its own.
public final class GrowingFile {
    private final Path file;
    private final Path folder;

    /// @param file made at the first line, with its folder
    public GrowingFile(Path file) {
        this.file = file;
        folder = Objects.requireNonNull(file.getParent());
    }

    /// @return none when the file is not there
    public List<String> lines() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void append(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder, owner("rwx------"));
            try (FileChannel channel =
                            FileChannel.open(
                                    file,
                                    Set.of(
                                            StandardOpenOption.CREATE,
                                            StandardOpenOption.READ,
                                            StandardOpenOption.WRITE),
                                    owner("rw-------"));
                    var lock = channel.lock()) {
                assert lock.isValid();
                long end = channel.size();
                ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
                if (end > 0 && !endsWithNewLine(channel, end)) {
                    bytes.put((byte) '\n');
                }
                bytes.put(line).flip();
                channel.position(end);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts other lines in the place of all. What another process appends at that moment may be
    /// lost.
    public synchronized void replace(List<String> lines) {
        Path next = folder.resolve(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, owner("rw-------"));
            Files.write(next, lines);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean endsWithNewLine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0) == '\n';
    }

    private FileAttribute<?>[] owner(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
