#!/bin/sh
# script: connect
# Tries to reach addresses, all at once; changes nothing.
#
# connect SECONDS NONCE tcp:ADDRESS:PORT|udp:ADDRESS:PORT ...
#
# Prints <tcp|udp>.ADDRESS:PORT=open|refused|filtered|not-tried, in the meaning that facts.sh gives them, and
# <...>.nonce=yes where the answer was the nonce of the listener. A datagram counts as open only when it is answered.
# SECONDS (1 to 10) is the limit of each target. Needs python3, or bash for TCP. Ends with connect.end=yes.
set -u
LC_ALL=C
export LC_ALL

die() {
    printf 'connect: %s\n' "$1" >&2
    exit 64
}

[ $# -ge 3 ] || die 'usage: SECONDS NONCE TARGET...'
case $1 in
    [1-9]|10) ;;
    *) die 'seconds: 1 to 10' ;;
esac
case $2 in
    *[!0-9a-f]*|'') die 'nonce: hexadecimal digits' ;;
esac
[ ${#2} -le 64 ] || die 'nonce: at most 64 digits'
seconds=$1
nonce=$2
shift 2
[ $# -le 512 ] || die 'at most 512 targets'
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
import os, socket, sys, threading, time
limit, nonce, targets = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]
states, said = {}, {}
def attempt(target):
    kind, address, port = target.split(":")
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    try:
        s.settimeout(limit)
        s.connect((address, int(port)))
        if kind == "tcp":
            states[target] = "open"
            s.settimeout(1)
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
        states.setdefault(target, "refused")
    except OSError:
        pass
    except OverflowError:
        states[target] = "not-tried"
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
    print("%s=%s" % (key, states.get(target, "filtered")))
    if said.get(target):
        print("%s.nonce=yes" % key)
print("connect.end=yes")
sys.stdout.flush()
os._exit(0)
' "$seconds" "$nonce" "$@" </dev/null
fi

refused_or() {
    case $1 in
        *[Rr]efused*) echo refused ;;
        *'No route'*|*[Uu]nreachable*|*'imed out'*|*rohibited*) echo filtered ;;
        *) echo "$2" ;;
    esac
}

attempt() {
    rest=${1#*:}
    state=not-tried
    answer=
    if [ "${1%%:*}" = tcp ] && command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
        # shellcheck disable=SC2016  # bash expands them, not this shell
        answer=$(timeout "$seconds" bash -c 'exec 3<>"/dev/tcp/$1/$2" || exit 1
            echo open
            read -r -t 1 line <&3 && echo "$line"
            exit 0' probe "${rest%:*}" "${rest##*:}" 2>&1 </dev/null)
        code=$?
        case $answer in
            open*) state=open ;;
            *)
                case $code in
                    124|143) state=filtered ;;
                    *) state=$(refused_or "$answer" not-tried) ;;
                esac
                ;;
        esac
    fi
    said=
    [ "$answer" != "open
$nonce" ] || said=$(printf '\n%s.%s.nonce=yes' "${1%%:*}" "$rest")
    printf '%s.%s=%s%s\n' "${1%%:*}" "$rest" "$state" "$said"
}

for target in "$@"; do
    attempt "$target" &
done
wait
printf 'connect.end=yes\n'
