package org.kpaas.edge.installer.practice;

import java.util.List;

/// The kernel's command line of a practice Raspberry Pi: what its file says shows at once, what the system makes of it
/// only after a restart (T59, T60).
final class BootFile {
    private static final String KEY = "cmdline.file";
    private static final String PLAIN =
            "console=serial0,115200 dwc_otg.lpm_enable=0 console=tty1 root=LABEL=writable"
                    + " rootfstype=ext4 rootwait fixrtc";
    private static final String TOKEN = "cgroup_enable=memory";

    private BootFile() {}

    /// Gives the host a boot file, and a system that was started with it.
    static void write(PracticeHost host, boolean memoryCgroup) {
        String tokens = memoryCgroup ? " " + TOKEN + " cgroup_memory=1" : "";
        host.value(KEY).ifPresent(file -> host.files().write(file, PLAIN + tokens + "\n"));
        refresh(host);
        host.set("cgroup.memory", memoryCgroup ? "yes" : "no");
    }

    /// What `script/facts.sh` says about the file as it is now.
    static void refresh(PracticeHost host) {
        host.value(KEY)
                .flatMap(host.files()::read)
                .ifPresent(
                        text -> {
                            long count = words(text).stream().filter(TOKEN::equals).count();
                            host.set("cmdline.token", count > 0 ? "yes" : "no");
                            host.set("cmdline.tokens", Long.toString(count));
                            host.set(
                                    "cmdline.lines",
                                    Long.toString(
                                            text.lines().filter(it -> !it.isBlank()).count()));
                        });
    }

    /// The system starts: only the first line counts.
    static void read(PracticeHost host) {
        host.value(KEY)
                .flatMap(host.files()::read)
                .flatMap(text -> text.lines().findFirst())
                .ifPresent(
                        line ->
                                host.set(
                                        "cgroup.memory",
                                        words(line).contains(TOKEN) ? "yes" : "no"));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
