#!/bin/sh
# script: job-stop
#
# Ends a job with everything it has started on this host: asks first, insists after a while. What it has started on
# other hosts goes on there (T94).
#
# arguments: plan id, seconds between asking and insisting (10 when left out)

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

# The processes of the job's session and group, and those that have left it but carry its mark.
members() {
    {
        cat /proc/[0-9]*/stat 2>/dev/null |
            sed 's/^\([0-9]*\) .*) /\1 /' |
            awk -v job="$pid" '$2 != "Z" && $2 != "X" && ($4 == job || $5 == job) { print $1 }'
        grep -ls "KPAAS_EDGE_JOB=$plan" /proc/[0-9]*/environ 2>/dev/null | while read -r marked; do
            marked=${marked#/proc/}
            marked=${marked%/environ}
            [ -z "$(ticks "$marked")" ] || echo "$marked"
        done
    } | sort -u
}

signal() {
    for member in $(members); do
        kill -s "$1" "$member" 2>/dev/null
    done
}

# Waits until nobody is left, at most so many tenths of a second.
wait_for_end() {
    left=$1
    while [ -n "$(members)" ]; do
        [ "$left" -gt 0 ] || return 1
        left=$((left - 1))
        sleep 0.1 2>/dev/null || sleep 1
    done
}

main() {
    plan=${1:?plan id}
    folder=$HOME/.kpaas-edge-installer/jobs/$plan
    umask 077
    stopped=no
    if [ -s "$folder/pid" ] && [ -s "$folder/birth" ] && [ ! -s "$folder/exit" ]; then
        read -r pid born boot _ <"$folder/birth"
        if lives; then
            : >"$folder/stopped"
            signal TERM
            wait_for_end "$((${2:-10} * 10))" || {
                signal KILL
                wait_for_end 50
            }
            if [ ! -s "$folder/exit" ]; then
                echo 137 >"$folder/exit.new" && mv "$folder/exit.new" "$folder/exit"
            fi
            [ -n "$(members)" ] || stopped=yes
        fi
    fi
    say job.stopped "$stopped"
    say facts.end yes
    exit 0
}

main "$@"
