package org.kpaas.edge.installer.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Answers `script/log.sh`: what services and pods of the practice site say.
final class LogAnswer implements ScriptCall.Answer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
    private static final int NO_SUCH_POD = 3;
    private static final int REFUSED = 64;
    private static final double HEARTBEAT_SECONDS = 20;

    private final PracticeModel model;
    private final Pace pace;

    LogAnswer(PracticeModel model, Pace pace) {
        this.model = model;
        this.pace = pace;
    }

    @Override
    public int answer(ScriptCall call) throws IOException, InterruptedException {
        boolean unit = call.argument(0).equals("unit");
        if (call.arguments().size() != (unit ? 4 : 5)) {
            call.err().write("log: refused: arguments\n".getBytes(StandardCharsets.UTF_8));
            return REFUSED;
        }
        if (!unit && !isThere(call)) {
            return NO_SUCH_POD;
        }
        List<String> lines = unit ? service(call) : pod(call);
        int most = Integer.parseInt(call.argument(unit ? 2 : 3));
        for (String line : lines.subList(Math.max(0, lines.size() - most), lines.size())) {
            call.line(line);
        }
        call.out().flush();
        if (call.argument(unit ? 3 : 4).equals("yes")) {
            follow(call, unit ? call.argument(1) : "pod");
        }
        return 0;
    }

    /// Goes on until nobody listens.
    private void follow(ScriptCall call, String who) throws IOException, InterruptedException {
        for (int beat = 1; true; beat++) {
            pace.sleep(HEARTBEAT_SECONDS);
            call.line(line(call, who, "I", "heartbeat " + beat + " answered"));
            call.out().flush();
        }
    }

    private boolean isThere(ScriptCall call) {
        return model.store()
                .find("pods", call.argument(1), call.argument(2))
                .map(pod -> pod.at("/spec/nodeName").asString(""))
                .filter(node -> call.host().isControlPlane() || node.equals(call.host().name()))
                .isPresent();
    }

    private List<String> service(ScriptCall call) {
        PracticeHost host = call.host();
        String unit = call.argument(1);
        var lines = new ArrayList<String>();
        if (!host.says(unit + ".active", "yes")) {
            if (unit.equals("edgecore") && host.says("kubeedge.dir", "yes")) {
                lines.add(
                        line(call, unit, "F", "edgecore.go:104] failed to start the module edged"));
                lines.add(
                        line(
                                call,
                                "systemd",
                                "",
                                "edgecore.service: Failed with result 'exit-code'."));
            } else {
                lines.add(line(call, "systemd", "", unit + ".service: Deactivated successfully."));
            }
            return lines;
        }
        lines.add(line(call, "systemd", "", "Started " + unit + ".service."));
        switch (unit) {
            case "edgecore" -> {
                lines.add(
                        line(call, unit, "I", "Version: " + model.release().versions().kubeedge()));
                lines.add(line(call, unit, "I", "websocket connect to cloudcore successfully"));
                lines.add(
                        line(call, unit, "I", "Attempting to register node (" + host.name() + ")"));
                if (host.says("edgecore.conf.metaserver", "false")) {
                    lines.add(line(call, unit, "W", "metaServer is disabled"));
                }
            }
            case "crio" -> lines.add(line(call, unit, "I", "Starting CRI-O, version: 1.26.4"));
            default -> lines.add(line(call, unit, "I", unit + " is running"));
        }
        return lines;
    }

    private List<String> pod(ScriptCall call) {
        var lines = new ArrayList<String>();
        lines.add("== " + call.argument(2) + " 4f1c2d3e4b5a6978");
        lines.add(klog("I", "server.go:55] Version: v1.12.0-dirty"));
        lines.add(klog("I", "server.go:89] [1] Prepare agent to run"));
        if (call.host().says("edgecore.conf.metaserver", "false")) {
            lines.add(
                    klog(
                            "F",
                            "server.go:56] run edgemesh-agent failed: Get"
                                    + " \"http://127.0.0.1:10550/api/v1/services\": dial tcp"
                                    + " 127.0.0.1:10550: connect: connection refused"));
        } else {
            lines.add(klog("I", "module.go:34] Module EdgeProxy registered successfully"));
        }
        return lines;
    }

    private static String klog(String level, String text) {
        return level + "1125 10:00:00.000000       1 " + text;
    }

    private static String line(ScriptCall call, String who, String level, String text) {
        String said = level.isEmpty() ? text : klog(level, text);
        return TIME.format(Instant.now()) + " " + call.host().name() + " " + who + "[812]: " + said;
    }
}
