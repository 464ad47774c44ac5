#!/bin/sh
# script: job-state
#
# Tells how a job stands: `running`, `ended` (with its exit status), `lost` (it died without one: power cut, no memory,
# killed), or `absent`. Changes nothing.
#
# arguments: plan id

set -u

# Start of a process in clock ticks since boot; nothing when it has ended.
ticks() {
    { read -r ticks_stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields after the name
    set -- ${ticks_stat##*) }
    case $1 in
    Z | X) ;;
    *) echo "${20}" ;;
    esac
}

lives() {
    [ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] && [ "$born" = "$(ticks "$pid")" ]
}

say() {
    printf '%s=%s\n' "$1" "$2"
}

# The exit file appears last, so it is asked again after the process was seen to be gone.
state() {
    if [ -s "$folder/exit" ]; then
        echo ended
    elif lives; then
        echo running
    elif [ -s "$folder/exit" ]; then
        echo ended
    else
        echo lost
    fi
}

main() {
    folder=$HOME/.kpaas-edge-installer/jobs/${1:?plan id}
    if [ ! -s "$folder/pid" ] || [ ! -s "$folder/birth" ]; then
        say job.state absent
        say facts.end yes
        exit 0
    fi
    read -r pid born boot epoch who <"$folder/birth"
    state=$(state)
    say job.state "$state"
    say job.pid "$pid"
    say job.started "$epoch"
    say job.who "$who"
    if [ "$state" = ended ]; then
        code='' free=''
        { read -r code; read -r free; } <"$folder/exit"
        say job.exit "$code"
        [ -z "$free" ] || say job.free "$free"
        say job.ended "$(stat -c %Y "$folder/exit")"
    fi
    [ ! -e "$folder/stopped" ] || say job.stopped yes
    say job.size "$(($(wc -c <"$folder/log")))"
    sed -n 's/^release=/job.release=/p; s/^edges=/job.edges=/p' "$folder/plan" 2>/dev/null
    say facts.end yes
    exit 0
}

main "$@"
