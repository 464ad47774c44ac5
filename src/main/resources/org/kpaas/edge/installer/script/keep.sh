#!/bin/sh
# script: keep
#
# Keeps copies of what a deployment overwrites on a host, so that a reset can put it back byte for byte: the container
# runtime's registries (T63), the broker's configuration (T71), and apt's keyrings, which the platform's own reset removes
# (T86). Copies of a deployment that was not reset yet stay as they are. Needs root, by a sudo that asks nothing.
#
# arguments: none
# files:     /var/backups/kpaas-edge-installer/before, for root only
# prints:    kept=yes|no
#
# KPAAS_EDGE_ROOT, in a test, is a folder that stands for /.

set -u

# shellcheck disable=SC2016 # expanded there, not here
work='
top=$1
folder=$top/var/backups/kpaas-edge-installer/before
umask 077
[ ! -e "$folder/open" ] || exit 0
rm -rf "$folder" && mkdir -p "$folder" || exit 73
for path in /etc/containers/registries.conf /etc/mosquitto/mosquitto.conf; do
    if [ -e "$top$path" ]; then
        cp -p "$top$path" "$folder/" || exit 73
    else
        : >"$folder/${path##*/}.absent" || exit 73
    fi
done
if [ -d "$top/etc/apt/keyrings" ]; then
    cp -Rp "$top/etc/apt/keyrings" "$folder/" || exit 73
    (cd "$top/etc/apt" && find keyrings -type f -exec sha256sum {} + | sort -k 2) >"$folder/keyrings.sum" || exit 73
fi
: >"$folder/open"
'

main() {
    if [ "$#" -gt 0 ]; then
        printf 'facts.refused=arguments\nfacts.end=yes\n'
        exit 64
    fi
    if [ "$(id -u)" = 0 ]; then
        sh -c "$work" sh "${KPAAS_EDGE_ROOT:-}" >/dev/null 2>&1
    else
        sudo -n -- sh -c "$work" sh "${KPAAS_EDGE_ROOT:-}" </dev/null >/dev/null 2>&1
    fi
    # shellcheck disable=SC2181 # of either
    if [ "$?" = 0 ]; then echo kept=yes; else echo kept=no; fi
    echo facts.end=yes
    exit 0
}

main "$@"
