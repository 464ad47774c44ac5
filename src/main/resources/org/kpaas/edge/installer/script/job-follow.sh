#!/bin/sh
# script: job-follow
#
# Copies a job's log to standard output, byte for byte from an offset, as it grows, until the job has ended and
# everything is copied; and to standard error in the same way what the callback plugin tells of it, where there is one,
# each time before the log. There it also says its time once, and a NUL every ten seconds: that is how it notices that
# nobody listens any more, also while the job is silent. Changes nothing.
#
# Ansible's control node has Python. A loop in it costs next to nothing, where one in a shell starts some programs each
# time and takes a tenth of a small processor from the run that it watches.
#
# arguments: plan id, offset in the log in bytes, offset in the events in bytes (0 when left out)
# exit:      0 all copied, 3 no such job, 4 nobody listens, 127 no Python 3

set -u

# shellcheck disable=SC2016 # Python, not shell
follower='
import os, stat, sys, time

LOOK = 0.2
SIGN = 10
CHUNK = 1 << 20

def ticks(pid):
    """Start of a process in clock ticks since boot; None when it has ended."""
    try:
        with open("/proc/%s/stat" % pid, "rb") as process:
            fields = process.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in (b"Z", b"X") else fields[19].decode()

def size(name):
    """In bytes; 0 for what is no file of ours to read."""
    try:
        found = os.stat(name)
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) and os.access(name, os.R_OK) else 0

def put(target, data):
    while data:
        data = data[os.write(target, data):]

class Part:
    def __init__(self, name, offset, target):
        self.name, self.offset, self.target, self.end = name, offset, target, offset

    def measure(self):
        self.end = max(size(self.name), self.offset)

    def copy(self):
        """False when there is nothing new."""
        if self.offset == self.end:
            return False
        with open(self.name, "rb", buffering=0) as source:
            source.seek(self.offset)
            while self.offset < self.end:
                data = source.read(min(CHUNK, self.end - self.offset))
                if not data:
                    break
                put(self.target, data)
                self.offset += len(data)
        return True

def main(folder, log=0, events=0):
    parent = os.getppid()
    try:
        os.chdir(folder)
        with open("birth") as birth:
            pid, born, boot = birth.read().split()[:3]
    except (OSError, ValueError):
        return 3
    if not size("pid"):
        return 3
    with open("/proc/sys/kernel/random/boot_id") as this:
        alive = boot == this.read().strip()
    parts = [Part("events", int(events), 2), Part("log", int(log), 1)]

    def copy():
        # the log first: whatever it says, the plugin has told before
        for part in reversed(parts):
            part.measure()
        return any([part.copy() for part in parts])

    put(2, b"clock %d\n" % time.time())
    signed = time.monotonic()
    while alive and not size("exit") and ticks(pid) == born:
        if not copy():
            time.sleep(LOOK)
        if time.monotonic() - signed >= SIGN:
            put(2, b"\0")
            signed = time.monotonic()
        if os.getppid() != parent:
            return 4
    copy()
    return 0

try:
    sys.exit(main(*sys.argv[1:]))
except BrokenPipeError:
    sys.exit(4)
'

exec python3 -S -E -c "$follower" "$HOME/.kpaas-edge-installer/jobs/${1:?plan id}" "${2:-0}" "${3:-0}"
