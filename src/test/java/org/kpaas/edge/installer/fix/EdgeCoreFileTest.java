package org.kpaas.edge.installer.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeCoreFileTest {
    private static final String JOINED =
            """
            kind: EdgeCore
            modules:
              edgeStream:
                enable: false
              edged:
                enable: true
                tailoredKubeletConfig:
                  cgroupDriver: systemd
                  clusterDomain: cluster.local
              metaManager:
                contextSendGroup: hub
                enable: true
                metaServer:
                  apiAudiences: null
                  enable: false
                  server: 127.0.0.1:10550
              serviceBus:
                enable: false
            """;

    /// The other switches stay off: by line number one of them would be hit (T69).
    @Test
    void onlyTheTwoKeysChange() {
        assertThat(EdgeCoreFile.repaired(JOINED))
                .isEqualTo(
                        JOINED.replace(
                                        "      apiAudiences: null\n      enable: false",
                                        "      apiAudiences: null\n      enable: true")
                                .replace(
                                        "    tailoredKubeletConfig:\n",
                                        "    tailoredKubeletConfig:\n      clusterDNS:\n        -"
                                                + " 169.254.96.16\n"));
    }

    @Test
    void doneTwiceItChangesNothingMore() {
        String once = EdgeCoreFile.repaired(JOINED);
        assertThat(EdgeCoreFile.repaired(once)).isEqualTo(once);
    }

    @Test
    void aListThatIsThereGetsOneMoreAddressInItsOwnIndentation() {
        String before =
                JOINED.replace(
                        "      cgroupDriver",
                        "      clusterDNS:\n      - 10.0.0.3\n      cgroupDriver");
        assertThat(EdgeCoreFile.repaired(before))
                .contains("      clusterDNS:\n      - 169.254.96.16\n      - 10.0.0.3\n");
        String empty =
                JOINED.replace("      cgroupDriver", "      clusterDNS: []\n      cgroupDriver");
        assertThat(EdgeCoreFile.repaired(empty))
                .contains("      clusterDNS:\n        - 169.254.96.16\n      cgroupDriver");
    }

    @Test
    void aMissingSwitchIsAdded() {
        assertThat(
                        EdgeCoreFile.repaired(
                                JOINED.replace(
                                        "      enable: false\n      server", "      server")))
                .contains("    metaServer:\n      enable: true\n      apiAudiences: null\n");
    }

    @Test
    void aTextWithoutTheseSectionsStaysAsItIs() {
        assertThat(EdgeCoreFile.repaired("kind: Other\n")).isEqualTo("kind: Other\n");
        assertThat(EdgeCoreFile.repaired("")).isEmpty();
    }
}
