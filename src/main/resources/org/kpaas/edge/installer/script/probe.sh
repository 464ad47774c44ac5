#!/bin/sh
# script: probe
# One end of a try to connect; changes nothing.
#
# probe listen  SECONDS NONCE tcp:ADDRESS:PORT|udp:ADDRESS:PORT ...
#   Answers each TCP connection and each datagram with the nonce. Ends after SECONDS (1 to 30), or at once when nobody
#   reads the output any more or the parent has gone. Prints
#   listen.<tcp|udp>.ADDRESS:PORT=ready|in-use|denied|no-address|no-tool, then listen.ready=yes, then listen.beat every
#   second. Needs python3, else socat, else OpenBSD's nc (TCP only, without the nonce).
#
# probe connect SECONDS NONCE tcp:HOST:PORT|udp:HOST:PORT ...
#   Tries to reach all of them at once, each for SECONDS (1 to 10); HOST is an IPv4 address or a name. Prints
#   <tcp|udp>.HOST:PORT=open|refused|filtered|no-name|not-tried, in the meaning that facts.sh gives them, and
#   <...>.nonce=yes where the answer was the nonce of the listener. A datagram counts as open only when it is answered.
#   Ends with connect.end=yes. Needs python3, else bash for TCP, and socat or OpenBSD's nc for UDP.
set -u
LC_ALL=C
export LC_ALL

die() {
    printf 'probe: %s\n' "$1" >&2
    exit 64
}

[ $# -ge 4 ] || die 'usage: listen|connect SECONDS NONCE TARGET...'
verb=$1
seconds=$2
nonce=$3
shift 3
case $verb in
    listen) longest=30 most=64 ;;
    connect) longest=10 most=512 ;;
    *) die 'listen or connect' ;;
esac
case $seconds in
    [1-9]|[12][0-9]|30) ;;
    *) die "seconds: 1 to $longest" ;;
esac
[ "$seconds" -le "$longest" ] || die "seconds: 1 to $longest"
case $nonce in
    *[!0-9a-f]*|'') die 'nonce: hexadecimal digits' ;;
esac
[ ${#nonce} -le 64 ] || die 'nonce: at most 64 digits'
[ $# -le "$most" ] || die "at most $most targets"

# sets kind, host and port
split() {
    kind=${1%%:*}
    host=${1#*:}
    port=${host##*:}
    host=${host%:*}
}

for target in "$@"; do
    case $target in
        tcp:*:*|udp:*:*) ;;
        *) die 'target: tcp:HOST:PORT or udp:HOST:PORT' ;;
    esac
    split "$target"
    case $port in
        ''|0*|*[!0-9]*|??????*) die 'target: a port of 1 to 65535' ;;
    esac
    [ "$port" -le 65535 ] || die 'target: a port of 1 to 65535'
    case $verb:$host in
        *:) die 'target: a host' ;;
        listen:*[!0-9.]*) die 'target: an IPv4 address' ;;
        *:-*|connect:*[!A-Za-z0-9.-]*) die 'target: an IPv4 address or a name' ;;
    esac
    [ ${#host} -le 253 ] || die 'target: an IPv4 address or a name'
done

has() {
    command -v "$1" >/dev/null 2>&1
}

# the tool for what python3 would do better
tool=
if has timeout; then
    if has socat; then
        tool=socat
    elif has nc && nc -h 2>&1 | grep -q OpenBSD; then
        tool=nc
    fi
fi

listen_python() {
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
    except OSError as e:
        s.close()
        state = {errno.EADDRINUSE: "in-use", errno.EADDRNOTAVAIL: "no-address"}.get(e.errno, "denied")
    print("listen.%s.%s:%s=%s" % (kind, address, port, state))
print("listen.ready=yes")
sys.stdout.flush()
beat = time.monotonic()
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
    if time.monotonic() - beat >= 1:
        beat = time.monotonic()
        try:
            os.write(1, b"listen.beat\n")
        except OSError:
            os._exit(0)
os._exit(0)
' "$seconds" "$nonce" "$@" </dev/null
}

# whether this host has somebody on kind, host and port, by the kernel's own table (little-endian, as all our hosts are)
taken() {
    hex=$(printf '%04X' "$port")
    mine=$(echo "$host" | tr . ' ')
    # shellcheck disable=SC2086  # four numbers
    mine=$(reversed $mine)
    any=00000000
    cat "/proc/net/$kind" "/proc/net/${kind}6" 2>/dev/null |
        grep -q -E "^ *[0-9]+: ($mine|$any|0{16}FFFF0000$mine|0{32}):$hex [0-9A-F]+:0000 (0A|07) "
}

reversed() {
    printf '%02X%02X%02X%02X' "${4:-0}" "${3:-0}" "${2:-0}" "$1" 2>/dev/null
}

# starts the tool in the background
stand() {
    case $tool:$kind in
        socat:tcp) set -- socat "TCP4-LISTEN:$port,bind=$host,reuseaddr,fork" "SYSTEM:echo $nonce" ;;
        # an answer before the question is read would break the pipe, and socat would send nothing
        socat:udp) set -- socat "UDP4-RECVFROM:$port,bind=$host,fork" "SYSTEM:read -r _; echo $nonce" ;;
        *) set -- nc -d -k -l "$host" "$port" ;;
    esac
    timeout "$seconds" "$@" >/dev/null 2>&1 </dev/null &
    pids="$pids $!"
}

stop() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null
    done
    exit 0
}

listen_tool() {
    pids=
    started=
    trap stop HUP INT TERM
    trap '' PIPE
    for target in "$@"; do
        split "$target"
        case $tool:$kind in
            :*|nc:udp) continue ;;
        esac
        taken && continue
        stand
        started="$started $target "
    done
    [ -z "$started" ] || sleep 1
    for target in "$@"; do
        split "$target"
        state=no-tool
        if taken; then
            state=in-use
            case $started in *" $target "*) state=ready ;; esac
        else
            case $started in *" $target "*) state=denied ;; esac
        fi
        if [ $state = denied ] && ! grep -A1 -E -- "-- $host\$" /proc/net/fib_trie 2>/dev/null | grep -q LOCAL; then
            state=no-address
        fi
        printf 'listen.%s.%s:%s=%s\n' "$kind" "$host" "$port" "$state"
    done
    printf 'listen.ready=yes\n'
    passed=1
    while [ "$passed" -lt "$seconds" ] && [ -n "$pids" ]; do
        sleep 1
        passed=$((passed + 1))
        printf 'listen.beat\n' 2>/dev/null || break
    done
    stop
}

connect_python() {
    exec python3 -c '
import os, socket, sys, threading, time
limit, nonce, targets = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]
states, said = {}, {}
def attempt(target):
    kind, host, port = target.split(":")
    states[target] = "no-name"
    try:
        address = socket.gethostbyname(host)
    except (OSError, UnicodeError):
        return
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    states[target] = "filtered"
    try:
        s.settimeout(limit)
        s.connect((address, int(port)))
        if kind == "tcp":
            states[target] = "open"
            s.settimeout(1)
            s.shutdown(socket.SHUT_WR)
            said[target] = s.recv(64).strip() == nonce
        else:
            s.settimeout(limit / 4)
            for again in range(4):
                s.send(nonce)
                try:
                    said[target] = s.recv(64).strip() == nonce
                    states[target] = "open"
                    break
                except socket.timeout:
                    pass
    except ConnectionRefusedError:
        if states[target] != "open":
            states[target] = "refused"
    except OSError:
        pass
    finally:
        s.close()
threads = [threading.Thread(target=attempt, args=(t,), daemon=True) for t in targets]
for t in threads:
    t.start()
end = time.monotonic() + limit + 2
for t in threads:
    t.join(max(0, end - time.monotonic()))
for target in targets:
    key = target.replace(":", ".", 1)
    print("%s=%s" % (key, states.get(target, "not-tried")))
    if said.get(target):
        print("%s.nonce=yes" % key)
print("connect.end=yes")
sys.stdout.flush()
os._exit(0)
' "$seconds" "$nonce" "$@" </dev/null
}

# what an error text means; $2 when it is no known one
meaning() {
    case $1 in
        *[Rr]efused*) echo refused ;;
        *'not known'*|*'ame resolution'*|*'o address associated'*) echo no-name ;;
        *'No route'*|*[Uu]nreachable*|*'imed out'*|*rohibited*) echo filtered ;;
        *) echo "$2" ;;
    esac
}

# the first line of the answer is `open`, the second what the other side said
attempt_tcp() {
    # shellcheck disable=SC2016  # bash expands them, not this shell
    timeout "$seconds" bash -c 'exec 3<>"/dev/tcp/$1/$2" || exit 1
        echo open
        read -r -t 1 line <&3 && echo "$line"
        exit 0' probe "$host" "$port" 2>&1 </dev/null
}

attempt_udp() {
    case $tool in
        socat) set -- socat -t "$seconds" - "UDP4:$host:$port" ;;
        *) set -- nc -v -u "$host" "$port" ;;
    esac
    for again in 1 2 3; do
        printf '%s\n' "$nonce"
        [ $again = 3 ] || sleep 1
    done | timeout "$seconds" "$@" 2>&1
}

attempt() {
    split "$1"
    state=not-tried
    answer=
    if [ "$kind" = tcp ] && has bash && has timeout; then
        answer=$(attempt_tcp)
        code=$?
        case $answer in
            open*) state=open ;;
            *)
                case $code in
                    124|143) state=filtered ;;
                    *) state=$(meaning "$answer" not-tried) ;;
                esac
                ;;
        esac
    elif [ "$kind" = udp ] && [ -n "$tool" ]; then
        answer=$(attempt_udp)
        state=$(meaning "$answer" filtered)
        case $answer in *"$nonce"*) state=open ;; esac
    fi
    said=
    case $answer in *"$nonce"*) said=$(printf '\n%s.%s:%s.nonce=yes' "$kind" "$host" "$port") ;; esac
    printf '%s.%s:%s=%s%s\n' "$kind" "$host" "$port" "$state" "$said"
}

connect_tool() {
    for target in "$@"; do
        attempt "$target" &
    done
    wait
    printf 'connect.end=yes\n'
}

if has python3; then
    "${verb}_python" "$@"
fi
"${verb}_tool" "$@"
