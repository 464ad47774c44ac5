#!/bin/sh
# script: backup
#
# Copies each existing file beside itself as <path>.<UTC time>.bak. Never overwrites anything.
#
# arguments: paths

set -u

# Tries again in the next second when that name is taken.
keep() {
    tries=0
    while [ "$tries" -lt 5 ]; do
        copy=$1.$(date -u +%Y%m%dT%H%M%SZ).bak
        if [ ! -e "$copy" ] && cp -p "$1" "$copy.$$" && ln "$copy.$$" "$copy"; then
            rm -f "$copy.$$"
            printf 'backup.%s=%s\n' "$2" "$copy"
            return 0
        fi
        rm -f "$copy.$$"
        tries=$((tries + 1))
        sleep 1
    done
    return 1
}

main() {
    number=0
    for path in "$@"; do
        number=$((number + 1))
        if [ -f "$path" ]; then
            keep "$path" "$number" || exit 73
        fi
    done
    echo facts.end=yes
    exit 0
}

main "$@"
