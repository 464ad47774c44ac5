#!/bin/sh
# script: job-follow
#
# Copies a job's log to standard output, byte for byte from an offset, as it grows, until the job has ended and
# everything is copied; and to standard error in the same way what the callback plugin tells of it, where there is one,
# each time before the log. There it also says its time once, and a NUL every ten seconds: that is how it notices that
# nobody listens any more, also while the job is silent. Changes nothing.
#
# arguments: plan id, offset in the log in bytes, offset in the events in bytes (0 when left out)
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
    [ ! -s exit ] && [ "$boot" = "$booted" ] && [ "$born" = "$(ticks "$pid")" ]
}

# The process that started this one ends together with the connection.
orphaned() {
    read -r stat <"/proc/$$/stat"
    # shellcheck disable=SC2086 # the fields after the name
    set -- ${stat##*) }
    [ "$2" != "$parent" ]
}

# The sizes of both files at this moment; a plugin that was not loaded has written none.
measure() {
    log_size=0
    events_size=0
    # shellcheck disable=SC2046 # pairs of size and name
    set -- $(wc -c log events 2>/dev/null)
    while [ "$#" -gt 1 ]; do
        case $2 in
        log) log_size=$1 ;;
        events) events_size=$1 ;;
        esac
        shift 2
    done
}

# Bytes of a file from one offset to another.
part() {
    tail -c "+$(($2 + 1))" "$1" 2>/dev/null | head -c "$(($3 - $2))" 2>/dev/null
}

# 1 when there is nothing new.
copy() {
    measure
    moved=1
    if [ "$events_size" -gt "$events" ]; then
        part events "$events" "$events_size" >&2 || exit 4
        events=$events_size
        moved=0
    fi
    if [ "$log_size" -gt "$log" ]; then
        part log "$log" "$log_size" || exit 4
        log=$log_size
        moved=0
    fi
    return "$moved"
}

main() {
    folder=$HOME/.kpaas-edge-installer/jobs/${1:?plan id}
    log=${2:-0}
    events=${3:-0}
    parent=$PPID
    [ -s "$folder/pid" ] && [ -s "$folder/birth" ] && cd "$folder" || exit 3
    read -r pid born boot _ <birth
    read -r booted </proc/sys/kernel/random/boot_id
    printf 'clock %s\n' "$(date +%s)" >&2 || exit 4
    turns=0
    while running; do
        copy || sleep 0.2 2>/dev/null || sleep 1
        turns=$((turns + 1))
        if [ "$((turns % 50))" -eq 0 ]; then
            printf '\000' >&2 || exit 4
        fi
        ! orphaned || exit 4
    done
    copy || :
    exit 0
}

main "$@"
