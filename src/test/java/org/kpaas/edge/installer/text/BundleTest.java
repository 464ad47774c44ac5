package org.kpaas.edge.installer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.facts.Reach;
import org.kpaas.edge.installer.fix.Refusal;
import org.kpaas.edge.installer.guide.Release;
import org.kpaas.edge.installer.plan.firewall.Peer;
import org.kpaas.edge.installer.practice.Fault;
import org.kpaas.edge.installer.remote.RemoteException;
import org.kpaas.edge.installer.site.SiteStore;
import org.kpaas.edge.installer.ui.wizard.StepState;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Korean and English say the same things, and every key that the program uses is there.
class BundleTest {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern TEXT_GET =
            Pattern.compile(
                    "texts(?:\\(\\))?(?:\\s*\\.get\\(\\))?\\s*\\.get\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern TEXT_OF =
            Pattern.compile("Language\\.bind\\([^\"]*?,\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern PROBLEM =
            Pattern.compile("Problem\\.of\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern BAD = Pattern.compile("new BadValue\\(\\s*\"([^\"]+)\"");
    private static final Pattern FXML_KEY = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern ICON = Pattern.compile("\"(md(?:al|mz)-[a-z0-9_]+)\"");

    private final Set<String> keys = Texts.of(Texts.ENGLISH).keys();

    static List<String> areas() {
        return Texts.AREAS;
    }

    @ParameterizedTest
    @MethodSource("areas")
    void koreanAndEnglishHaveTheSameKeys(String area) throws IOException {
        assertThat(load(area + "_ko").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(load(area).stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("areas")
    void koreanAndEnglishUseTheSameValues(String area) throws IOException {
        Properties english = load(area);
        Properties korean = load(area + "_ko");
        var different = new TreeSet<String>();
        for (String key : english.stringPropertyNames()) {
            if (korean.containsKey(key) && !values(english, key).equals(values(korean, key))) {
                different.add(key + " " + values(english, key) + " " + values(korean, key));
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("areas")
    void noKeyStandsInAFileTwice(String area) throws IOException {
        for (String file : List.of(area, area + "_ko")) {
            List<String> lines =
                    Files.readAllLines(
                            RESOURCES.resolve(
                                    "org/kpaas/edge/installer/text/" + file + ".properties"));
            List<String> seen =
                    lines.stream()
                            .filter(line -> !line.startsWith("#") && line.contains("="))
                            .map(line -> line.substring(0, line.indexOf('=')).strip())
                            .toList();
            assertThat(seen).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void noKeyIsInTwoAreas() throws IOException {
        var owner = new TreeMap<String, String>();
        for (String area : Texts.AREAS) {
            for (String key : load(area).stringPropertyNames()) {
                assertThat(owner.put(key, area)).as(key).isNull();
            }
        }
    }

    @Test
    void everyKeyOfAnFxmlFileIsThere() {
        Set<String> used = found(RESOURCES, ".fxml", FXML_KEY);
        assertThat(used).isNotEmpty();
        assertThat(missing(used.stream())).isEmpty();
    }

    @Test
    void everyKeyInTheProgramIsThere() {
        Set<String> used = found(JAVA, ".java", TEXT_GET);
        assertThat(used).isNotEmpty();
        assertThat(missing(used.stream())).isEmpty();
        assertThat(missing(found(JAVA, ".java", TEXT_OF).stream())).isEmpty();
    }

    @Test
    void everyProblemHasATitleAndANextAction() {
        Stream<String> kinds =
                Arrays.stream(RemoteException.Kind.values()).map(kind -> "remote." + lower(kind));
        Stream<String> refusals =
                Arrays.stream(Refusal.values()).map(refusal -> "fix." + refusal.code());
        Stream<String> used =
                Stream.of(kinds, refusals, found(JAVA, ".java", PROBLEM).stream())
                        .flatMap(codes -> codes)
                        .flatMap(
                                code ->
                                        Stream.of(
                                                "error." + code + ".title",
                                                "error." + code + ".remedy"));
        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everyBadValueHasASentence() {
        Set<String> used = found(JAVA, ".java", BAD);
        assertThat(used).isNotEmpty();
        assertThat(missing(used.stream().map(code -> "bad." + code))).isEmpty();
    }

    @Test
    void everyKindThatNamesATextHasOne() {
        Stream<String> used =
                Stream.of(
                                named(StepState.values(), "frame.state."),
                                named(NodeState.values(), "node.state."),
                                named(NodeStanding.Lack.values(), "node.lack."),
                                named(SiteStore.Kind.values(), "home.state."),
                                named(Release.Meaning.values(), "guide.meaning."),
                                named(Release.Role.values(), "guide.role."),
                                named(Peer.values(), "guide.peer."),
                                named(Reach.Path.values(), "guide.path."),
                                named(Reach.Result.values(), "guide.reach."),
                                faults(".title"),
                                faults(".lesson"))
                        .flatMap(all -> all);
        assertThat(missing(used)).isEmpty();
    }

    @Test
    void everyIconExists() {
        for (Path root : List.of(JAVA, RESOURCES)) {
            String ending = root.equals(JAVA) ? ".java" : ".fxml";
            for (String icon : found(root, ending, ICON)) {
                assertThatCode(() -> find(icon)).as(icon).doesNotThrowAnyException();
            }
        }
    }

    private Set<String> missing(Stream<String> used) {
        return used.filter(key -> !keys.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> faults(String ending) {
        return Arrays.stream(Fault.values()).map(fault -> "practice.fault." + fault.key() + ending);
    }

    private static Object find(String icon) {
        return icon.startsWith("mdal")
                ? Material2AL.findByDescription(icon)
                : Material2MZ.findByDescription(icon);
    }

    private static Stream<String> named(Enum<?>[] values, String prefix) {
        return Arrays.stream(values).map(value -> prefix + lower(value));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The numbers in braces; those of a choice's alternatives included.
    private static Set<Integer> values(Properties texts, String key) {
        var format = new MessageFormat(texts.getProperty(key), Locale.ENGLISH);
        var numbers = new TreeSet<Integer>();
        Object[] formats = format.getFormatsByArgumentIndex();
        for (int index = 0; index < formats.length; index++) {
            if (texts.getProperty(key).contains("{" + index)) {
                numbers.add(index);
            }
            if (formats[index] instanceof ChoiceFormat choice) {
                for (Object alternative : choice.getFormats()) {
                    new MessageFormat((String) alternative, Locale.ENGLISH);
                }
            }
        }
        return numbers;
    }

    private static Properties load(String file) throws IOException {
        var properties = new Properties();
        try (Reader in =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Texts.class.getResourceAsStream(file + ".properties"), file),
                        StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> found(Path root, String ending, Pattern pattern) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> in(file, pattern))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> in(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.results().map(result -> result.group(1)).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
