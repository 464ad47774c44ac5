package org.kpaas.edge.installer.practice;

import java.io.IOException;

/// Answers `script/settings.sh` with what the practice hardening touches: the age of the password, modes, sudo.
final class SettingsAnswer implements ScriptCall.Answer {
    @Override
    public int answer(ScriptCall call) throws IOException {
        PracticeHost host = call.host();
        boolean root = !host.says("sudo.passwordless", "no");
        call.flag("sudo", root);
        if (root) {
            String user = host.value("user.name").orElse("ubuntu");
            call.value("age." + user, host.value("password.expires.day").orElse("never"));
            call.value("mode./tmp", host.value("tmp.mode").orElse("1777"));
        }
        call.value("apt.check", "ok");
        call.end();
        return 0;
    }
}
