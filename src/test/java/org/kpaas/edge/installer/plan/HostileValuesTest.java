package org.kpaas.edge.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.guide.Releases;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.CloudCore;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.Exposure;
import org.kpaas.edge.installer.site.HostName;
import org.kpaas.edge.installer.site.Ipv4;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whatever somebody types or imports: a value either is harmless, or its type refuses it.
class HostileValuesTest {
    private static final int STRINGS = 12_000;
    private static final List<String> SEEDS =
            List.of(
                    "$(id)",
                    "`id`",
                    "';id;'",
                    "\";id;\"",
                    "a b",
                    "a\nid",
                    "a\rid",
                    "a\0b",
                    "a;id",
                    "a&&id",
                    "a|id",
                    "a>b",
                    "a<b",
                    "a*",
                    "a?",
                    "a[b]",
                    "a{b,c}",
                    "~root",
                    "#a",
                    "!a",
                    "-oProxyCommand=id",
                    "--become",
                    "\\",
                    "%00",
                    "${IFS}id",
                    "$'\\n'",
                    "../../etc/passwd",
                    "a\u2028b",
                    "а.example",
                    "１０.0.0.1",
                    "10.0.0.1\n",
                    "999.1.1.1",
                    "010.0.0.1",
                    "10.0.0.1;id",
                    "{{ 7*7 }}",
                    "a: b",
                    "- a",
                    "\u202Etxt",
                    "\uD800",
                    "");
    private static final String PIECES =
            "abz019.-_ \t\n\r'\"`$(){}[]<>|&;*?!#~\\/:@%^=+,\0\u0007é한";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern LINE =
            Pattern.compile("#!/bin/bash||export [A-Z0-9_]+='[a-z0-9.-]*'");

    @Test
    void noHostileValueReachesTheVariablesOrACommandLineUnquoted() {
        var refused = new int[1];
        hostile()
                .forEach(
                        text -> {
                            refused[0] += accepted(HostName::new, text).isPresent() ? 0 : 1;
                            tryName(text);
                            tryAddress(text);
                            tryAccess(text);
                        });
        assertThat(refused[0]).isGreaterThan(STRINGS / 2);
    }

    private static void tryName(String text) {
        accepted(HostName::new, text)
                .ifPresent(
                        name -> {
                            check(name.text());
                            checkFile(name, new Ipv4("10.0.0.1"));
                        });
        accepted(t -> Site.of(t, access("10.0.0.1", "u")), text)
                .ifPresent(site -> check(site.name()));
    }

    private static void tryAddress(String text) {
        accepted(Ipv4::new, text)
                .ifPresent(
                        address -> {
                            check(address.text());
                            checkFile(new HostName("a"), address);
                        });
        accepted(Port::parse, text).ifPresent(port -> check(port.toString()));
    }

    private static void tryAccess(String text) {
        accepted(t -> access(t, "u"), text).ifPresent(access -> check(access.host()));
        accepted(t -> access("10.0.0.1", t), text).ifPresent(access -> check(access.user()));
        accepted(t -> edge(new HostName("a"), new Ipv4("10.0.0.1"), t), text)
                .ifPresent(edge -> check(edge.user()));
    }

    private static void check(String value) {
        assertThat(value).matches(HARMLESS).doesNotStartWith("-");
    }

    private static void checkFile(HostName name, Ipv4 address) {
        var cloudCore = new CloudCore(Exposure.INTERFACE, address, address, name, name);
        for (Release release : Releases.all()) {
            String file =
                    EdgeVariables.text(
                            release.variables(), cloudCore, List.of(edge(name, address, "u")));
            assertThat(file.split("\n", -1)).allMatch(line -> LINE.matcher(line).matches());
        }
    }

    private static <T> Optional<T> accepted(Function<String, T> type, String text) {
        try {
            return Optional.of(type.apply(text));
        } catch (BadValue refused) {
            return Optional.empty();
        }
    }

    private static Stream<String> hostile() {
        var random = new Random(20_261_123);
        var strings = new ArrayList<>(SEEDS);
        List<String> carriers = List.of("cp-edge-1", "10.0.0.21", "ubuntu", "22", "lab");
        while (strings.size() < STRINGS) {
            String carrier = carriers.get(random.nextInt(carriers.size()));
            String payload =
                    random.nextBoolean()
                            ? SEEDS.get(random.nextInt(SEEDS.size()))
                            : pieces(random, 1 + random.nextInt(70));
            int at = random.nextInt(carrier.length() + 1);
            strings.add(carrier.substring(0, at) + payload + carrier.substring(at));
            strings.add(pieces(random, random.nextInt(80)));
        }
        return strings.stream();
    }

    private static String pieces(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }

    private static Access access(String host, String user) {
        return new Access(host, Port.SSH, user, new Credential.Agent(), Optional.empty());
    }

    private static EdgeNode edge(HostName name, Ipv4 address, String user) {
        return new EdgeNode(
                name, address, Port.SSH, user, new Credential.Agent(), EdgeNode.Route.DIRECT);
    }
}
