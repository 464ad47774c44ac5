#!/bin/sh
# script: edge-look
#
# Says in a few seconds what an edge node is doing, while Ansible prints nothing (T66, T94). Reads only.
#
# prints, each line only when it is known:
#   join.pid, join.seconds, join.parent   `keadm join`, when it runs: how long, and the program that started it
#   ansible.running, apt.running          whether a module of Ansible, or apt or dpkg, works here
#   edgecore.state, crio.state            as systemctl has it; edgecore.restarts
#   edgecore.log.N, crio.log.N            the last lines of their journals, N from 1; edgecore.log.bad: the last complaint
#   rx.bytes, rx.per.second               what the interface of the default route has received since the start
#   disk.free.kib, load, cpu.count, kubeedge.dir

set -u
LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
WIDTH=300

has() {
    command -v "$1" >/dev/null 2>&1
}

# The whole look stays below ten seconds: the units and each journal are asked for two at most.
within() {
    if has timeout; then timeout 2 "$@"; else "$@"; fi
}

say() {
    [ -z "$2" ] || printf '%s=%s\n' "$1" "$2"
}

words() {
    { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null
}

# Fields of /proc/PID/stat behind the name: state, parent, and the start in clock ticks since boot.
stat_fields() {
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    # shellcheck disable=SC2086 # the fields
    set -- ${line##*) }
    state=$1
    parent=$2
    born=${20}
}

# Whole seconds since a process began.
age() {
    read -r up _ </proc/uptime
    hertz=$(getconf CLK_TCK 2>/dev/null || echo 100)
    echo $((${up%.*} - $1 / hertz))
}

# A command line names itself in the list of processes too, so each candidate is read again.
process_facts() {
    join=
    ansible=no
    apt=no
    found=$(grep -ls -e keadm -e AnsiballZ_ -e BECOME-SUCCESS- -e apt-get -e dpkg /proc/[0-9]*/cmdline 2>/dev/null |
        tr -dc '0-9\n')
    for pid in $found; do
        line=$(words "$pid")
        program=${line%% *}
        # an interpreted one has the interpreter's name there, and its own here
        name=
        { read -r name <"/proc/$pid/comm"; } 2>/dev/null
        [ "$name" != keadm ] || case $line in *' join '*) join=$pid ;; esac
        case ${program##*/} in
            keadm) case $line in "$program join "*) join=$pid ;; esac ;;
            apt-get|dpkg) apt=yes ;;
            python*) case $line in */AnsiballZ_*) ansible=yes ;; esac ;;
            sh|sudo) case $line in *'echo BECOME-SUCCESS-'*) ansible=yes ;; esac ;;
        esac
    done
    if [ -n "$join" ] && stat_fields "$join" && [ "$state" != Z ]; then
        say join.pid "$join"
        say join.seconds "$(age "$born")"
        say join.parent "$(cat "/proc/$parent/comm" 2>/dev/null)"
    fi
    say ansible.running "$ansible"
    say apt.running "$apt"
}

unit_facts() {
    has systemctl || return 0
    for unit in edgecore crio; do
        say "$unit.state" "$(within systemctl is-active "$unit.service" 2>/dev/null | head -n 1)"
    done
    say edgecore.restarts "$(within systemctl show -p NRestarts edgecore.service 2>/dev/null | sed -n 's/^NRestarts=//p')"
}

journal() {
    if [ "$(id -u)" = 0 ]; then
        within journalctl -q --no-pager -o cat "$@" 2>/dev/null
    elif has sudo; then
        within sudo -n journalctl -q --no-pager -o cat "$@" 2>/dev/null
    fi </dev/null
}

# Lines of printable characters, none longer than a line on a screen or two.
bounded() {
    tr -c '\n\40-\176\200-\377' ' ' | cut -c "1-$WIDTH"
}

log_facts() {
    has journalctl || return 0
    lines=$(journal -u edgecore.service -n 200 | bounded)
    printf '%s\n' "$lines" | tail -n 5 | awk 'NF { print "edgecore.log." ++n "=" $0 }'
    bad=$(printf '%s\n' "$lines" | grep -E '^F[0-9]{4} ' | tail -n 1)
    [ -n "$bad" ] || bad=$(printf '%s\n' "$lines" | grep -E '^E[0-9]{4} ' | tail -n 1)
    say edgecore.log.bad "$bad"
    journal -u crio.service -n 3 | bounded | tail -n 3 | awk 'NF { print "crio.log." ++n "=" $0 }'
}

received() {
    cat "/sys/class/net/$1/statistics/rx_bytes" 2>/dev/null
}

# In hundredths of a second.
uptime() {
    read -r up _ </proc/uptime
    echo "${up%.*}${up#*.}"
}

network_begins() {
    device=$(awk '$2 == "00000000" && $8 == "00000000" { print $1; exit }' /proc/net/route 2>/dev/null)
    before=$(received "$device")
    began=$(uptime)
}

# What came in while the rest was asked, over a second at least.
network_ends() {
    [ -n "$before" ] || return 0
    [ "$(($(uptime) - began))" -ge 100 ] || sleep 1
    after=$(received "$device")
    say rx.bytes "$after"
    say rx.per.second "$(((after - before) * 100 / ($(uptime) - began)))"
}

machine_facts() {
    folder=/var/lib
    [ -d "$folder" ] || folder=/
    say disk.free.kib "$(df -P -k "$folder" 2>/dev/null | awk 'NR == 2 { print $4 }')"
    read -r load _ </proc/loadavg
    say load "$load"
    say cpu.count "$(grep -c '^processor' /proc/cpuinfo)"
    if [ -e /etc/kubeedge ]; then say kubeedge.dir yes; else say kubeedge.dir no; fi
}

main() {
    network_begins
    process_facts
    unit_facts
    log_facts
    machine_facts
    network_ends
    echo facts.end=yes
    exit 0
}

main "$@"
