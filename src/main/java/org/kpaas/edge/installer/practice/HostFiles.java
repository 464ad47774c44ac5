package org.kpaas.edge.installer.practice;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The files of one simulated host, in a folder of their own on the laptop. Paths are those of the host
/// (`/home/ubuntu/…`). Holds no secret: keys and the kubeconfig stay in memory.
final class HostFiles {
    static final String HOME = "/home/ubuntu";

    private final Path root;

    HostFiles(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(at(HOME));
    }

    Path root() {
        return root;
    }

    boolean exists(String path) {
        return Files.exists(at(path));
    }

    Optional<String> read(String path) {
        try {
            Path file = at(path);
            return Files.isRegularFile(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String path, String content) {
        try {
            Path file = at(path);
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(String from, String to) {
        try {
            Files.copy(at(from), at(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes a file, or a folder with everything in it; nothing happens when it is not there.
    void remove(String path) {
        try {
            if (Files.exists(at(path))) {
                Files.walkFileTree(at(path), new Removal());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path at(String path) {
        Path inside = root.resolve(path.substring(1)).normalize();
        if (!path.startsWith("/") || !inside.startsWith(root)) {
            throw new IllegalArgumentException("not a path of a practice host: " + path);
        }
        return inside;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble)
                throws IOException {
            if (trouble != null) {
                throw trouble;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
