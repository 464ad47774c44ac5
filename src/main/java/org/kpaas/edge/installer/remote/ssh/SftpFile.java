package org.kpaas.edge.installer.remote.ssh;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Writes a file on a host so that there is the old or the new one at every moment, and never a half one.
final class SftpFile {
    private static final int IN_FLIGHT = 16;
    private static final int PACKET =
            30_000; // every server takes 34 000 (draft-ietf-secsh-filexfer-02, 3)

    private SftpFile() {}

    static void write(SSHClient client, String path, byte[] content, int mode) throws IOException {
        String target = path.startsWith("~/") ? path.substring(2) : path; // SFTP starts at home
        String temporary = temporary(target);
        try (SFTPEngine sftp = new SFTPEngine(client).init()) {
            try {
                fill(sftp, temporary, content);
                sftp.setAttributes(temporary, permissions(mode));
                replace(sftp, temporary, target);
            } catch (IOException e) {
                remove(sftp, temporary, e);
                throw e;
            }
        }
    }

    /// Nobody else can read it while it grows, whatever its mode is in the end.
    private static void fill(SFTPEngine sftp, String temporary, byte[] content) throws IOException {
        var create = EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.EXCL);
        try (RemoteFile file = sftp.open(temporary, create, permissions(0600));
                OutputStream out = file.new RemoteFileOutputStream(0, IN_FLIGHT)) {
            for (int at = 0; at < content.length; at += PACKET) {
                out.write(content, at, Math.min(PACKET, content.length - at));
            }
        }
    }

    private static void replace(SFTPEngine sftp, String temporary, String target)
            throws IOException {
        if (sftp.supportsServerExtension("posix-rename", "openssh.com")) {
            sftp.rename(temporary, target, EnumSet.of(RenameFlags.OVERWRITE));
            return;
        }
        try {
            sftp.remove(target);
        } catch (SFTPException e) {
            if (e.getStatusCode() != StatusCode.NO_SUCH_FILE) {
                throw e;
            }
        }
        sftp.rename(temporary, target, EnumSet.noneOf(RenameFlags.class));
    }

    private static void remove(SFTPEngine sftp, String temporary, IOException failure) {
        try {
            sftp.remove(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static FileAttributes permissions(int mode) {
        return new FileAttributes.Builder().withPermissions(mode).build();
    }

    private static String temporary(String target) {
        int slash = target.lastIndexOf('/') + 1;
        String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return target.substring(0, slash) + "." + target.substring(slash) + "." + mark + ".tmp";
    }
}
