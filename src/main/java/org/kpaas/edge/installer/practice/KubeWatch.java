package org.kpaas.edge.installer.practice;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// One watch: the changes after a resource version, as they happen.
///
/// @param namespace empty for all
/// @param from  the resource version that the client knows; empty or `0` to begin with everything there is
/// @param limit how long it runs
record KubeWatch(
        KubeStore store,
        KubeKind kind,
        String namespace,
        KubeFilter filter,
        String from,
        Duration limit) {

    private KubeStore.Selection wanted() {
        return new KubeStore.Selection(kind.resource(), namespace);
    }

    /// Where the events go.
    interface Events {
        void send(String json) throws IOException;
    }

    /// Runs until the time is over; a version that is too old ends it with 410, as Kubernetes does.
    void run(Events events) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(limit);
        long known = from.isEmpty() || from.equals("0") ? current(events) : Long.parseLong(from);
        while (Instant.now().isBefore(until)) {
            KubeStore.Batch batch;
            try {
                batch = store.after(known, wanted(), Duration.between(Instant.now(), until));
            } catch (KubeStore.Gone e) {
                events.send(
                        event(
                                "ERROR",
                                KubeApi.status(
                                        410, "Expired", "too old resource version: " + known)));
                return;
            }
            for (KubeStore.Change change : batch.changes()) {
                send(events, change.type(), change.object());
            }
            known = batch.version();
        }
    }

    private long current(Events events) throws IOException {
        KubeStore.Listing listing = store.list(wanted());
        for (ObjectNode item : listing.items()) {
            send(events, "ADDED", item);
        }
        return listing.version();
    }

    private void send(Events events, String type, ObjectNode object) throws IOException {
        if (filter.admits(object)) {
            events.send(event(type, KubeApi.typed(kind, object)));
        }
    }

    private static String event(String type, ObjectNode object) {
        ObjectNode event = JsonMapper.shared().createObjectNode().put("type", type);
        event.set("object", object);
        return event.toString();
    }
}
