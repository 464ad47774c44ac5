package org.kpaas.edge.installer.remote.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The host keys that the engineer has accepted, in a file in the format of OpenSSH's `known_hosts` (sshd(8)). Only
/// plain names are written and read: no patterns, no hashed names, no markers.
final class KnownHosts {
    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /// `name`, or `[name]:port` for other ports than 22.
    static String name(String host, int port) {
        return port == 22 ? host : "[" + host + "]:" + port;
    }

    /// The keys remembered for a host; none when there is no file yet.
    List<HostKey> of(String name) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        var keys = new ArrayList<HostKey>();
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+", 4);
            if (fields.length >= 3 && List.of(fields[0].split(",", -1)).contains(name)) {
                HostKey.parse(fields[2]).ifPresent(keys::add);
            }
        }
        return keys;
    }

    /// Appends one line in one write, so that two programs never mix their lines.
    void remember(String name, HostKey key) throws IOException {
        create();
        String line = name + " " + key.algorithm() + " " + key.base64() + "\n";
        String start = endsInsideALine() ? "\n" : "";
        Files.write(
                file,
                (start + line).getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.APPEND);
    }

    private boolean endsInsideALine() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0
                    && channel.read(last, channel.size() - 1) == 1
                    && last.get(0) != '\n';
        }
    }

    private synchronized void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
        try {
            Files.createFile(file, attributes("rw-------"));
        } catch (FileAlreadyExistsException other) {
            // another program made it just now
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
