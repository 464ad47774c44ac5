package org.kpaas.edge.installer.practice;

import org.kpaas.edge.installer.guide.Release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The platform's checkout in the control plane's home folder: the files that the product and the simulated script
/// look at, with their text in git and their text now.
final class Checkout {
    static final String ROOT = HostFiles.HOME + "/cp-deployment";
    static final String EDGE_VARIABLES = "standalone/cp-edge-vars.sh";
    static final String CLUSTER_VARIABLES = "standalone/cp-cluster-vars.sh";
    static final String DEPLOY_SCRIPT = "standalone/deploy-cp-edge.sh";
    static final String RESET_SCRIPT = "standalone/reset-cp-edge.sh";
    static final String INVENTORY = "standalone/inventory/mycluster/edge-hosts.yaml";

    private static final String DEFAULTS = "---\n# practice: what the script fills in\n";

    private final HostFiles files;
    private final Release release;
    private final Map<String, String> head = new LinkedHashMap<>();
    private volatile String described;

    Checkout(HostFiles files, Release release) {
        this.files = files;
        this.release = release;
        this.described = release.id();
        Variables variables = new Variables(release.variables());
        head.put(CLUSTER_VARIABLES, variables.emptyCluster());
        head.put(EDGE_VARIABLES, variables.emptyEdges());
        head.put(DEPLOY_SCRIPT, variables.deployScript());
        head.put(
                RESET_SCRIPT,
                "#!/bin/bash\n\n"
                        + "ansible-playbook -i inventory/mycluster/edge-hosts.yaml --become"
                        + " --become-user=root playbooks/reset_edge.yml\n");
        head.put(
                "standalone/playbooks/edge.yml",
                "---\n# practice: " + release.plays().size() + " plays\n");
        head.put(
                "standalone/roles/cp/edge/keadm_join/tasks/main.yml",
                "---\n# practice: the tasks of this role are in the transcript\n");
        head.put(release.resetPlaybook(), "---\n# practice: 2 plays\n");
        head.put("edge/keadm/arm64/version", release.versions().kubeedge() + "\n");
        for (String path : release.generated()) {
            if (!path.equals(INVENTORY)) {
                head.put(path, DEFAULTS);
            }
        }
        for (Release.Template template : release.templates()) {
            head.put(template.path(), templateText(template));
        }
    }

    /// Puts every file there as it is in git, and fills in the cluster's variables as the cluster's own installation
    /// left them.
    void install(PracticeNet net) {
        head.forEach((path, text) -> files.write(ROOT + "/" + path, text));
        write(CLUSTER_VARIABLES, new Variables(release.variables()).filledCluster(net));
    }

    /// `git describe --tags --always`.
    String describe() {
        return described;
    }

    /// The checkout is of another commit than the release's tag.
    void describe(String text) {
        described = text;
    }

    boolean isThere() {
        return files.exists(ROOT + "/standalone");
    }

    boolean exists(String path) {
        return files.exists(ROOT + "/" + path);
    }

    Optional<String> text(String path) {
        return files.read(ROOT + "/" + path);
    }

    void write(String path, String text) {
        files.write(ROOT + "/" + path, text);
    }

    void remove() {
        files.remove(ROOT);
    }

    String head(String path) {
        return head.getOrDefault(path, "");
    }

    List<Release.Template> templates() {
        return release.templates();
    }

    /// Puts values where the placeholders are, as the platform's script does; what is not there any more stays as it
    /// is (T42).
    void burn(Map<String, String> values) {
        for (Release.Template template : release.templates()) {
            String text = text(template.path()).orElse("");
            for (String placeholder : template.placeholders()) {
                text = text.replace(placeholder, values.getOrDefault(placeholder, ""));
            }
            write(template.path(), text);
        }
    }

    /// Somebody changed a file that the release has otherwise.
    void change(String path) {
        write(path, head(path) + "# practice: changed by hand\n");
    }

    /// Puts a file back to its text in git.
    void restore(String path) {
        write(path, head(path));
    }

    /// Puts the templates back to their text in git.
    void restoreTemplates() {
        for (Release.Template template : release.templates()) {
            restore(template.path());
        }
    }

    /// The role defaults that the script writes anew at each run.
    void writeDefaults(String publicVip) {
        for (String path : release.generated()) {
            if (!path.equals(INVENTORY)) {
                write(path, DEFAULTS + "cloudcore_vip: " + publicVip + "\n");
            }
        }
    }

    /// `git status --porcelain`, as far as files differ from their text in git.
    List<String> status() {
        var lines = new ArrayList<String>();
        head.forEach(
                (path, text) -> {
                    Optional<String> now = text(path);
                    if (now.isEmpty()) {
                        lines.add(" D " + path);
                    } else if (!now.get().equals(text)) {
                        lines.add(" M " + path);
                    }
                });
        if (exists(INVENTORY)) {
            lines.add("?? " + INVENTORY);
        }
        return lines;
    }

    private static String templateText(Release.Template template) {
        String name = template.path().replaceFirst(".*/\\d*-?", "").replace(".yaml", "");
        return template.placeholders().stream()
                .map(
                        placeholder ->
                                "  "
                                        + placeholder
                                                .replaceAll("[{}]", "")
                                                .toLowerCase(java.util.Locale.ROOT)
                                        + ": "
                                        + placeholder
                                        + "\n")
                .collect(
                        Collectors.joining(
                                "",
                                "# practice: the part of this manifest that the script fills in\n"
                                        + "kind: "
                                        + name
                                        + "\nspec:\n",
                                ""));
    }
}
