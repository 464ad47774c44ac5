package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// The objects of the practice cluster with their history, as `etcd` keeps them: every change gets a number, and who
/// watches gets the changes after the number they know. Thread-safe; objects are copied on the way in and out.
final class KubeStore {
    private static final int HISTORY = 2000;

    private final Map<String, TreeMap<String, ObjectNode>> resources = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private long version = 7_400;
    private long forgotten = version;

    /// @param type `ADDED`, `MODIFIED` or `DELETED`
    record Change(long version, String type, String resource, String namespace, ObjectNode object) {
        private boolean isOf(Selection wanted) {
            return resource.equals(wanted.resource())
                    && (wanted.namespace().isEmpty() || namespace.equals(wanted.namespace()));
        }
    }

    /// What a list or a watch is about.
    ///
    /// @param resource  for instance `pods`
    /// @param namespace empty for all
    record Selection(String resource, String namespace) {}

    /// @param left how many items there are after these
    record Listing(long version, List<ObjectNode> items, int left) {}

    /// @param version the number up to which everything has been told
    record Batch(long version, List<Change> changes) {}

    /// The number is older than the history: the watcher has to list again (410).
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;
    }

    synchronized void put(String resource, ObjectNode given) {
        ObjectNode object = given.deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        var known = resources.computeIfAbsent(resource, name -> new TreeMap<>());
        ObjectNode before = known.get(key(object));
        metadata.put(
                "uid",
                before == null
                        ? UUID.randomUUID().toString()
                        : before.at("/metadata/uid").asString());
        metadata.put("resourceVersion", Long.toString(++version));
        known.put(key(object), object);
        remember(before == null ? "ADDED" : "MODIFIED", resource, object);
    }

    /// Changes an object; nothing happens when it is not there.
    synchronized void edit(
            String resource, String namespace, String name, Consumer<ObjectNode> edit) {
        find(resource, namespace, name)
                .ifPresent(
                        object -> {
                            edit.accept(object);
                            put(resource, object);
                        });
    }

    synchronized void remove(String resource, String namespace, String name) {
        var known = resources.get(resource);
        ObjectNode object = known == null ? null : known.remove(namespace + "/" + name);
        if (object != null) {
            object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
            remember("DELETED", resource, object);
        }
    }

    synchronized Optional<ObjectNode> find(String resource, String namespace, String name) {
        return Optional.ofNullable(resources.get(resource))
                .map(known -> known.get(namespace + "/" + name))
                .map(ObjectNode::deepCopy);
    }

    synchronized Listing list(Selection wanted) {
        return list(wanted, 0, 0);
    }

    /// A page of a list.
    ///
    /// @param limit 0 for all
    synchronized Listing list(Selection wanted, int from, int limit) {
        List<ObjectNode> all =
                resources.getOrDefault(wanted.resource(), new TreeMap<>()).values().stream()
                        .filter(
                                it ->
                                        wanted.namespace().isEmpty()
                                                || wanted.namespace().equals(namespace(it)))
                        .toList();
        int start = Math.min(from, all.size());
        int end = limit == 0 ? all.size() : Math.min(start + limit, all.size());
        return new Listing(
                version,
                all.subList(start, end).stream().map(ObjectNode::deepCopy).toList(),
                all.size() - end);
    }

    /// The changes after a number; waits for the first one.
    ///
    /// @param wait the longest wait; the batch may then be empty
    synchronized Batch after(long known, Selection wanted, Duration wait)
            throws Gone, InterruptedException {
        Instant until = Instant.now().plus(wait);
        while (true) {
            if (known < forgotten) {
                throw new Gone();
            }
            List<Change> found =
                    history.stream()
                            .filter(change -> change.version() > known && change.isOf(wanted))
                            .toList();
            long left = Duration.between(Instant.now(), until).toMillis();
            if (!found.isEmpty() || left <= 0) {
                return new Batch(version, found);
            }
            wait(left);
        }
    }

    private void remember(String type, String resource, ObjectNode object) {
        history.add(new Change(version, type, resource, namespace(object), object.deepCopy()));
        if (history.size() > HISTORY) {
            forgotten = history.remove().version();
        }
        notifyAll();
    }

    private static String key(ObjectNode object) {
        return namespace(object) + "/" + object.at("/metadata/name").asString();
    }

    private static String namespace(ObjectNode object) {
        return object.at("/metadata/namespace").asString("");
    }
}
