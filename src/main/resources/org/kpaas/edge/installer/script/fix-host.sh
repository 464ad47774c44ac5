#!/bin/sh
# script: fix-host
#
# Changes one setting of a host by the system's own commands, and says what was there before.
#
# arguments: public-key              the login user's public key; changes nothing
#            hostname NAME
#            password-day USER DAY   the day of the last password change, in days since 1970
#            install PACKAGE...      waits at most five minutes for apt's lock
#            remove PACKAGE...
#            unlabel NODE...         takes cloudcore=enable from nodes of the cluster
#            label NODE...           gives it back
#            restart-edgecore        and sees that it stays up
#            broker                  installs and configures mosquitto as the release's role does, each line once (T71)

set -u
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH

refuse() {
    printf 'facts.refused=%s\nfacts.end=yes\n' "$1"
    exit "$2"
}

name_word() {
    case $1 in
        ''|-*|.*|*[!A-Za-z0-9._+-]*) return 1 ;;
    esac
    [ "${#1}" -le 253 ]
}

within() {
    seconds=$1
    shift
    if command -v timeout >/dev/null 2>&1; then timeout "$seconds" "$@"; else "$@"; fi
}

# The name that ssh takes by itself; the first that is there.
public_key() {
    for kind in ed25519 ecdsa rsa; do
        file=$HOME/.ssh/id_$kind.pub
        if [ -r "$file" ]; then
            printf 'fix.key=%s\n' "$(head -n 1 "$file" | head -c 2000)"
            return
        fi
    done
    refuse no-key 66
}

host_name() {
    printf 'fix.before=%s\n' "$(uname -n)"
    within 30 hostnamectl set-hostname "$1" >/dev/null 2>&1 || refuse command-failed 70
    # a shell that knew the old name is no proof
    [ "$(within 30 hostnamectl --static 2>/dev/null || uname -n)" = "$1" ] || refuse command-failed 70
}

password_day() {
    before=$(getent shadow "$1" | cut -d : -f 3)
    case $before in ''|*[!0-9]*) refuse command-failed 70 ;; esac
    printf 'fix.before=%s\n' "$before"
    chage -d "$2" "$1" >/dev/null 2>&1 || refuse command-failed 70
}

installed() {
    [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]
}

apt() {
    DEBIAN_FRONTEND=noninteractive within 660 apt-get -q -y -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Options::=--force-confold "$@" 2>&1 </dev/null
}

packages() {
    verb=$1
    shift
    absent=
    for package in "$@"; do
        installed "$package" || absent="$absent $package"
    done
    if ! answer=$(apt "$verb" --no-install-recommends "$@"); then
        case $answer in
            *'ould not get lock'*|*'Unable to acquire'*) refuse apt-locked 75 ;;
            *) refuse command-failed 70 ;;
        esac
    fi
    printf 'fix.before=%s\n' "${absent# }"
}

labels() {
    change=$1
    shift
    within 60 kubectl label nodes "$@" "$change" --overwrite >/dev/null 2>&1 || refuse command-failed 70
    printf 'fix.before=%s\n' "$*"
}

# A service that fails at once is active for a moment.
restart_edgecore() {
    within 60 systemctl restart edgecore.service >/dev/null 2>&1 || refuse command-failed 70
    sleep 3
    within 10 systemctl is-active edgecore.service >/dev/null 2>&1 || refuse command-failed 70
    echo fix.before=
}

# A configuration that the host had already is copied beside itself before it gets a line.
broker() {
    packages install mosquitto
    conf=${KPAAS_EDGE_ROOT:-}/etc/mosquitto/mosquitto.conf
    copy=$conf.$(date -u +%Y%m%dT%H%M%SZ).bak
    for line in 'bind_address 0.0.0.0' 'allow_anonymous true'; do
        ! grep -Eq "^[[:space:]]*${line%% *}([[:space:]]|\$)" "$conf" 2>/dev/null || continue
        if [ -z "$absent" ] && [ ! -e "$copy" ]; then cp -p "$conf" "$copy" || refuse command-failed 70; fi
        printf '%s\n' "$line" >>"$conf" || refuse command-failed 70
    done
    within 60 systemctl restart mosquitto.service >/dev/null 2>&1 || refuse command-failed 70
    within 10 systemctl is-active mosquitto.service >/dev/null 2>&1 || refuse command-failed 70
}

main() {
    verb=${1:-}
    if [ "$#" -lt 1 ] || [ "$#" -gt 200 ]; then refuse arguments 64; fi
    shift
    for word in "$@"; do
        name_word "$word" || refuse arguments 64
    done
    case $verb:$# in
        public-key:0) public_key ;;
        restart-edgecore:0) restart_edgecore ;;
        broker:0) broker ;;
        hostname:1) host_name "$1" ;;
        password-day:2)
            case $2 in *[!0-9]*|???????*) refuse arguments 64 ;; esac
            password_day "$1" "$2"
            ;;
        install:0|remove:0|label:0|unlabel:0) refuse arguments 64 ;;
        install:*|remove:*) packages "$verb" "$@" ;;
        unlabel:*) labels cloudcore- "$@" ;;
        label:*) labels cloudcore=enable "$@" ;;
        *) refuse arguments 64 ;;
    esac
    echo facts.end=yes
    exit 0
}

main "$@"
