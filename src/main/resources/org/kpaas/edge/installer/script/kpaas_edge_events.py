# Ansible callback plugin: tells what runs now, on which host and since when, which Ansible's own output never says (T100).
#
# It lies in the folder of one job, is found through the environment of that job alone, and appends JSON lines to the
# file `events` beside its folder, for the owner's eyes only. It changes nothing of what Ansible prints. Whatever goes
# wrong here ends this plugin and never the run. Python 3.8 and later, ansible-core 2.12 and later.
#
# Lines, each with `t`, seconds since 1970:
#   {"t": 0.0, "e": "begin", "ansible": "2.16.3"}
#   {"t": 0.0, "e": "play", "name": "edge_node"}
#   {"t": 0.0, "e": "task", "n": 7, "role": "cp/edge/keadm_join", "task": "keadm join"}      n counts from 1 per begin
#   {"t": 0.0, "e": "start", "n": 7, "host": "cp-edge-1"}
#   {"t": 0.0, "e": "result", "n": 7, "host": "cp-edge-1", "state": "failed", "rc": 1, "err": "the end of its stderr"}
#   {"t": 0.0, "e": "result", "n": 8, "host": "cp-edge-1", "state": "changed", "rc": 0, "odd": "an error in a green task"}
#   {"t": 0.0, "e": "gate", "rc": 0}
#   {"t": 0.0, "e": "stats", "hosts": {"cp-edge-1": {"ok": 1, "changed": 1, "unreachable": 0, "failed": 0, ...}}}
# States: ok, changed, skipped, failed, ignored, unreachable.

import json
import os
import re
import signal
import subprocess
import sys
import time

from ansible.plugins.callback import CallbackBase

try:
    from ansible.release import __version__ as ANSIBLE
except Exception:  # it moved
    ANSIBLE = "?"

DOCUMENTATION = """
    name: kpaas_edge_events
    type: notification
    short_description: progress of an edge deployment as JSON lines
    description:
      - Writes task starts and results with their times to a file of the job.
"""

JOB = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
JOIN = "cp/edge/keadm_join"
LARGEST = 16 << 20  # bytes of the events file; a run has some hundred kilobytes
NAME = 200  # characters of a name
TAIL = 300  # characters of what a failure says
TEXT = 1 << 17  # characters that are looked at for it
GATE_SECONDS = 300
GATE_OUTPUT = 1 << 16  # bytes
REFUSED = 78

# The same as of the laptop, which looks for secrets once more: remote.Redaction.
SECRETS = [
    (re.compile(pattern, re.ASCII), replacement)
    for pattern, replacement in (
        (r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)", "***"),
        (r"[0-9a-f]{64}\.eyJ[\w-]+\.[\w-]+\.[\w-]*", "***"),
        (r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*", "***"),
        (r"(--token[= ]+\\?[\"']?)[^\s\"'\\]+", r"\1***"),
        (r"(--token\\*\",\s*\\*\")[^\"\\]+", r"\1***"),
        (
            r"((?:client-key-data|client-certificate-data|token|tokendata|psk):\s*)[\w+/=.-]{16,}",
            r"\1***",
        ),
        (
            r"(?i)((?:password|passwd|passphrase|ansible_become_pass|secret)\s*[=:]\s*[\"']?)[^\s\"',]{1,200}",
            r"\1***",
        ),
        (r"(://[^/\s:@]+:)[^/\s@]+@", r"\1***@"),
    )
]

# How programs begin or end the line that says that they failed (T33). Words of a progress display are none of these.
ERROR = re.compile(
    r"^(?:error\b|fatal\b|failed to |E: |[EF]\d{4} \d\d:\d\d:|unable to |the connection to the server .* was refused"
    r"|job for .* failed|.*\berror \d{3}: |.*: (?:cannot|can't|unable to|error:) "
    r"|.*: (?:command )?not found$|.*: no such file or directory$|.*: permission denied$|.*: no space left on device$"
    r"|.*: connection (?:refused|timed out)$|curl: \(\d+\) )",
    re.IGNORECASE,
)
SHELLS = ("shell", "command", "raw", "script")


def redact(text):
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text


def items(result):
    """The results of a loop's items, or of the task itself."""
    found = [item for item in result.get("results") or [] if isinstance(item, dict)]
    return found or [result]


def complaint(result):
    """What a failure says, at most TEXT characters, whole lines."""
    failed = [item for item in items(result) if item.get("failed")] or [result]
    for field in ("stderr", "module_stderr", "msg"):
        for item in failed + [result]:
            text = item.get(field)
            if isinstance(text, str) and text.strip():
                return text if len(text) <= TEXT else text[-TEXT:].partition("\n")[2]
    return ""


def tail(text):
    lines = [line.strip() for line in redact(text).splitlines()]
    text = "\n".join(line for line in lines if line and "Permanently added " not in line)
    return text if len(text) <= TAIL else text[1 - TAIL:].rjust(TAIL, "\u2026")


def odd(result):
    """The first line that tells of an error although the task is green; empty when there is none."""
    for item in items(result):
        text = item.get("stderr")
        for line in redact(text[:TEXT]).splitlines() if isinstance(text, str) else ():
            line = line.strip()[:TAIL]
            if ERROR.match(line):
                return line
    return ""


def guarded(method):
    """A fault of ours ends this plugin; the run never hears of it. The gate's refusal is no fault."""

    def call(self, *args, **kwargs):
        try:
            method(self, *args, **kwargs)
        except Exception:
            self.disabled = True

    return call


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "kpaas_edge_events"
    CALLBACK_NEEDS_ENABLED = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.events = -1
        self.size = 0
        self.count = 0
        self.numbers = {}
        self.asked = False
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
            self.events = os.open(os.path.join(JOB, "events"), flags, 0o600)
            self.size = os.fstat(self.events).st_size
        except Exception:
            pass  # the gate is asked all the same

    def tell(self, kind, **values):
        if self.events < 0:
            return
        line = {"t": round(time.time(), 3), "e": kind}
        line.update(values)
        data = (json.dumps(line) + "\n").encode("ascii")
        self.size += len(data)
        if self.size > LARGEST or self.wrote(data) != len(data):
            self.events = -1  # a full disk: no second try

    def wrote(self, data):
        try:
            return os.write(self.events, data)
        except OSError:
            return -1

    @guarded
    def v2_playbook_on_start(self, playbook):
        self.tell("begin", ansible=str(ANSIBLE)[:NAME])

    @guarded
    def v2_playbook_on_play_start(self, play):
        self.tell("play", name=str(play.get_name())[:NAME])
        if any(role.get_name() == JOIN for role in play.get_roles()):
            self.gate()

    @guarded
    def v2_playbook_on_task_start(self, task, is_conditional):
        self.task(task)

    @guarded
    def v2_playbook_on_handler_task_start(self, task):
        self.task(task)

    def task(self, task):
        role = task._role.get_name() if task._role else ""
        name = task.get_name().strip()
        if role and name.startswith(role + " : "):
            name = name[len(role) + 3:]
        if role == JOIN:
            self.gate()
        self.count += 1
        self.numbers[task._uuid] = self.count
        self.tell("task", n=self.count, role=role[:NAME], task=redact(name)[:NAME])

    @guarded
    def v2_runner_on_start(self, host, task):
        self.tell("start", n=self.numbers.get(task._uuid, 0), host=host.get_name()[:NAME])

    @guarded
    def v2_runner_on_ok(self, result):
        state = "changed" if result._result.get("changed") else "ok"
        action = str(result._task.action).rsplit(".", 1)[-1]
        self.result(result, state, odd=odd(result._result) if action in SHELLS else "")

    @guarded
    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.result(result, "ignored" if ignore_errors else "failed", err=tail(complaint(result._result)))

    @guarded
    def v2_runner_on_unreachable(self, result):
        self.result(result, "unreachable", err=tail(complaint(result._result)))

    @guarded
    def v2_runner_on_skipped(self, result):
        self.result(result, "skipped")

    def result(self, result, state, **texts):
        values = {"n": self.numbers.get(result._task._uuid, 0), "host": result._host.get_name()[:NAME], "state": state}
        rc = result._result.get("rc")
        if isinstance(rc, int):
            values["rc"] = rc
        values.update((name, text) for name, text in texts.items() if text)
        self.tell("result", **values)

    @guarded
    def v2_playbook_on_stats(self, stats):
        hosts = {}
        for host in stats.processed:
            summary = stats.summarize(host)
            summary["failed"] = summary.pop("failures", 0)
            hosts[host[:NAME]] = {key: value for key, value in summary.items() if isinstance(value, int)}
        self.tell("stats", hosts=hosts)

    def gate(self):
        """Before the first node joins, a program of the job may look once more. Its status 78 ends the run here."""
        if self.asked:
            return
        self.asked = True
        program = os.path.join(JOB, "gate")
        if not os.path.isfile(program):
            return
        try:
            rc = ask(program)
        except Exception:
            rc = -1
        self.tell("gate", rc=rc)
        if rc == REFUSED:
            raise SystemExit(REFUSED)


def ask(program):
    """Runs the gate and prints what it says; its output goes through a file, so that nobody can hold us by a pipe."""
    path = program + ".log"
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
    output = os.open(path, flags, 0o600)
    try:
        gate = subprocess.Popen(
            ["/bin/sh", program, "join"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            rc = gate.wait(GATE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(gate.pid, signal.SIGKILL)
            gate.wait()
            rc = -1
        text = os.pread(output, GATE_OUTPUT, 0).decode("utf-8", "replace")
        for line in redact(text).splitlines():
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return rc
    finally:
        os.close(output)
