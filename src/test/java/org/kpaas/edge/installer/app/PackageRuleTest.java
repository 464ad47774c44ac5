package org.kpaas.edge.installer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The package table of the architecture: data flows one way. Each package lists what it may use; a package that is
/// missing here fails the test, and so does an entry that is no longer needed by any class.
class PackageRuleTest {
    private static final String ROOT = "org.kpaas.edge.installer";

    /// `text` holds the words for every part. `flow` is the thread that the window and the command line share.
    /// `check`, `plan` and `verify` use the plain records of `cluster`; `plan` and `run` quote with `remote`'s one quoter.
    /// `fix` repairs what a check found, and names it by the check's id.
    /// `verify.cause` explains what a run and a verification saw; a run asks it while it goes on.
    private static final Map<String, Set<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("site", Set.of()),
                    Map.entry("text", Set.of("site")),
                    Map.entry("guide", Set.of("site")),
                    Map.entry("remote", Set.of("site")),
                    Map.entry("remote.ssh", Set.of("site", "remote")),
                    Map.entry("cluster", Set.of("site", "remote")),
                    Map.entry("cluster.kube", Set.of("site", "remote", "cluster")),
                    Map.entry("facts", Set.of("site", "guide", "remote", "cluster")),
                    Map.entry("logs", Set.of("site", "remote")),
                    Map.entry("probe", Set.of("site", "guide", "facts", "remote", "cluster")),
                    Map.entry(
                            "check",
                            Set.of("site", "guide", "facts", "cluster", "text", "check.rule")),
                    Map.entry("check.rule", Set.of("site", "guide", "facts", "cluster", "check")),
                    Map.entry(
                            "fix", Set.of("site", "guide", "facts", "check", "remote", "cluster")),
                    Map.entry(
                            "plan",
                            Set.of("site", "guide", "facts", "check", "cluster", "remote", "text")),
                    Map.entry("plan.firewall", Set.of("site", "guide", "facts", "cluster")),
                    Map.entry(
                            "run",
                            Set.of(
                                    "plan",
                                    "remote",
                                    "cluster",
                                    "site",
                                    "guide",
                                    "text",
                                    "run.ansible",
                                    "verify.cause")),
                    Map.entry("run.ansible", Set.of("run", "site", "guide", "remote")),
                    Map.entry(
                            "verify",
                            Set.of("site", "guide", "facts", "cluster", "text", "verify.cause")),
                    Map.entry("verify.names", Set.of("site", "guide", "cluster", "text")),
                    Map.entry("verify.cause", Set.of("site", "cluster", "remote", "text")),
                    Map.entry(
                            "report",
                            Set.of(
                                    "site",
                                    "text",
                                    "guide",
                                    "remote",
                                    "cluster",
                                    "facts",
                                    "check",
                                    "fix",
                                    "plan",
                                    "plan.firewall",
                                    "run",
                                    "verify",
                                    "verify.cause",
                                    "verify.names")),
                    Map.entry("practice", Set.of("guide", "site")),
                    Map.entry(
                            "flow",
                            Set.of(
                                    "site",
                                    "text",
                                    "guide",
                                    "remote",
                                    "cluster",
                                    "facts",
                                    "probe",
                                    "check",
                                    "logs",
                                    "fix",
                                    "plan",
                                    "run",
                                    "verify",
                                    "verify.cause",
                                    "verify.names",
                                    "report",
                                    "practice")),
                    Map.entry(
                            "cli",
                            Set.of(
                                    "site",
                                    "text",
                                    "guide",
                                    "remote",
                                    "cluster",
                                    "facts",
                                    "check",
                                    "logs",
                                    "fix",
                                    "plan",
                                    "plan.firewall",
                                    "run",
                                    "verify",
                                    "verify.cause",
                                    "verify.names",
                                    "report",
                                    "practice",
                                    "flow")));

    private static final Set<String> FREE = Set.of("app");
    private static final Set<String> NOT_FOR_UI =
            Set.of("remote.ssh", "cluster.kube", "cli", "app");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void everyPackageUsesOnlyWhatTheTableAllows() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass user : classes) {
            uses(user)
                    .filter(used -> !allowed(name(user), used))
                    .forEach(
                            used ->
                                    broken.add(
                                            name(user)
                                                    + " must not use "
                                                    + used
                                                    + " ("
                                                    + user.getSimpleName()
                                                    + ")"));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = classes.stream().map(PackageRuleTest::name).collect(Collectors.toSet());
        assertThat(found)
                .allMatch(name -> MAY_USE.containsKey(name) || FREE.contains(name) || isUi(name));
        assertThat(found).containsAll(MAY_USE.keySet());
    }

    @Test
    void eachLibraryIsUsedWhereItBelongs() {
        assertThat(usersOf("net.schmizz")).isSubsetOf("remote.ssh");
        assertThat(usersOf("io.fabric8")).isSubsetOf("cluster.kube");
        assertThat(usersOf("org.apache.sshd")).isSubsetOf("practice");
        assertThat(usersOf("org.snakeyaml")).isSubsetOf("verify.names");
        assertThat(usersOf("picocli")).isSubsetOf("cli");
        assertThat(usersOf("javafx").stream().filter(name -> !isUi(name)).toList())
                .isSubsetOf(List.of("app"));
    }

    /// One place quotes for a shell, one makes commands, one sends them; the laptop itself starts no program (T14).
    @Test
    void onlyTheQuoterMakesCommandLines() {
        assertThat(callersOf("org.kpaas.edge.installer.remote.Shell", ".*"))
                .containsExactlyInAnyOrder("plan.EdgeVariables", "remote.Command", "remote.Script");
        assertThat(callersOf("org.kpaas.edge.installer.remote.Command", "<init>"))
                .containsExactlyInAnyOrder("remote.Command", "remote.Script");
        assertThat(callersOf("net.schmizz.sshj.connection.channel.direct.Session", "exec"))
                .containsExactly("remote.ssh.Exchange");
        assertThat(callersOf("java.lang.ProcessBuilder", ".*")).isEmpty();
        assertThat(callersOf("java.lang.Runtime", "exec")).isEmpty();
    }

    private Set<String> callersOf(String type, String method) {
        return classes.stream()
                .filter(
                        user ->
                                user.getCodeUnitCallsFromSelf().stream()
                                        .anyMatch(
                                                call ->
                                                        call.getTargetOwner().getName().equals(type)
                                                                && call.getName().matches(method)))
                .map(user -> user.getName().substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> usersOf(String library) {
        return classes.stream()
                .filter(
                        user ->
                                user.getDirectDependenciesFromSelf().stream()
                                        .anyMatch(
                                                d ->
                                                        d.getTargetClass()
                                                                .getPackageName()
                                                                .startsWith(library)))
                .map(PackageRuleTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean allowed(String user, String used) {
        if (user.equals(used) || FREE.contains(user)) {
            return true;
        }
        return isUi(user)
                ? !NOT_FOR_UI.contains(used)
                : MAY_USE.getOrDefault(user, Set.of()).contains(used);
    }

    private static boolean isUi(String name) {
        return name.equals("ui") || name.startsWith("ui.");
    }

    private static Stream<String> uses(JavaClass user) {
        return user.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .filter(target -> target.getPackageName().startsWith(ROOT))
                .map(PackageRuleTest::name)
                .distinct();
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
