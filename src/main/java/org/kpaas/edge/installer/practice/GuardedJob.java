package org.kpaas.edge.installer.practice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the job's own shell looks at before Ansible starts, with the words of `script/job-start.sh`.
final class GuardedJob {
    private GuardedJob() {}

    /// @param guard     the lines of the plan; nothing is looked at when there are none
    /// @param inventory what the script made of its variables
    /// @param fresh     whether the script could write its files
    /// @return empty when everything is as planned
    static List<String> differences(
            String guard, Checkout checkout, Inventory inventory, boolean fresh) {
        var differences = new ArrayList<String>();
        var planned = new HashSet<String>();
        Set<String> found = found(inventory);
        for (String line : guard.lines().toList()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "fresh" -> {
                    if (!fresh) {
                        differences.add(words[1] + " was not written by this run");
                    }
                }
                case "holds" -> {
                    if (words[2].isEmpty() || !text(checkout, words[1]).contains(words[2])) {
                        differences.add(words[1] + " does not hold " + words[2]);
                    }
                }
                case "lacks" -> {
                    if (text(checkout, words[1]).contains(words[2])) {
                        differences.add(words[1] + " still holds " + words[2]);
                    }
                }
                case "host", "member" -> {
                    planned.add(line);
                    if (!found.contains(line)) {
                        differences.add("the inventory lacks the " + line);
                    }
                }
                default -> {} // keys are Ansible's to look at
            }
        }
        if (!planned.isEmpty()) {
            found.stream()
                    .filter(line -> !planned.contains(line))
                    .map(line -> "the inventory has the " + line + ", which is not planned")
                    .forEach(differences::add);
        }
        return differences;
    }

    private static Set<String> found(Inventory inventory) {
        var found = new HashSet<String>();
        found.add("host " + inventory.master() + " " + inventory.masterAddress());
        inventory.edges().forEach((name, address) -> found.add("host " + name + " " + address));
        inventory
                .groups()
                .forEach(
                        (group, hosts) ->
                                hosts.forEach(host -> found.add("member " + group + " " + host)));
        return found;
    }

    private static String text(Checkout checkout, String path) {
        Optional<String> text = checkout.text(path);
        return text.orElse("");
    }
}
