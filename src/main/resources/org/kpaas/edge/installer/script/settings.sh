#!/bin/sh
# script: settings
#
# Says what the platform's hardening program is known to change on a host, to be compared before and after it (T56, T97):
# password ages, the SSH server, file modes, PAM, set-user-id programs, the package database, sudo. Reads only.
#
# arguments: none
# prints:    key=value lines: age.USER (day since 1970 on which the password expires, or never), sshd.OPTION,
#            mode.PATH (octal), sum.PATH (SHA-256), suid.PATH (yes), apt.check (ok or broken), sudo (yes or no)

set -u
LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"

say() {
    [ -z "$2" ] || printf '%s=%s\n' "$1" "$2"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

limited() {
    if has timeout; then timeout "$@"; else shift && "$@"; fi
}

root() {
    if [ "$(id -u)" = 0 ]; then limited 10 "$@"; else limited 10 sudo -n -- "$@"; fi
}

ages() {
    for user in $(id -un) root; do
        root getent shadow "$user" | awk -F: '{
            if ($3 == "0") print "age." $1 "=0"
            else if ($3 == "" || $5 == "" || $5 < 0 || $5 >= 99999) print "age." $1 "=never"
            else print "age." $1 "=" $3 + $5 }'
    done | sort -u
}

ssh_server() {
    root sshd -T | head -n 400 | while read -r option value; do
        case $option in
            permitrootlogin|passwordauthentication|pubkeyauthentication|kbdinteractiveauthentication|maxauthtries|\
            logingracetime|clientaliveinterval|clientalivecountmax|usepam|allowusers|allowgroups|denyusers|denygroups|\
            x11forwarding|allowtcpforwarding|port|banner)
                say "sshd.$option" "$(printf %s "$value" | tr -cd ' -~' | head -c 200)"
                ;;
        esac
    done
}

files() {
    for path in /tmp /var/tmp /etc/passwd /etc/shadow /etc/group /etc/hosts /etc/crontab /etc/sudoers /etc/ssh/sshd_config; do
        say "mode.$path" "$(root stat -c %a "$path")"
    done
    for path in /etc/pam.d/common-auth /etc/pam.d/common-account /etc/pam.d/common-password /etc/pam.d/sshd /etc/pam.d/su \
        /etc/security/pwquality.conf /etc/login.defs /etc/profile /etc/ssh/sshd_config /etc/sudoers /etc/issue.net \
        /etc/hosts.allow /etc/hosts.deny /etc/sysctl.conf; do
        root test -f "$path" || continue
        say "sum.$path" "$(root sha256sum "$path" | cut -d ' ' -f 1)"
    done
}

# Paths with anything unusual in them are left out.
set_user_id() {
    root find /bin /sbin /usr /opt -xdev -type f -perm -4000 | grep -x '[A-Za-z0-9/._+-]*' | sort -u | head -n 200 |
        sed 's/.*/suid.&=yes/'
}

packages() {
    has apt-get || return 0
    if limited 20 apt-get -q -o Debug::NoLocking=1 check >/dev/null 2>&1; then
        say apt.check ok
    else
        say apt.check broken
    fi
}

main() {
    exec </dev/null 2>/dev/null
    if root true; then
        say sudo yes
        ages
        ssh_server
        files
        set_user_id
    else
        say sudo no
    fi
    packages
    echo facts.end=yes
}

main "$@"
