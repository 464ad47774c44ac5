package org.kpaas.edge.installer.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a repair is done. What exactly changes is known when the host was asked, see [Preview].
public sealed interface Means {
    /// Another content for a file that is there.
    ///
    /// @param path absolute
    record Edit(String path, UnaryOperator<String> edit) implements Means {}

    /// A file of a checkout, as git has it.
    ///
    /// @param folder the checkout, absolute
    /// @param path   below it
    record FromGit(String folder, String path) implements Means {}

    /// A rule of sudo in a file of its own, which `visudo` has to accept.
    record SudoRule(String path, String text) implements Means {}

    /// The control plane's public key in the `authorized_keys` of the login user.
    ///
    /// @param path of that file, absolute
    record Authorize(String path) implements Means {}

    /// A verb of `script/fix-host.sh`, or a place and items of `script/clear.sh`.
    ///
    /// @param script without `.sh`
    /// @param lines  what it runs, for people
    record Run(String script, String verb, List<String> arguments, List<String> lines)
            implements Means {
        public Run {
            arguments = List.copyOf(arguments);
            lines = List.copyOf(lines);
        }

        public Run(String verb, List<String> arguments, List<String> lines) {
            this("fix-host", verb, arguments, lines);
        }

        /// Takes an item away from an edge node.
        static Run clear(String item, List<String> lines) {
            return new Run("clear", "edge", List.of(item), lines);
        }

        /// The verb with its arguments that brings back what was there before.
        ///
        /// @param before what the script said; for packages those that were not installed
        /// @return empty when nothing can be brought back
        Optional<List<String>> back(String before) {
            if (before.isEmpty()) {
                return Optional.empty();
            }
            return switch (verb) {
                case "hostname" -> Optional.of(List.of(verb, before));
                case "password-day" -> Optional.of(List.of(verb, arguments.getFirst(), before));
                case "install", "broker" -> Optional.of(words("remove", before));
                case "unlabel" -> Optional.of(words("label", before));
                case "edge" ->
                        arguments.contains("kubeconfig")
                                ? Optional.of(List.of(verb, "kubeconfig-back"))
                                : Optional.empty();
                default -> Optional.empty();
            };
        }

        private static List<String> words(String verb, String rest) {
            var words = new ArrayList<>(List.of(verb));
            words.addAll(List.of(rest.split(" +")));
            return words;
        }
    }
}
