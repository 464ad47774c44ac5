package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Answers `script/edge-look.sh`: what an edge node is doing while it joins, and before and after.
final class EdgeLookAnswer implements ScriptCall.Answer {
    private static final long BASE_BYTES = 52_000_000;
    private static final long IMAGES_BYTES = 190_000_000;
    private static final long JOINING_RATE = 2_400_000;
    private static final long IDLE_RATE = 900;
    private static final int CERTIFICATES = 10_002;

    private final PracticeModel model;
    private final Pace pace;

    EdgeLookAnswer(PracticeModel model, Pace pace) {
        this.model = model;
        this.pace = pace;
    }

    @Override
    public int answer(ScriptCall call) throws IOException {
        PracticeHost host = call.host();
        Optional<Duration> joining =
                host.joining().map(since -> pace.simulated(Duration.between(since, Instant.now())));
        if (joining.isPresent()) {
            call.value("join.pid", "4711");
            call.value("join.seconds", Long.toString(joining.get().toSeconds()));
            call.value("join.parent", "sh");
        }
        call.flag("ansible.running", false);
        call.flag("apt.running", host.says("apt.locked", "yes"));
        call.value("edgecore.state", state(host, joining.isPresent()));
        call.value("crio.state", host.says("crio.active", "yes") ? "active" : "inactive");
        journal(call, host, joining.isPresent());
        call.value("rx.bytes", Long.toString(received(host, joining)));
        call.value("rx.per.second", Long.toString(joining.isPresent() ? JOINING_RATE : IDLE_RATE));
        call.value("disk.free.kib", host.value("disk.var.free.kib").orElse(""));
        call.value("kubeedge.dir", host.value("kubeedge.dir").orElse("no"));
        call.end();
        return 0;
    }

    private static String state(PracticeHost host, boolean joining) {
        return host.says("edgecore.active", "yes") ? "active" : joining ? "activating" : "inactive";
    }

    private static long received(PracticeHost host, Optional<Duration> joining) {
        long fetched =
                joining.map(time -> Math.min(IMAGES_BYTES, time.toMillis() * JOINING_RATE / 1000))
                        .orElse(host.says("kubeedge.dir", "yes") ? IMAGES_BYTES : 0);
        return BASE_BYTES + fetched;
    }

    /// What the join's own error never says (T66): why EdgeCore does not come up.
    private void journal(ScriptCall call, PracticeHost host, boolean joining) throws IOException {
        if (!joining) {
            return;
        }
        if (host.says("cgroup.memory", "no")) {
            complain(
                    call,
                    "F1125 10:00:00.000000    4780 edged.go:206] init new edged error, failed to"
                            + " get cgroup: Following Cgroup subsystem not mounted: [memory]");
        } else if (model.network().isDropped(model.net().publicVip(), CERTIFICATES)) {
            complain(
                    call,
                    "E1125 10:00:00.000000    4780 certmanager.go:96] failed to get CA"
                            + " certificate, err: Get \"https://"
                            + model.net().publicVip()
                            + ":"
                            + CERTIFICATES
                            + "/ca.crt\": dial tcp: i/o timeout");
        } else {
            call.value(
                    "edgecore.log.1",
                    "I1125 10:00:00.000000    4780 server.go:104] Get IP address"
                            + " by custom interface successfully");
        }
    }

    private static void complain(ScriptCall call, String line) throws IOException {
        call.value("edgecore.log.1", line);
        call.value("edgecore.log.bad", line);
    }
}
