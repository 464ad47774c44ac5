package org.kpaas.edge.installer.verify.names;

import org.kpaas.edge.installer.cluster.ClusterNames;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The names in a file of Kubernetes objects: YAML or JSON, one document or several, lists of objects included.
///
/// @param entries in the order of the file
/// @param skipped what has no name to judge
record Manifest(List<Entry> entries, List<Skipped> skipped) {
    /// Objects in all; an alias counts each time, so that a few of them cannot stand for millions.
    static final int MOST = 100_000;

    /// @param line of the name, counted from 1
    /// @param text whether the name is a text and not a number or true or false
    record Entry(int line, ObjectName object, boolean text) {}

    /// @param why `no-kind` or `no-name`
    record Skipped(int line, String why) {}

    /// @throws ProblemException `names.…` when the file cannot be read, is too big, is broken, or has no object in it
    static Manifest read(Path file) throws ProblemException {
        var reading = new Reading(file.toString());
        YamlFile.read(file, reading::document);
        if (reading.entries.isEmpty()) {
            throw new ProblemException(Problem.of("names.no-object", file.toString()));
        }
        return new Manifest(List.copyOf(reading.entries), List.copyOf(reading.skipped));
    }

    /// One file on its way.
    private static final class Reading {
        private final String file;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private int seen;

        Reading(String file) {
            this.file = file;
        }

        void document(Node node) throws ProblemException {
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
                return; // nothing between two separators
            }
            object(node, 0);
        }

        /// @param depth lists around it
        private void object(Node node, int depth) throws ProblemException {
            if (depth > YamlFile.DEEPEST) {
                throw new ProblemException(YamlFile.bomb(file));
            }
            if (++seen > MOST) {
                throw new ProblemException(
                        Problem.of("names.too-many", file, Integer.toString(MOST)));
            }
            String kind = text(child(node, "kind"));
            Optional<SequenceNode> items =
                    child(node, "items")
                            .filter(SequenceNode.class::isInstance)
                            .map(SequenceNode.class::cast);
            if (kind.isEmpty()) {
                skipped.add(new Skipped(line(node), "no-kind"));
            } else if (kind.endsWith("List") && items.isPresent()) {
                for (Node item : items.get().getValue()) {
                    object(item, depth + 1);
                }
            } else {
                named(node, kind);
            }
        }

        private void named(Node node, String kind) {
            Optional<Node> metadata = child(node, "metadata");
            Optional<Node> name = metadata.flatMap(it -> child(it, "name")).filter(Reading::isSet);
            Optional<Node> beginning =
                    metadata.flatMap(it -> child(it, "generateName")).filter(Reading::isSet);
            Optional<Node> given = name.or(() -> beginning);
            if (given.isEmpty()) {
                skipped.add(new Skipped(line(node), "no-name"));
                return;
            }
            String namespace = text(metadata.flatMap(it -> child(it, "namespace")));
            String told = ClusterNames.kind(kind, text(child(node, "apiVersion")));
            entries.add(
                    new Entry(
                            line(given.get()),
                            new ObjectName(told, namespace, text(given), name.isEmpty()),
                            isText(given.get())));
        }

        /// YAML 1.1, which Kubernetes' programs read, knows more words for true and false.
        private static boolean isText(Node node) {
            return node.getTag().equals(Tag.STR)
                    && !(node instanceof ScalarNode scalar
                            && scalar.isPlain()
                            && scalar.getValue().matches("(?i)y|n|yes|no|on|off"));
        }

        private static boolean isSet(Node node) {
            return !text(Optional.of(node)).isEmpty();
        }

        /// The last one counts where a key stands twice.
        private static Optional<Node> child(Node node, String key) {
            if (!(node instanceof MappingNode mapping)) {
                return Optional.empty();
            }
            return mapping.getValue().stream()
                    .filter(it -> text(Optional.of(it.getKeyNode())).equals(key))
                    .map(NodeTuple::getValueNode)
                    .reduce((first, last) -> last);
        }

        private static String text(Optional<Node> node) {
            return node.filter(it -> !it.getTag().equals(Tag.NULL))
                    .filter(ScalarNode.class::isInstance)
                    .map(it -> ((ScalarNode) it).getValue())
                    .orElse("");
        }

        private static int line(Node node) {
            return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        }
    }
}
