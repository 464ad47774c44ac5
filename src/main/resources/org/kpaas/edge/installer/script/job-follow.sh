#!/bin/sh
# script: job-follow
#
# Copies a job's log to standard output, byte for byte from an offset, as it grows, until the job has ended and
# everything is copied. Says a dot on standard error every ten seconds: that is how it notices that nobody listens any
# more, also while the job is silent. Changes nothing.
#
# arguments: plan id, offset in bytes
# exit:      0 all copied, 3 no such job, 4 nobody listens

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

running() {
    [ ! -s "$folder/exit" ] && [ "$boot" = "$booted" ] && [ "$born" = "$(ticks "$pid")" ]
}

# The process that started this one ends together with the connection.
orphaned() {
    read -r stat <"/proc/$$/stat"
    # shellcheck disable=SC2086 # the fields after the name
    set -- ${stat##*) }
    [ "$2" != "$parent" ]
}

copy() {
    size=$(($(wc -c <"$folder/log")))
    [ "$size" -gt "$offset" ] || return 1
    tail -c "+$((offset + 1))" "$folder/log" 2>/dev/null | head -c "$((size - offset))" 2>/dev/null || exit 4
    offset=$size
}

main() {
    folder=$HOME/.kpaas-edge-installer/jobs/${1:?plan id}
    offset=${2:-0}
    parent=$PPID
    [ -s "$folder/pid" ] && [ -s "$folder/birth" ] || exit 3
    read -r pid born boot _ <"$folder/birth"
    read -r booted </proc/sys/kernel/random/boot_id
    turns=0
    while running; do
        copy || sleep 0.2 2>/dev/null || sleep 1
        turns=$((turns + 1))
        if [ "$((turns % 50))" -eq 0 ]; then
            printf . >&2 || exit 4
        fi
        ! orphaned || exit 4
    done
    copy || :
    exit 0
}

main "$@"
