package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpaas.edge.installer.cluster.Cluster;
import org.kpaas.edge.installer.site.ProblemException;

import java.nio.file.Files;
import java.nio.file.Path;

final class LocalKubeconfigTest {
    @TempDir Path folder;
    private TestApi api;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        api = new TestApi(folder);
        file = folder.resolve("local.conf");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void theClusterIsReadWithoutTheControlPlane() throws Exception {
        Files.writeString(file, api.kubeconfig());
        try (Cluster cluster = open()) {
            assertThat(cluster.snapshot().serverVersion()).isEqualTo("v1.30.4");
        }
        assertThat(api.logins()).isZero();
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThat(problem()).isEqualTo("cluster.file-missing");
    }

    @Test
    void aLargeFileIsRefusedUnread() throws Exception {
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThat(problem()).isEqualTo("cluster.file-large");
    }

    @Test
    void anotherFormatIsRefusedAndNeverQuoted() throws Exception {
        Files.writeString(file, "clusters: [{name: x\n token: s3cret-token");
        ProblemException failure = catchThrowableOfType(ProblemException.class, this::open);
        assertThat(failure.problem().code()).isEqualTo("cluster.file-unusable");
        assertThat(failure).hasNoCause();
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(problem()).isEqualTo("cluster.file-unusable");
    }

    private Cluster open() throws Exception {
        return new KubeClusters()
                .local(file)
                .open(
                        () -> {
                            throw new AssertionError("the control plane was asked");
                        });
    }

    private String problem() {
        return catchThrowableOfType(ProblemException.class, this::open).problem().code();
    }
}
