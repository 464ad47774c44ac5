package org.kpaas.edge.installer.practice;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Answers the scripts that repair a host: they change the host's files and what it says about itself.
final class FixScripts {
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPracticePracticePracticePracticePracticePra"
                    + " practice-control-plane";
    private static final String SUDOERS = "/etc/sudoers.d/";

    private static final Pattern APPENDED = Pattern.compile("find|bind_address|allow_anonymous");

    private final PracticeModel model;
    private final Consumer<PracticeHost> restart;

    /// @param restart takes the host away for a while
    FixScripts(PracticeModel model, Consumer<PracticeHost> restart) {
        this.model = model;
        this.restart = restart;
    }

    Map<String, ScriptCall.Answer> answers() {
        return Map.of("fix-file", this::file, "fix-boot", this::boot, "fix-host", this::setting);
    }

    private int file(ScriptCall call) throws IOException {
        String path = call.argument(1);
        return switch (call.argument(0)) {
            case "show" -> show(call, path);
            case "head" -> head(call);
            case "put" -> put(call, path);
            case "back" -> back(call, path);
            default -> call.refuse("arguments", 64);
        };
    }

    private static int show(ScriptCall call, String path) throws IOException {
        Optional<String> text = call.host().files().read(path);
        call.value("file.digest", digest(text));
        if (text.isPresent()) {
            content(call, text.get());
        }
        return ended(call);
    }

    private int head(ScriptCall call) throws IOException {
        content(call, model.checkout().head(call.argument(2)));
        return ended(call);
    }

    private int put(ScriptCall call, String path) throws IOException {
        HostFiles files = call.host().files();
        Optional<String> now = files.read(path);
        if (!digest(now).equals(call.argument(2))) {
            return call.refuse("changed", 75);
        }
        String backup = "none";
        if (now.isPresent()) {
            Instant at = Instant.now();
            while (files.exists(FileScripts.copy(path, at))) {
                at = at.plusSeconds(1);
            }
            backup = FileScripts.copy(path, at);
            files.copy(path, backup);
        }
        byte[] content = Base64.getDecoder().decode(call.values().getOrDefault("DATA", ""));
        files.write(path, new String(content, StandardCharsets.UTF_8));
        effects(call.host(), path);
        call.value("fix.backup", backup);
        call.value("fix.digest", digest(files.read(path)));
        return ended(call);
    }

    private int back(ScriptCall call, String path) throws IOException {
        HostFiles files = call.host().files();
        boolean none = call.argument(3).equals("none");
        Optional<String> before = none ? Optional.empty() : files.read(call.argument(3));
        String now = digest(files.read(path));
        if (!now.equals(digest(before))) {
            if (!now.equals(call.argument(2))) {
                return call.refuse("changed", 75);
            }
            if (before.isPresent()) {
                files.write(path, before.get());
            } else {
                files.remove(path);
            }
            effects(call.host(), path);
        }
        call.value("fix.undone", "yes");
        return ended(call);
    }

    /// What the host makes of a file that was written or removed.
    private static void effects(PracticeHost host, String path) {
        if (path.startsWith(SUDOERS)) {
            host.set("sudo.nopasswd", host.files().exists(path) ? "yes" : "no");
        } else if (path.endsWith("/mosquitto.conf")) {
            String text = host.files().read(path).orElse("");
            long lines = text.lines().filter(it -> APPENDED.matcher(it).lookingAt()).count();
            host.set("mosquitto.lines", Long.toString(lines));
        } else if (path.equals(EdgecoreFile.PATH)) {
            EdgecoreFile.read(host);
        } else if (path.endsWith("/authorized_keys")) {
            host.acceptControlPlane(host.files().read(path).orElse("").contains(PUBLIC_KEY));
        }
    }

    private int boot(ScriptCall call) throws IOException {
        if (call.argument(0).equals("id")) {
            call.value("boot.id", call.host().bootId());
        } else if (call.argument(1).equals(call.host().bootId())) {
            call.value("boot.asked", "yes");
            restart.accept(call.host());
        } else {
            return call.refuse("changed", 75);
        }
        return ended(call);
    }

    private int setting(ScriptCall call) throws IOException {
        PracticeHost host = call.host();
        switch (call.argument(0)) {
            case "public-key" -> call.value("fix.key", PUBLIC_KEY);
            case "hostname" -> {
                call.value("fix.before", host.name());
                host.set("host.name", call.argument(1));
            }
            case "install" -> {
                call.value("fix.before", words(call));
                host.set("tools.missing", "none");
            }
            case "unlabel", "label" -> {
                call.value("fix.before", words(call));
                call.arguments().stream()
                        .skip(1)
                        .forEach(node -> label(node, call.argument(0).equals("label")));
            }
            case "restart-edgecore" -> call.value("fix.before", "");
            case "broker" -> {
                call.value("fix.before", "mosquitto");
                host.set("mosquitto.active", "yes");
            }
            case "remove" -> host.set("tools.missing", words(call));
            default -> {
                return call.refuse("command-failed", 70);
            }
        }
        return ended(call);
    }

    private void label(String node, boolean on) {
        model.store()
                .edit(
                        "nodes",
                        "",
                        node,
                        (ObjectNode it) -> {
                            ObjectNode labels = it.withObject("/metadata/labels");
                            if (on) {
                                labels.put("cloudcore", "enable");
                            } else {
                                labels.remove("cloudcore");
                            }
                        });
    }

    private static String words(ScriptCall call) {
        return String.join(" ", call.arguments().subList(1, call.arguments().size()));
    }

    private static void content(ScriptCall call, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.value("file.content", Base64.getEncoder().encodeToString(bytes));
    }

    private static String digest(Optional<String> text) {
        return text.map(FileScripts::sha256).orElse("absent");
    }

    private static int ended(ScriptCall call) throws IOException {
        call.end();
        return 0;
    }
}
