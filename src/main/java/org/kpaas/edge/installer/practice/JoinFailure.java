package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Why `keadm join` does not work on a practice edge, in the words of the real tools.
enum JoinFailure {
    /// T67
    ALREADY_JOINED(1.2, 1) {
        @Override
        String stderr(Release release) {
            return "Error: EdgeCore is already running on this node, please run reset to clean up"
                    + " first";
        }
    },
    /// T58
    WRONG_ARCHITECTURE(0.2, 126) {
        @Override
        String stderr(Release release) {
            return "nohup: failed to run command 'keadm': Exec format error";
        }
    },
    /// T62
    NO_RUNTIME(4.2, 1) {
        @Override
        String stderr(Release release) {
            return steps()
                    + "Error: edge node join failed: copy resources failed: rpc error: code ="
                    + " Unavailable desc = connection error: desc = \"transport: Error while"
                    + " dialing: dial unix /var/run/crio/crio.sock: connect: no such file or"
                    + " directory\"";
        }
    },
    /// T59 and T66: `keadm` waits for EdgeCore and gives up without saying why.
    TIMED_OUT(300, 1) {
        @Override
        String stderr(Release release) {
            return steps() + "Error: timed out waiting for the condition";
        }
    };

    private final double seconds;
    private final int status;

    JoinFailure(double seconds, int status) {
        this.seconds = seconds;
        this.status = status;
    }

    /// What `keadm` says last.
    abstract String stderr(Release release);

    /// How long it takes until the failure shows.
    double seconds() {
        return seconds;
    }

    TaskOutcome outcome(Release release, String publicVip, Instant end) {
        String version = release.versions().kubeedge();
        String line =
                "nohup keadm join --cgroupdriver systemd --cloudcore-ipport "
                        + publicVip
                        + ":10000 --kubeedge-version "
                        + version.substring(1)
                        + " --remote-runtime-endpoint unix:///var/run/crio/crio.sock --token "
                        + token()
                        + " --with-mqtt=false";
        String pulled =
                this == ALREADY_JOINED || this == WRONG_ARCHITECTURE
                        ? ""
                        : "Pulling kubeedge/installation-package:"
                                + version
                                + " ...\nSuccessfully pulled kubeedge/installation-package:"
                                + version;
        return new TaskOutcome.Failed(
                AnsibleJson.command(line, status, seconds, end, pulled, stderr(release)), false);
    }

    private static String steps() {
        return "I0000 00:00:00.000000     632 command.go:901] 1. Check KubeEdge edgecore process"
                + " status\n"
                + "I0000 00:00:00.000000     632 command.go:901] 2. Check if the management"
                + " directory is clean\n"
                + "I0000 00:00:00.000000     632 join.go:177] 3. Create the necessary"
                + " directories\n"
                + "I0000 00:00:00.000000     632 join.go:184] 4. Pull Images\n";
    }

    /// Looks like a join token and opens nothing; it is there so that hiding tokens can be practised (T55).
    private static String token() {
        byte[] hash = new byte[32];
        ThreadLocalRandom.current().nextBytes(hash);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return HexFormat.of().formatHex(hash)
                + "."
                + base64.encodeToString(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"))
                + "."
                + base64.encodeToString(bytes("{\"exp\":4102444800}"))
                + "."
                + base64.encodeToString(hash);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
