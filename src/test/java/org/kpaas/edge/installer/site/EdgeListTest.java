package org.kpaas.edge.installer.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;

class EdgeListTest {
    private static final EdgeList.Defaults DEFAULTS =
            new EdgeList.Defaults(
                    Port.SSH, "ubuntu", new Credential.Agent(), EdgeNode.Route.DIRECT);
    private static final List<EdgeNode> TWO =
            List.of(node("cp-edge-1", "10.0.0.21", 22), node("cp-edge-2", "10.0.0.22", 2022));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp-edge-1,10.0.0.21\ncp-edge-2,10.0.0.22,ubuntu,2022",
                "host,address,user,port\ncp-edge-1,10.0.0.21,,\ncp-edge-2,10.0.0.22,,2022\n",
                "\uFEFFhost,address,user,port\r\n"
                        + "cp-edge-1,10.0.0.21\r\n"
                        + "cp-edge-2,10.0.0.22,,2022\r\n",
                "호스트명;주소;사용자;포트\ncp-edge-1;10.0.0.21;;\ncp-edge-2;10.0.0.22;;2022",
                "포트\tIP 주소\t호스트 이름\n\t10.0.0.21\tcp-edge-1\n2022\t10.0.0.22\tcp-edge-2",
                "cp-edge-1   10.0.0.21\n\n# spare\ncp-edge-2 10.0.0.22 ubuntu 2022",
                "10.0.0.21 cp-edge-1\n10.0.0.22 cp-edge-2 ubuntu 2022",
                "\"cp-edge-1\",\"10.0.0.21\"\n \"cp-edge-2\" , \"10.0.0.22\", \"ubuntu\" ,\"2022\"",
                "Name,Board,Public IP,SSH Port\ncp-edge-1,\"Pi, 4\",10.0.0.21,\n"
                        + "cp-edge-2,\"Pi \"\"5\"\"\",10.0.0.22,2022"
            })
    void aTableIsReadHoweverItIsWritten(String text) {
        var parsed = EdgeList.parse(text, DEFAULTS);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.nodes()).isEqualTo(TWO);
    }

    @Test
    void whatIsExportedIsImportedAgain() {
        assertThat(EdgeList.parse(EdgeList.csv(TWO), DEFAULTS).nodes()).isEqualTo(TWO);
        assertThat(EdgeList.csv(TWO)).startsWith("host,address,user,port\r\n");
    }

    @Test
    void everyBadLineIsReportedWithItsNumberAndNothingIsImported() {
        String text =
                """
                host,address,user,port
                cp-edge-1,10.0.0.21
                CP_Edge,10.0.0.300
                cp-edge-3
                cp-edge-1,10.0.0.24
                cp-edge-5,10.0.0.21,Root,99999
                cp-edge-6,"10.0.0.26
                cp-edge-7,10.0.0.27,ubuntu,22,extra
                """;
        var parsed = EdgeList.parse(text, DEFAULTS);
        assertThat(parsed.nodes()).isEmpty();
        assertThat(parsed.problems())
                .containsExactly(
                        Problem.of("site.list.bad-host-name", "3", "CP_Edge"),
                        Problem.of("site.list.bad-ipv4", "3", "10.0.0.300"),
                        Problem.of("site.list.too-few", "4"),
                        Problem.of("site.list.duplicate-name", "5", "cp-edge-1", "2"),
                        Problem.of("site.list.bad-user", "6", "Root"),
                        Problem.of("site.list.bad-port", "6", "99999"),
                        Problem.of("site.list.duplicate-address", "6", "10.0.0.21", "2"),
                        Problem.of("site.list.quote", "7"),
                        Problem.of("site.list.too-many", "8", "5"));
        for (Texts texts : List.of(Texts.of(Texts.ENGLISH), Texts.of(Texts.KOREAN))) {
            assertThat(parsed.problems())
                    .allSatisfy(
                            problem -> {
                                assertThat(texts.title(problem)).contains(problem.values().get(0));
                                assertThat(texts.remedy(problem)).isNotBlank();
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing", "host,address"})
    void anEmptyListSaysSo(String text) {
        assertThat(EdgeList.parse(text, DEFAULTS).problems())
                .containsExactly(Problem.of("site.list.empty"));
    }

    private static EdgeNode node(String name, String address, int port) {
        return new EdgeNode(
                new HostName(name),
                new Ipv4(address),
                new Port(port),
                "ubuntu",
                new Credential.Agent(),
                EdgeNode.Route.DIRECT);
    }
}
