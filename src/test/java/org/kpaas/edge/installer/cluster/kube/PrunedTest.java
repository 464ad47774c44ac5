package org.kpaas.edge.installer.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class PrunedTest {
    @Test
    void theContentOfASecretIsPassedOver() {
        assertThat(
                        pruned(
                                """
                                {"metadata": {"name": "s", "annotations": {"last": "planted"}, "managedFields": [{}]},
                                 "data": {"key": "planted", "deep": {"er": ["planted"]}}, "type": "Opaque"}
                                """))
                .hasToString("{\"metadata\":{\"name\":\"s\"},\"type\":\"Opaque\"}");
    }

    @Test
    void whatIsLeftIsReadAsBefore() {
        ObjectNode pruned =
                pruned(
                        """
                        {"metadata": {"name": "s", "generation": 12345678901}, "spec": {"ports":
                         [{"port": 80, "targetPort": 8080, "nodePort": null}], "on": true, "part": 0.5}}
                        """);
        assertThat(pruned.at("/metadata/generation").asLong()).isEqualTo(12_345_678_901L);
        assertThat(pruned.at("/spec/on").asBoolean()).isTrue();
        Service service = JsonMapper.shared().treeToValue(pruned, Service.class);
        assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getIntVal())
                .isEqualTo(8080);
    }

    private static ObjectNode pruned(String json) {
        try (JsonParser parser = JsonMapper.shared().createParser(json)) {
            parser.nextToken();
            return Pruned.object(parser);
        }
    }
}
