#!/bin/sh
# script: ledger
#
# Writes down on the control plane for which nodes a run is started, before it starts: a later reset has to know all of
# them, and the platform's scripts only know those of the last inventory (T84).
#
# arguments: plan id, release id, then HOST=ADDRESS for each node
# files:     ~/.kpaas-edge-installer/nodes, for its owner only; grows by a line per node, of seconds since 1970, plan,
#            release, host name and address with tabs in between

set -u
LC_ALL=C
export LC_ALL

refuse() {
    printf 'ledger.refused=%s\nfacts.end=yes\n' "$1"
    exit 64
}

word() {
    case $1 in
        ''|-*|*[!A-Za-z0-9._-]*) refuse arguments ;;
    esac
    [ "${#1}" -le 64 ] || refuse arguments
}

node() {
    case $1 in
        *=*) ;;
        *) refuse arguments ;;
    esac
    host=${1%%=*}
    address=${1#*=}
    word "$host"
    case $address in
        ''|*[!0-9.]*) refuse arguments ;;
    esac
    [ "${#address}" -le 15 ] || refuse arguments
}

main() {
    if [ "$#" -lt 3 ] || [ "$#" -gt 200 ]; then refuse arguments; fi
    plan=$1
    release=$2
    shift 2
    word "$plan"
    word "$release"
    for each in "$@"; do node "$each"; done
    umask 077
    folder=$HOME/.kpaas-edge-installer
    mkdir -p "$folder" || exit 73
    now=$(date +%s)
    for each in "$@"; do
        node "$each"
        printf '%s\t%s\t%s\t%s\t%s\n' "$now" "$plan" "$release" "$host" "$address" >>"$folder/nodes" || exit 73
    done
    chmod 600 "$folder/nodes"
    printf 'ledger.nodes=%s\nfacts.end=yes\n' "$#"
    exit 0
}

main "$@"
