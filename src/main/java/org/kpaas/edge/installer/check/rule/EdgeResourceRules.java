package org.kpaas.edge.installer.check.rule;

import org.kpaas.edge.installer.check.CheckResult;
import org.kpaas.edge.installer.site.EdgeNode;

import java.util.List;
import java.util.Optional;

/// Has the edge room, power and time enough? The floors are those of `keadm`; the warnings are where eviction begins (T75).
final class EdgeResourceRules {
    private static final long MIB = 1024;
    private static final long GIB = 1024 * MIB;

    /// A board sold with 1 GiB shows less, because its video part takes some.
    private static final long MEMORY_WARN = 900 * MIB;

    private static final long MEMORY_FAIL = 256 * MIB;
    private static final long MEMORY_FREE_FAIL = 128 * MIB;
    private static final long DISK_WARN = 4 * GIB;
    private static final long DISK_FAIL = 512 * MIB;
    private static final long DISK_SIZE_FAIL = GIB;
    private static final long DISK_USED_PERCENT = 85;
    private static final long CARD_WARN = 10 * MIB;
    private static final long PID_USED_PERCENT = 95;

    private EdgeResourceRules() {}

    static List<Row> rows() {
        return List.of(
                Row.edge("EDG-09", EdgeResourceRules::memory),
                Row.edge("EDG-10", EdgeResourceRules::disk),
                Row.edge("EDG-11", EdgeResourceRules::processes),
                Row.maybeEdge("EDG-12", EdgeResourceRules::power),
                Row.edge("EDG-13", EdgeResourceRules::cardSpeed),
                Row.edge("EDG-29", EdgeResourceRules::timeService));
    }

    private static CheckResult memory(EdgeNode edge, HostView host) {
        return host.number(
                "mem.total.kib",
                total -> {
                    long free = host.host().number("mem.available.kib").orElse(total);
                    if (total < MEMORY_FAIL || free < MEMORY_FREE_FAIL) {
                        return host.say()
                                .failed(
                                        Size.ofKib(total) + " (" + Size.ofKib(free) + ")",
                                        Size.ofKib(MEMORY_FAIL)
                                                + " ("
                                                + Size.ofKib(MEMORY_FREE_FAIL)
                                                + ")");
                    }
                    long cores = host.host().number("cpu.count").orElse(1L);
                    if (cores < 1) {
                        return host.say().failed("CPU " + cores, "CPU 1");
                    }
                    return swap(host, total);
                });
    }

    /// EdgeCore runs with swap, but memory limits of pods mean little then, and a card wears out.
    private static CheckResult swap(HostView host, long total) {
        long swap = host.host().number("swap.total.kib").orElse(0L);
        String found = Size.ofKib(total) + (swap > 0 ? ", swap " + Size.ofKib(swap) : "");
        return host.say()
                .advise(total >= MEMORY_WARN && swap == 0, found, Size.ofKib(GIB) + ", swap 0");
    }

    private static CheckResult disk(EdgeNode edge, HostView host) {
        return host.number(
                "disk.root.free.kib",
                root -> {
                    long free =
                            Math.min(root, host.host().number("disk.var.free.kib").orElse(root));
                    long used = most(host, "used.percent");
                    long size = least(host, "size.kib", DISK_SIZE_FAIL);
                    long inodes = most(host, "inodes.used.percent");
                    String found =
                            "%s (%d%%, inodes %d%%)".formatted(Size.ofKib(free), used, inodes);
                    String wanted = Size.ofKib(DISK_WARN) + " (" + DISK_USED_PERCENT + "%)";
                    if (free < DISK_FAIL || size < DISK_SIZE_FAIL) {
                        return host.say().failed(found, wanted);
                    }
                    return host.say()
                            .advise(
                                    free >= DISK_WARN
                                            && used < DISK_USED_PERCENT
                                            && inodes < DISK_USED_PERCENT,
                                    found,
                                    wanted);
                });
    }

    private static long least(HostView host, String part, long otherwise) {
        return Math.min(
                host.host().number("disk.root." + part).orElse(otherwise),
                host.host().number("disk.var." + part).orElse(otherwise));
    }

    private static long most(HostView host, String part) {
        return Math.max(
                host.host().number("disk.root." + part).orElse(0L),
                host.host().number("disk.var." + part).orElse(0L));
    }

    /// A slow card makes pulls and the start of pods run into time limits.
    private static CheckResult cardSpeed(EdgeNode edge, HostView host) {
        return host.number(
                "disk.read.kib.s",
                speed ->
                        host.say()
                                .advise(
                                        speed >= CARD_WARN,
                                        Size.ofKib(speed) + "/s",
                                        Size.ofKib(CARD_WARN) + "/s"));
    }

    private static CheckResult processes(EdgeNode edge, HostView host) {
        return host.number(
                "pid.max",
                max ->
                        host.number(
                                "pid.used",
                                used ->
                                        host.say()
                                                .advise(
                                                        used * 100 < max * PID_USED_PERCENT,
                                                        used + "/" + max,
                                                        PID_USED_PERCENT + "%")));
    }

    /// Bits of `vcgencmd get_throttled`; only a Raspberry Pi has them.
    private static Optional<CheckResult> power(EdgeNode edge, HostView host) {
        boolean pi =
                host.host()
                        .value("board.model")
                        .map(it -> it.contains("Raspberry Pi"))
                        .orElse(false);
        Optional<String> bits = host.host().value("throttled");
        if (bits.isEmpty()) {
            return pi ? Optional.of(host.missing()) : Optional.empty();
        }
        boolean clear = bits.get().matches("0x0*");
        return Optional.of(host.say().advise(clear, bits.get(), "0x0"));
    }

    private static CheckResult timeService(EdgeNode edge, HostView host) {
        if (host.host().value("ntp.port").orElse("").equals("filtered")
                && !host.host().flag("ntp.synced").orElse(true)) {
            return host.say().notAsked("PORT-123");
        }
        return host.flag(
                "ntp.synced", synced -> host.say().advise(synced, synced ? "yes" : "no", "yes"));
    }
}
