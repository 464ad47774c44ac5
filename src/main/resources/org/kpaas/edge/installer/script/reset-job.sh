#!/bin/sh
# script: reset-job
#
# What a reset does on the control plane, as a job of its own: the edge nodes first and CloudCore last, because without
# CloudCore nobody confirms the end of their pods (T85); every node of the plan, not only those of the last inventory
# (T84); one that cannot be reached is written down as a debt and holds up nobody (T92). Where a node that was reached
# could not be reset, nothing of the cloud is touched.
#
# variables: CLEAR, the text of the script that takes items away; PLAN, lines in order:
#            phase ID
#            here root ITEM...   here user ITEM...       on this host
#            edge NAME ADDRESS PORT USER ITEM...          an edge node, over this host's own ssh; all of a phase at once
#            cloud-node NAME ADDRESS PORT USER ITEM...    another node of the cluster, the same way
#            debt NAME ADDRESS                            an edge node that is given up without an attempt
#            key ADDRESS PORT TYPE BASE64                 the only key that is accepted there (T25)
# prints:    lines of `kpaas-edge-reset: phase ID running|done|failed`,
#            `kpaas-edge-reset: host NAME running|done|failed|debt [WHY]`, `kpaas-edge-reset: item NAME ITEM done|failed [WHY]`,
#            `kpaas-edge-reset: copy NAME PATH`
# files:     ~/.kpaas-edge-installer/nodes: a line per node that was reset (release `reset`) or is a debt (`debt`)
# exit:      0 all done, debts included; 1 something failed; 64 not a plan

set -u
LC_ALL=C
export LC_ALL
umask 077

say() {
    printf 'kpaas-edge-reset: %s\n' "$*"
}

refuse() {
    say "refused $1"
    exit 64
}

word() {
    case $1 in
        ''|-*|*[!A-Za-z0-9._/=-]*) refuse plan ;;
    esac
}

target() {
    word "$1"
    case $2 in ''|*[!0-9.]*) refuse plan ;; esac
    case $3 in ''|*[!0-9]*|??????*) refuse plan ;; esac
    case $4 in ''|[!a-z_]*|*[!a-z0-9_.-]*) refuse plan ;; esac
}

# The whole plan is looked at before anything is done.
checked() {
    while read -r kind rest; do
        # shellcheck disable=SC2086 # words
        set -- $rest
        case $kind in
            '') continue ;;
            phase) word "$1" ;;
            here) case $1 in root|user) shift ;; *) refuse plan ;; esac ;;
            edge|cloud-node)
                [ "$#" -ge 5 ] || refuse plan
                target "$@"
                shift 4
                ;;
            debt) [ "$#" = 2 ] && target "$1" "$2" 22 x; continue ;;
            key)
                case $rest in *[!A-Za-z0-9.\ +/=-]*) refuse plan ;; esac
                [ "$#" = 4 ] || refuse plan
                continue
                ;;
            *) refuse plan ;;
        esac
        for item; do word "$item"; done
    done <"$work/plan" || exit 64
}

known_hosts() {
    sed -n 's/^key \([^ ]*\) 22 /\1 /p; t
        s/^key \([^ ]*\) \([0-9]*\) /[\1]:\2 /p' "$work/plan" >"$work/known_hosts"
}

# A key that the laptop has seen is the only one; a node that it could not reach is trusted at its first word, where the
# platform trusts any.
there() {
    address=$1 port=$2 user=$3
    trust=accept-new
    ! grep -qF "key $address $port " "$work/plan" || trust=yes
    shift 3
    ssh -T -p "$port" -o BatchMode=yes -o ConnectTimeout=8 -o ServerAliveInterval=10 -o ServerAliveCountMax=6 \
        -o ControlMaster=no -o ControlPath=none -o LogLevel=ERROR -o GlobalKnownHostsFile=/dev/null \
        -o UserKnownHostsFile="$work/known_hosts" -o StrictHostKeyChecking="$trust" "$user@$address" "$@"
}

# One line of printable characters.
bounded() {
    tr '\n' ' ' | tr -cd ' -~' | sed 's/  */ /g; s/^ //; s/ $//' | cut -c 1-200
}

# What the clearing script prints, told behind the name of the host; 1 when something failed or it did not come to its end.
told() {
    name=$1
    failed=no
    ended=no
    while IFS= read -r line; do
        case $line in
            cleared=*) say "item $name ${line#cleared=} done" ;;
            failed=*' '*)
                line=${line#failed=}
                say "item $name ${line%% *} failed $(printf '%s' "${line#* }" | bounded)"
                failed=yes
                ;;
            copy=*) say "copy $name $(printf '%s' "${line#copy=}" | bounded)" ;;
            facts.refused=arguments) failed=yes ;;
            facts.end=yes) ended=yes ;;
        esac
    done
    [ "$failed:$ended" = no:yes ]
}

# As whom `here` runs: this user, or root by a sudo that asks nothing.
here() {
    as=$1
    shift
    me=$(uname -n)
    if [ "$as" = user ] || [ "$(id -u)" = 0 ]; then
        sh "$work/clear" "$as_where" "$@" 2>/dev/null </dev/null | told "$me"
    else
        sudo -n -- sh "$work/clear" "$as_where" "$@" 2>/dev/null </dev/null | told "$me"
    fi
}

ledger() {
    printf '%s\t%s\t%s\t%s\t%s\n' "$(date +%s)" "$plan" "$1" "$2" "$3" >>"$HOME/.kpaas-edge-installer/nodes"
    chmod 600 "$HOME/.kpaas-edge-installer/nodes"
}

debt() {
    say "host $1 debt $3"
    ledger debt "$1" "$2"
}

# Prints nothing when the node lets us in; otherwise why not.
shut() {
    if answer=$(there "$2" "$3" "$4" true 2>&1 </dev/null); then return 0; fi
    printf '%s' "${answer:-no answer}" | bounded
}

# edge NAME ADDRESS PORT USER ITEM...
edge() {
    name=$1 address=$2 port=$3 user=$4
    say "host $name running"
    why=$(shut "$name" "$address" "$port" "$user")
    if [ -n "$why" ]; then
        debt "$name" "$address" "$why"
        return 0
    fi
    shift 4
    if clear_there "$name" "$address" "$port" "$user" edge "$@"; then
        say "host $name done"
        case " $* " in *' kubeedge '*) ledger reset "$name" "$address" ;; esac
    else
        say "host $name failed"
        : >"$work/edge-failed"
    fi
}

cloud_node() {
    name=$1 address=$2 port=$3 user=$4
    say "host $name running"
    why=$(shut "$name" "$address" "$port" "$user")
    if [ -n "$why" ]; then
        say "host $name failed $why"
        return 0
    fi
    shift 4
    if clear_there "$name" "$address" "$port" "$user" cloud "$@"; then say "host $name done"; else say "host $name failed"; fi
}

# The script goes by standard input; sudo that wants a password says so and reads nothing of it.
clear_there() {
    who=$1
    to=$2 at=$3 as=$4
    shift 4
    # shellcheck disable=SC2029 # the items, which are plain words
    there "$to" "$at" "$as" "if [ \"\$(id -u)\" = 0 ]; then sh -s -- $*; else sudo -n -- sh -s -- $*; fi" \
        <"$work/clear" 2>"$work/err.$who" | told "$who" && return 0
    [ ! -s "$work/err.$who" ] || say "item $who connection failed $(tail -n 1 "$work/err.$who" | bounded)"
    return 1
}

# Ends a phase: waits for its hosts. Nothing of the cloud is touched when an edge node failed.
close_phase() {
    wait
    [ -n "$phase" ] || return 0
    if [ -e "$work/edge-failed" ]; then
        say "phase $phase failed"
        say stopped
        exit 1
    fi
    if [ "$wrong" = yes ]; then
        say "phase $phase failed"
        status=1
    else
        say "phase $phase done"
    fi
}

execute() {
    phase='' status=0 wrong=no
    while read -r kind rest <&3; do
        # shellcheck disable=SC2086 # words
        set -- $rest
        case $kind in
            phase)
                close_phase
                phase=$1 wrong=no
                say "phase $phase running"
                ;;
            here)
                as_where=cloud
                [ "$1" = root ] || as_where=user
                here "$@" || wrong=yes
                ;;
            edge) edge "$@" & ;;
            cloud-node) cloud_node "$@" & ;;
            debt) debt "$1" "$2" 'given up' ;;
        esac
    done 3<"$work/plan"
    close_phase
    return "$status"
}

main() {
    plan=${KPAAS_EDGE_JOB:-by-hand}
    word "$plan"
    case ${CLEAR:-}:${PLAN:-} in :*|*:) refuse plan ;; esac
    work=$(mktemp -d) || exit 73
    trap 'rm -rf "$work"' EXIT
    trap 'exit 143' TERM INT HUP
    printf '%s' "$CLEAR" >"$work/clear"
    printf '%s\n' "$PLAN" >"$work/plan"
    unset CLEAR
    checked
    known_hosts
    mkdir -p "$HOME/.kpaas-edge-installer" || exit 73
    execute
}

main "$@"
