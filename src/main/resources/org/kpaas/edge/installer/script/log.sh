#!/bin/sh
# script: log
#
# Prints the log of a service or of a pod, and follows it. `kubectl logs` cannot read pods on edge nodes in these releases
# (T53), so there the container runtime itself is asked. Reads only.
#
# arguments: unit NAME LINES FOLLOW                  the journal of a service: edgecore, crio, mosquitto or edgemesh
#            edge-pod NAMESPACE POD LINES FOLLOW     its containers by crictl, on the node where the pod runs
#            cloud-pod NAMESPACE POD LINES FOLLOW    by kubectl, on the control plane
#            LINES of the past, 1 to 5000; FOLLOW yes or no. What is followed ends after half an hour
# exit:      0 all printed, 3 no such pod or no container of it, 4 nobody listens, 5 a tool is missing, 64 refused
#
# While it follows it says a NUL on standard error every ten seconds: that is how it notices that nobody listens.

set -u
PATH="${PATH:-/usr/bin:/bin}:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
SOCKET=unix:///var/run/crio/crio.sock
SPAN=1800
child=

refuse() {
    echo "log: refused: $1" >&2
    exit 64
}

has() {
    command -v "$1" >/dev/null 2>&1
}

tool() {
    has "$1" || {
        echo "log: $1 is not there" >&2
        exit 5
    }
}

# RFC 1123: lower-case letters, digits, "-" and ".".
name() {
    case $1 in
        '' | *[!a-z0-9.-]* | [.-]* | *[.-]) refuse "$2" ;;
    esac
    [ "${#1}" -le 253 ] || refuse "$2"
}

numbers() {
    case $1 in
        '' | *[!0-9]* | ?????*) refuse lines ;;
    esac
    if [ "$1" -lt 1 ] || [ "$1" -gt 5000 ]; then refuse lines; fi
    case $2 in
        yes | no) ;;
        *) refuse follow ;;
    esac
    lines=$1
    follow=$2
}

root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# Becomes a program of root that has an end of its own, where the system has the programs for it.
become() {
    if [ "$follow" = yes ]; then span=$SPAN; else span=20; fi
    ! has timeout || set -- timeout "$span" "$@"
    [ "$(id -u)" = 0 ] || set -- sudo -n "$@"
    exec "$@" 2>&1 </dev/null
}

# The process that started this one ends together with the connection.
orphaned() {
    read -r stat <"/proc/$$/stat"
    # shellcheck disable=SC2086 # the fields after the name
    set -- ${stat##*) }
    [ "$2" != "$parent" ]
}

# A program of root is ended by root.
stop() {
    [ -n "$child" ] || return 0
    kill "$child" 2>/dev/null || sudo -n kill "$child" 2>/dev/null
    child=
}

alive() {
    { read -r state <"/proc/$child/stat"; } 2>/dev/null || return 1
    case ${state##*) } in
        Z* | X*) return 1 ;;
    esac
}

# Prints what a program says until it ends or nobody listens.
show() {
    if [ "$follow" = no ]; then
        (become "$@")
        return
    fi
    become "$@" &
    child=$!
    turns=0
    while alive; do
        sleep 1
        turns=$((turns + 1))
        if [ "$((turns % 10))" -eq 0 ]; then
            printf '\000' >&2 || exit 4
        fi
        ! orphaned || exit 4
    done
    wait "$child"
    ended=$?
    child=
    return "$ended"
}

unit_log() {
    case $1 in
        edgecore | crio | mosquitto | edgemesh) ;;
        *) refuse unit ;;
    esac
    numbers "$2" "$3"
    tool journalctl
    set -- journalctl -q --no-pager -o short-iso -u "$1.service" -n "$lines"
    [ "$follow" = no ] || set -- "$@" -f
    show "$@"
}

runtime() {
    root crictl --runtime-endpoint "$SOCKET" "$@" 2>/dev/null </dev/null
}

# Identities of the runtime, and nothing else.
identities() {
    grep -E '^[0-9a-f]{12,64}$' | head -n "$1"
}

# The containers of the pod, the youngest last: only that one is followed.
edge_pod_log() {
    namespace=$1
    pod=$2
    name "$namespace" namespace
    name "$pod" pod
    numbers "$3" "$4"
    tool crictl
    pattern=$(printf '%s' "$pod" | sed 's/\./\\./g')
    boxes=$(runtime pods -q --namespace "^$namespace\$" --name "^$pattern\$" | identities 3)
    containers=$(for box in $boxes; do runtime ps -a -q --pod "$box"; done | identities 8 | sed '1!G;h;$!d')
    [ -n "$containers" ] || exit 3
    wanted=$follow
    for container in $containers; do
        echo "== $pod $container"
        case $containers in
            *"$container") follow=$wanted ;;
            *) follow=no ;;
        esac
        set -- crictl --runtime-endpoint "$SOCKET" logs --tail "$lines"
        [ "$follow" = no ] || set -- "$@" --follow
        show "$@" "$container"
    done
}

# With the administrator's kubeconfig: the user's own, or one that only root may read.
cloud_pod_log() {
    name "$1" namespace
    name "$2" pod
    numbers "$3" "$4"
    tool kubectl
    config=$HOME/.kube/config
    if [ ! -r "$config" ]; then
        config=/etc/kubernetes/admin.conf
        ! root test -r /root/.kube/config 2>/dev/null || config=/root/.kube/config
    fi
    set -- kubectl --kubeconfig "$config" logs --namespace "$1" "$2" --all-containers --prefix --tail "$lines"
    [ "$follow" = no ] || set -- "$@" --follow --max-log-requests 20
    show "$@"
}

main() {
    parent=$PPID
    trap 'stop' EXIT
    trap 'exit 4' HUP INT TERM PIPE
    kind=${1:-}
    [ "$#" -eq 0 ] || shift
    case $kind:$# in
        unit:3) unit_log "$@" ;;
        edge-pod:4) edge_pod_log "$@" ;;
        cloud-pod:4) cloud_pod_log "$@" ;;
        *) refuse arguments ;;
    esac
}

main "$@"
