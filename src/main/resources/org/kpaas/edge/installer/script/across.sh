#!/bin/sh
# script: across
# Runs a script on other hosts, all at once, over this host's own ssh, as the platform's Ansible reaches them: one
# session here serves any number of them (sshd_config(5), MaxSessions). Changes nothing. Host keys are not compared there
# either: what comes back only tells, and nothing secret goes there.
#
# across USER
# with SCRIPT, the script's text, and PLAN, lines of `ADDRESS ARGUMENT...`, set at the top. USER is the login name there.
#
# Prints every line that they print, also to standard error, behind `ADDRESS `. Ends when all of them have ended, with
# across.end=yes, or when nobody reads the output any more.
set -u
LC_ALL=C
export LC_ALL

die() {
    printf 'across: %s\n' "$1" >&2
    exit 64
}

[ $# -eq 1 ] || die 'usage: USER'
case $1 in
    *[!a-z0-9_.-]*|[!a-z_]*|'') die 'user: a login name' ;;
esac
user=$1
: "${SCRIPT:=}" "${PLAN:=}"
[ -n "$SCRIPT" ] || die 'SCRIPT must be set'
[ -n "$PLAN" ] || die 'PLAN must be set'
case $PLAN in
    *[!A-Za-z0-9.:\ '
'-]*) die 'plan: words of letters, digits, dots, colons and hyphens' ;;
esac

there() {
    address=$1
    arguments=$2
    printf '%s\n' "$SCRIPT" |
        ssh -T -o BatchMode=yes -o ConnectTimeout=5 -o ControlMaster=no -o ControlPath=none -o LogLevel=ERROR \
            -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
            "$user@$address" "sh -s -- $arguments" 2>&1 |
        while IFS= read -r line; do
            printf '%s %s\n' "$address" "$line" || exit 0
        done
}

while read -r address arguments; do
    case $address in
        *.*.*.*) ;;
        *) die 'plan: an IPv4 address' ;;
    esac
    case $address in
        *[!0-9.]*) die 'plan: an IPv4 address' ;;
    esac
    there "$address" "$arguments" &
done <<END
$PLAN
END
wait
printf 'across.end=yes\n'
