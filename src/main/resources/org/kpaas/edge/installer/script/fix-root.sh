#!/bin/sh
# script: fix-root
#
# Runs another of our scripts as root: directly, by a sudo that asks nothing, or by one that is given the password on
# its standard input. The password is in this shell's memory only.
#
# arguments: those of the other script
# values:    PROGRAM, the other script; PASSWORD, of the login user, may be absent

set -u

refuse() {
    printf 'facts.refused=%s\nfacts.end=yes\n' "$1"
    exit "$2"
}

# The policy is asked about the very command that will run, without credentials of earlier, so that what follows on
# standard input is the password exactly when sudo reads one.
main() {
    PROGRAM=${PROGRAM:-}
    PASSWORD=${PASSWORD:-}
    [ -n "$PROGRAM" ] || refuse arguments 64
    if [ "$(id -u)" = 0 ]; then
        printf '%s\n' "$PROGRAM" | sh -s -- "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        refuse no-sudo 69
    elif sudo -n -k -- sh -s -- "$@" </dev/null >/dev/null 2>&1; then
        printf '%s\n' "$PROGRAM" | sudo -n -k -- sh -s -- "$@"
    elif [ -z "$PASSWORD" ]; then
        refuse password-wanted 77
    elif ! printf '%s\n' "$PASSWORD" | sudo -S -k -p '' -- sh -s -- "$@" >/dev/null 2>&1; then
        refuse password-wrong 77
    else
        printf '%s\n%s\n' "$PASSWORD" "$PROGRAM" | sudo -S -k -p '' -- sh -s -- "$@" 2>/dev/null
    fi
}

main "$@"
