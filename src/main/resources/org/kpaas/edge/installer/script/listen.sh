#!/bin/sh
# script: listen
# Listens on ports for a short time, so that a probe from elsewhere finds somebody there; changes nothing.
#
# listen SECONDS NONCE tcp:ADDRESS:PORT|udp:ADDRESS:PORT ...
#
# Answers each TCP connection and each datagram with the nonce. Ends after SECONDS (1 to 30), or at once when nobody
# reads the output any more or the parent has gone. Prints listen.<target>=ready|in-use|denied|no-address|no-tool and
# then listen.ready=yes. Needs python3, or socat for TCP.
set -u
LC_ALL=C
export LC_ALL

die() {
    printf 'listen: %s\n' "$1" >&2
    exit 64
}

[ $# -ge 3 ] || die 'usage: SECONDS NONCE TARGET...'
case $1 in
    [1-9]|[12][0-9]|30) ;;
    *) die 'seconds: 1 to 30' ;;
esac
case $2 in
    *[!0-9a-f]*|'') die 'nonce: hexadecimal digits' ;;
esac
[ ${#2} -le 64 ] || die 'nonce: at most 64 digits'
seconds=$1
nonce=$2
shift 2
[ $# -le 64 ] || die 'at most 64 targets'
for target in "$@"; do
    case $target in
        tcp:*:*|udp:*:*) ;;
        *) die 'target: tcp:ADDRESS:PORT or udp:ADDRESS:PORT' ;;
    esac
    case ${target#*:} in
        *[!0-9.:]*|*:*:*|:*|*:|*:??????*) die 'target: an IPv4 address and a port' ;;
    esac
done

if command -v python3 >/dev/null 2>&1; then
    exec python3 -c '
import errno, os, select, socket, sys, time
parent = os.getppid()
seconds, nonce, targets = int(sys.argv[1]), sys.argv[2].encode() + b"\n", sys.argv[3:]
end = time.monotonic() + seconds
poll = select.poll()
poll.register(1, 0)
open_ones = {}
for target in targets:
    kind, address, port = target.split(":")
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    try:
        if kind == "tcp":
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((address, int(port)))
        if kind == "tcp":
            s.listen(64)
        s.setblocking(False)
        open_ones[s.fileno()] = (kind, s)
        poll.register(s.fileno(), select.POLLIN)
        state = "ready"
    except (OSError, OverflowError) as e:
        s.close()
        number = getattr(e, "errno", None)
        state = {errno.EADDRINUSE: "in-use", errno.EADDRNOTAVAIL: "no-address"}.get(number, "denied")
    print("listen.%s.%s:%s=%s" % (kind, address, port, state))
print("listen.ready=yes")
sys.stdout.flush()
while time.monotonic() < end and os.getppid() == parent:
    for fd, event in poll.poll(200):
        if fd == 1:
            os._exit(0)
        kind, s = open_ones[fd]
        try:
            if kind == "tcp":
                c, peer = s.accept()
                c.setblocking(False)
                c.send(nonce)
                c.close()
            else:
                data, peer = s.recvfrom(512)
                s.sendto(nonce, peer)
        except OSError:
            pass
' "$seconds" "$nonce" "$@" </dev/null
fi

pids=
stop() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null
    done
    exit 0
}
trap stop HUP INT TERM
trap '' PIPE
tool=no-tool
if command -v socat >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then tool=socat; fi
for target in "$@"; do
    rest=${target#*:}
    state=no-tool
    if [ "$tool" = socat ] && [ "${target%%:*}" = tcp ]; then
        timeout "$seconds" socat "TCP4-LISTEN:${rest##*:},bind=${rest%:*},reuseaddr,fork" "SYSTEM:echo $nonce" \
            >/dev/null 2>&1 </dev/null &
        pid=$!
        sleep 1
        if kill -0 "$pid" 2>/dev/null; then
            pids="$pids $pid"
            state=ready
        else
            state=denied
        fi
    fi
    printf 'listen.%s.%s=%s\n' "${target%%:*}" "$rest" "$state"
done
printf 'listen.ready=yes\n'
passed=0
while [ "$passed" -lt "$seconds" ] && [ -n "$pids" ]; do
    sleep 1
    passed=$((passed + 1))
    printf 'listen.beat=%s\n' "$passed" 2>/dev/null || break
done
stop
