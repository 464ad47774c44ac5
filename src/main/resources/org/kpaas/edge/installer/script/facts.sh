#!/bin/sh
# script: facts
# Says what this host is. Reads only, writes nothing, asks for no password. The keys are described in FactKeys.
# Arguments: ROLE (control-plane, edge or other), then any of
#   tcp:HOST:PORT              try to connect
#   self-ssh:USER@ADDR:PORT    log in to this host itself (control plane)
#   ssh:EDGE-ID:USER@ADDR:PORT log in to an edge node as Ansible will (control plane)
#   https:HOST, http:HOST      resolve the name and ask for the headers of its front page
#   ntp:HOST                   ask a time server, when the host has none of its own
#   plan:NAME:ADDR             an edge node of the planned inventory (control plane)
#   hub:                       how many pulls Docker Hub still allows
#   link:HOST:PORT             connect twenty times
#   mtu:HOST                   the largest packet that passes in one piece
#   seconds:N                  leave out what is not told N seconds after the start, 0 to 20; without it 20

LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
umask 077

has() {
    command -v "$1" >/dev/null 2>&1
}

# Whole seconds until the look as a whole has to end.
seconds_left() {
    now=0
    read -r now _ </proc/uptime
    echo $((DEADLINE - ${now%.*}))
}

# A command with at most $1 seconds, and never longer than the whole look may last. Status 124: the command did not end in
# its own time; 125: the time of the look was up, so nothing can be said, and the fact is left out.
within() {
    seconds=$1
    shift
    if ! has timeout; then
        "$@"
        return
    fi
    left=$(seconds_left)
    [ "$left" -ge 1 ] || return 125
    if [ "$left" -ge "$seconds" ]; then
        timeout "$seconds" "$@"
        return
    fi
    timeout "$left" "$@"
    ended=$?
    [ "$ended" != 124 ] || ended=125
    return "$ended"
}

root() {
    [ "$ROOT" = yes ] || return 1
    if [ "$USER_NUMBER" = 0 ]; then
        within 5 "$@"
    else
        within 5 sudo -n -- "$@"
    fi
}

# Anything but plain ASCII, or a space at an end.
unclean() {
    case $1 in
        ' '*|*' '|*[!\ -~]*) return 0 ;;
    esac
    return 1
}

# One fact on one line; nothing is printed without a value, so that a missing tool makes a fact absent.
say() {
    fact=$2
    # five programs for each of a hundred facts are seconds on a small board; most values need none of them
    if [ "${#fact}" -gt 2000 ] || unclean "$fact"; then
        fact=$(printf '%s' "$fact" | head -c 2000 | tr '\n\t' '  ' | tr -d '\000-\037\177' |
            sed 's/^ *//; s/ *$//')
    fi
    [ -z "$fact" ] || printf '%s=%s\n' "$1" "$fact"
}

yesno() {
    name=$1
    shift
    if "$@" >/dev/null 2>&1; then
        say "$name" yes
    else
        say "$name" no
    fi
}

# A text on standard input, bounded.
text() {
    printf '%s<<\n' "$1"
    head -c 65536 | tr -d '\000' | sed 's/^/|/'
    printf '\n'
}

file_text() {
    [ ! -r "$2" ] || text "$1" <"$2"
}

# ---- every host ---------------------------------------------------------------------------------------------------

# Read by the shell itself: starting a program for each value would cost a small board more than all the rest.
system_facts() {
    [ -r /etc/os-release ] || return 0
    os_id='' os_version='' os_pretty=''
    while IFS='=' read -r name value; do
        value=${value#[\"\']}
        value=${value%[\"\']}
        case $name in
            ID) os_id=$value ;;
            VERSION_ID) os_version=$value ;;
            PRETTY_NAME) os_pretty=$value ;;
        esac
    done </etc/os-release
    say os.id "$os_id"
    say os.version "$os_version"
    say os.pretty "$os_pretty"
}

# say_line KEY FILE: the first line of a file. Not for /proc/sys: shells read byte by byte, and there only the first counts.
say_line() {
    [ -r "$2" ] || return 0
    line=
    read -r line <"$2"
    say "$1" "$line"
}

meminfo() {
    sed -n "s/^$1: *\([0-9]*\) kB\$/\1/p" /proc/meminfo 2>/dev/null
}

# disk_facts NAME FOLDER
disk_facts() {
    df -Pk "$2" 2>/dev/null | tail -n 1 | while read -r _ size _ free percent folder; do
        [ -n "$folder" ] || continue
        say "disk.$1.size.kib" "$size"
        say "disk.$1.free.kib" "$free"
        say "disk.$1.used.percent" "${percent%\%}"
    done
    say "disk.$1.inodes.used.percent" "$(inodes_used "$2")"
}

# File systems without a table of inodes have no such number.
inodes_used() {
    df -Pi "$1" 2>/dev/null | tail -n 1 | while read -r _ _ _ _ percent folder; do
        [ -n "$folder" ] || continue
        case $percent in
            *[!0-9%]*|'') ;;
            *) echo "${percent%\%}" ;;
        esac
    done
}

# The day (since 1970) on which the password of this user expires; `never` without an age.
password_expiry() {
    entry=$(root getent shadow "$USER_NAME" 2>/dev/null)
    if [ -n "$entry" ]; then
        printf '%s\n' "$entry" | awk -F: '{
            if ($3 == "0") print 0
            else if ($3 == "" || $5 == "" || $5 < 0 || $5 >= 99999) print "never"
            else print $3 + $5 }'
        return
    fi
    has chage || return 0
    expires=$(within 5 chage -l "$USER_NAME" 2>/dev/null | sed -n 's/^Password expires[^:]*: *//p')
    case $expires in
        '') ;;
        never) echo never ;;
        *must*) echo 0 ;;
        *) at=$(date -d "$expires" +%s 2>/dev/null) && echo $((at / 86400)) ;;
    esac
}

# The day (since 1970) on which the password of this user was changed last; 0 where it has to be changed first.
password_change() {
    entry=$(root getent shadow "$USER_NAME" 2>/dev/null)
    if [ -n "$entry" ]; then
        printf '%s\n' "$entry" | cut -d : -f 3
        return
    fi
    has chage || return 0
    changed=$(within 5 chage -l "$USER_NAME" 2>/dev/null | sed -n 's/^Last password change[^:]*: *//p')
    case $changed in
        ''|never) ;;
        *must*) echo 0 ;;
        *) at=$(date -d "$changed" +%s 2>/dev/null) && echo $((at / 86400)) ;;
    esac
}

proxy_names() {
    env | sed -n 's/^\(http_proxy\|https_proxy\|HTTP_PROXY\|HTTPS_PROXY\|all_proxy\|ALL_PROXY\)=..*/\1/p' |
        sort | tr '\n' ' '
}

clock_facts() {
    say clock.epoch "$(date +%s)"
    has timedatectl || return 0
    say ntp.synced "$(within 5 timedatectl show -p NTPSynchronized --value 2>/dev/null)"
}

# The public halves of the host's keys, so that Ansible can be told whom to trust (T25).
host_key_lines() {
    lines=$(awk '$1 ~ /^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp[0-9]+)$/ && $2 ~ /^[A-Za-z0-9+\/=]+$/ { print $1 " " $2 }' \
        /etc/ssh/ssh_host_*_key.pub 2>/dev/null | head -n 8)
    [ -z "$lines" ] || printf '%s\n' "$lines" | text ssh.host.public
}

common_facts() {
    say script.version 1
    say user.name "$USER_NAME"
    say user.uid "$USER_NUMBER"
    say user.home "$HOME"
    say host.name "$(uname -n)"
    say kernel.arch "$(uname -m)"
    if has dpkg; then say dpkg.arch "$(dpkg --print-architecture 2>/dev/null)"; fi
    if has getconf; then say long.bit "$(getconf LONG_BIT 2>/dev/null)"; fi
    system_facts
    clock_facts
    say sudo.nopasswd "$ROOT"
    say_line machine.id /etc/machine-id
    say board.model "$(board_model)"
    say cpu.count "$(grep -c '^processor' /proc/cpuinfo 2>/dev/null)"
    say mem.total.kib "$(meminfo MemTotal)"
    say mem.available.kib "$(meminfo MemAvailable)"
    disk_facts root /
    disk_facts var /var
    say_line init.name /proc/1/comm
    if has python3; then say python.version "$(within 5 python3 -V 2>&1 | sed 's/^Python //')"; fi
    say password.expires.day "$(password_expiry)"
    say password.changed.day "$(password_change)"
    names=$(proxy_names)
    say proxy.env "${names:-none}"
    if has stat; then say tmp.mode "$(stat -c %a /tmp 2>/dev/null)"; fi
    if has ip; then
        say ip.addresses "$(ip -4 -o addr show 2>/dev/null | awk '{ sub("/.*", "", $4); print $4 }')"
    fi
    host_key_lines
    if has ssh-keygen; then
        say ssh.host.keys "$(for key in /etc/ssh/ssh_host_*_key.pub; do
            [ ! -r "$key" ] || ssh-keygen -lf "$key" 2>/dev/null
        done | awk '{ print $2 }')"
    fi
}

# What may come in. Only root sees the rules; a host without these tools says nothing.
firewall_facts() {
    [ "$ROOT" = yes ] || return 0
    if has ufw && rules=$(root ufw status verbose 2>/dev/null); then
        printf '%s\n' "$rules" | text firewall.ufw
    fi
    if has nft && rules=$(root nft list ruleset 2>/dev/null); then
        printf '%s\n' "$rules" | awk '
            /^[ \t]*chain / { body = ""; inside = 1 }
            inside { body = body $0 "\n" }
            inside && /^[ \t]*}/ { inside = 0; if (body ~ /hook input/) printf "%s", body }' | text firewall.nft
    elif has iptables && rules=$(root iptables -S INPUT 2>/dev/null); then
        printf '%s\n' "$rules" | text firewall.iptables
    fi
}

# ---- edge ---------------------------------------------------------------------------------------------------------

# Live state, not what a boot file says (T59, T60).
cgroup_facts() {
    controllers=/sys/fs/cgroup/cgroup.controllers
    if [ -r "$controllers" ]; then say cgroup.mode v2; else say cgroup.mode v1; fi
    enabled=$(awk '$1 == "memory" { print $4 }' /proc/cgroups 2>/dev/null)
    if [ "$enabled" = 0 ]; then
        say cgroup.memory no
    elif [ "$enabled" = 1 ] || grep -qw memory "$controllers" 2>/dev/null; then
        say cgroup.memory yes
    elif [ -r "$controllers" ] || [ -r /proc/cgroups ]; then
        say cgroup.memory no
    fi
}

# The boot loader's configuration as this board reads it: included files in their place, and no sections for other
# boards or for a start on trial (`[tryboot]`, by which newer images try a new kernel out).
boot_config() {
    while IFS= read -r line || [ -n "$line" ]; do
        printf '%s\n' "$line"
        name=$(printf '%s\n' "$line" | sed -n 's/^[[:space:]]*include[[:space:]][[:space:]]*\([A-Za-z0-9._-]*\).*/\1/p')
        [ -z "$name" ] || cat "$1/$name" 2>/dev/null
    done <"$1/config.txt"
}

boot_setting() {
    boot_config "$1" 2>/dev/null | tr -d '\r' | awk -v key="$2" -v model="$(board_model)" '
        function ours(name) {
            if (name == "all") return 1
            if (name ~ /^pi[0-9]+$/) return index(model, "Raspberry Pi " substr(name, 3)) > 0 ||
                name == "pi4" && model ~ /Pi 400|Module 4/ || name == "pi5" && model ~ /Pi 500|Module 5/ ||
                name == "pi3" && model ~ /Module 3/
            if (name ~ /^cm[0-9]$/) return index(model, "Module " substr(name, 3)) > 0
            return name == "pi400" && model ~ /Pi 400/ || name == "pi500" && model ~ /Pi 500/
        }
        BEGIN { on = 1 }
        { sub(/^[ \t]+/, "") }
        /^\[/ { name = $0; gsub(/^\[|\].*/, "", name); on = ours(name) }
        on && index($0, key "=") == 1 { value = substr($0, length(key) + 2); sub(/[# \t].*/, "", value) }
        END { print value }'
}

board_model() {
    tr -d '\000' 2>/dev/null </proc/device-tree/model
}

# The file that the Raspberry Pi's boot loader really reads: its configuration may name another one or a folder.
cmdline_facts() {
    for boot in /boot/firmware /boot; do
        [ -r "$boot/config.txt" ] || [ -r "$boot/cmdline.txt" ] || continue
        name=$(boot_setting "$boot" cmdline)
        prefix=$(boot_setting "$boot" os_prefix)
        file=$boot/$prefix${name:-cmdline.txt}
        [ -r "$file" ] || continue
        say cmdline.file "$file"
        yesno cmdline.token grep -qw 'cgroup_enable=memory' "$file"
        say cmdline.tokens "$(tr -s ' ' '\n' <"$file" | grep -c '^cgroup_enable=memory$')"
        say cmdline.lines "$(grep -c . "$file")"
        return
    done
}

# What the programs of the system are made for, whatever the kernel says (T58).
elf_fact() {
    case $(magic /bin/true) in
        7f454c4602*b700) say elf.machine arm64 ;;
        7f454c4602*3e00) say elf.machine amd64 ;;
        7f454c4601*2800) say elf.machine armhf ;;
        7f454c46*) say elf.machine other ;;
    esac
}

magic() {
    head -c 20 "$1" 2>/dev/null | od -An -tx1 | tr -d ' \n'
}

# One call for all units; systemctl answers with one line for each, in their order.
unit_facts() {
    has systemctl || return 0
    set -- edgecore kubelet docker containerd crio mosquitto k3s k3s-agent
    services=
    for unit in "$@"; do services="$services $unit.service"; done
    # shellcheck disable=SC2086  # one word for each unit
    states=$(within 5 systemctl is-active $services 2>/dev/null)
    k3s=no
    for state in $states; do
        unit=$1
        shift
        if [ "$state" = active ]; then state=yes; else state=no; fi
        case $unit in
            k3s*) [ "$state" = no ] || k3s=yes ;;
            *) say "$unit.active" "$state" ;;
        esac
        [ "$#" -gt 0 ] || break
    done
    [ -z "$states" ] || say k3s.active "$k3s"
    case $(within 5 systemctl is-enabled edgecore.service 2>/dev/null) in
        enabled) say edgecore.enabled yes ;;
        ?*) say edgecore.enabled no ;;
    esac
}

# The values at three keys of EdgeCore's file. The platform's scripts edit it by line number, so a line proves nothing (T69).
edgecore_facts() {
    file=/etc/kubeedge/config/edgecore.yaml
    [ -e "$file" ] || return 0
    { cat "$file" 2>/dev/null || root cat "$file" 2>/dev/null; } | edgecore_values
}

# Block style only, as EdgeCore writes it: keys by their indentation, and the items of a list below its key.
edgecore_values() {
    awk '
        /^[ \t]*(#|$)/ { next }
        {
            gsub(/["\047\r]/, "")
            indent = match($0, /[^ ]/) - 1
            item = substr($0, indent + 1) ~ /^- /
            while (depth > 0 && (at[depth] > indent || (at[depth] == indent && !item))) depth--
            path = ""
            for (i = 1; i <= depth; i++) path = path "." name[i]
            if (item) {
                if (path == ".modules.edged.tailoredKubeletConfig.clusterDNS") dns = dns " " $2
                next
            }
            key = $1
            sub(/:$/, "", key)
            path = path "." key
            if (path == ".modules.metaManager.metaServer.enable") print "edgecore.conf.metaserver=" $2
            if (path == ".modules.edgeHub.websocket.server") print "edgecore.conf.server=" $2
            depth++
            at[depth] = indent
            name[depth] = key
        }
        END { print "edgecore.conf.dns=" substr(dns, 2) }' | cut -c 1-300
}

mesh_fact() {
    has ip || return 0
    yesno mesh.device sh -c 'ip -4 -o addr show dev edgemesh0 2>/dev/null | grep -q "inet 169\.254\.96\.16/"'
}

# The SHA-256 of a certificate's content, as join tokens have it.
authority() {
    if ! has sha256sum || ! has base64; then return 0; fi
    { cat "$1" 2>/dev/null || root cat "$1" 2>/dev/null; } |
        sed -n '/^-----BEGIN CERTIFICATE/,/^-----END CERTIFICATE/{/^-----END/q;/^-----/d;p;}' |
        digest_of_base64
}

# The SHA-256 of what standard input is the base64 form of; nothing of nothing.
digest_of_base64() {
    base64 -d 2>/dev/null | sha256sum 2>/dev/null |
        sed -n '/^e3b0c44298fc1c149afbf4c8996fb924/d; s/^\([0-9a-f]\{64\}\).*/\1/p'
}

runtime_facts() {
    unit_facts
    if has crio; then
        say crio.version "$(within 5 crio --version 2>/dev/null | sed -n 's/^\(crio version\|Version:\) *//p' | head -n 1)"
        say crio.cgroup.manager "$(cat /etc/crio/crio.conf /etc/crio/crio.conf.d/*.conf 2>/dev/null |
            sed -n 's/^[[:space:]]*cgroup_manager *= *"\([a-z]*\)".*/\1/p' | tail -n 1)"
    fi
    edgecore_facts
    mesh_fact
    yesno kubeedge.dir test -e /etc/kubeedge
    [ ! -e /etc/kubeedge ] || say kubeedge.ca "$(authority /etc/kubeedge/ca/rootCA.crt)"
    if [ -e /etc/containers/registries.conf ]; then
        yesno registries.custom grep -Eq '^[[:space:]]*(\[\[registry|insecure|mirror|location|\[registries)' \
            /etc/containers/registries.conf
    fi
    [ "$ROOT" != yes ] || yesno root.kubeconfig root test -e /root/.kube/config
}

# Who listens on the ports that the edge services need, and on those of old Kubernetes releases; names are known to
# root only.
port_facts() {
    has ss || return 0
    if [ "$ROOT" = yes ]; then table=$(root ss -H -lntup 2>/dev/null); else table=$(ss -H -lntu 2>/dev/null); fi
    [ -n "$table" ] || table=$(ss -H -lntu 2>/dev/null) || return 0
    printf '%s\n' "$table" | awk '
        BEGIN {
            split("1883 1884 10350 10550 20006", ports, " ")
            split("10251 10252 10255", old, " ")
        }
        function add(port, who) { if (!((port, who) in seen)) { seen[port, who] = 1; names[port] = names[port] " " who } }
        {
            who = $0
            if (sub(/.*users:\(\("/, "", who)) sub(/".*/, "", who); else who = "unknown"
            for (i in ports) if ($5 ~ ("[.:]" ports[i] "$")) add(ports[i], who)
            if ($5 ~ /^(0\.0\.0\.0|\*|\[::\]):53$/) add(53, who)
            # a program that listens on loopback only is no matter for a firewall
            if ($5 !~ /^(127\.|\[::1\]|\[::ffff:127\.)/)
                for (i in old) if ($5 ~ ("[.:]" old[i] "$")) add(old[i], who)
        }
        END { for (port in names) print port names[port] }' | while read -r port names; do
        say "listen.$port" "$names"
    done
    say listen.known yes
}

mosquitto_facts() {
    conf=/etc/mosquitto/mosquitto.conf
    if [ ! -e "$conf" ]; then
        say mosquitto.lines 0
    elif [ -r "$conf" ]; then
        say mosquitto.lines "$(grep -Ec '^[[:space:]]*(find|bind_address|allow_anonymous)' "$conf")"
    fi
}

tool_facts() {
    missing=
    for tool in wget tar iptables systemctl sudo; do
        has "$tool" || missing="$missing $tool"
    done
    has curl || has python3 || missing="$missing curl"
    say tools.missing "${missing:-none}"
    has modprobe || return 0
    missing=
    for module in overlay br_netfilter bridge veth dummy nf_nat; do
        [ -d "/sys/module/$module" ] || modprobe -n -q "$module" 2>/dev/null || missing="$missing $module"
    done
    say modules.missing "${missing:-none}"
}

kernel_facts() {
    say sysctl.ip.forward "$(cat /proc/sys/net/ipv4/ip_forward 2>/dev/null)"
    say sysctl.bridge.nf "$(cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null)"
    say pid.max "$(cat /proc/sys/kernel/pid_max 2>/dev/null)"
    set -- /proc/[0-9]*
    say pid.used "$#"
    throttled=/sys/devices/platform/soc/soc:firmware/get_throttled
    if [ -r "$throttled" ]; then
        say throttled "0x$(cat "$throttled" 2>/dev/null)"
    elif has vcgencmd; then
        say throttled "$(within 5 vcgencmd get_throttled 2>/dev/null | sed -n 's/^throttled=//p')"
    fi
    has ip || return 0
    yesno route.default sh -c 'ip -4 route show default 2>/dev/null | grep -q .'
    say route.networks "$(ip -4 route show 2>/dev/null | awk '$1 ~ /^[0-9].*\// { print $1 ":" $3 }' | head -n 100)"
}

# The day (since 1970) on which the package lists were fetched last.
list_day() {
    newest=0
    for file in /var/lib/apt/lists/*_InRelease /var/lib/apt/lists/*_Release /var/lib/apt/lists/*_Packages; do
        [ -e "$file" ] || continue
        at=$(stat -c %Y "$file" 2>/dev/null) || continue
        [ "$at" -le "$newest" ] || newest=$at
    done
    [ "$newest" = 0 ] || echo $((newest / 86400))
}

# Where packages come from: the hosts of the sources that are switched on.
package_hosts() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed -n 's/^\(deb\|URIs:\)[[:space:]].*https\{0,1\}:\/\/\([A-Za-z0-9.-]*\).*/\2/p' | sort -u | head -n 20
}

apt_facts() {
    has apt-get || return 0
    say apt.lists.day "$(list_day)"
    say apt.hosts "$(package_hosts)"
    if has mosquitto; then say mosquitto.installed yes; else say mosquitto.installed no; fi
    if has fuser && [ "$ROOT" = yes ]; then
        yesno apt.locked root fuser /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock
    fi
    if has apt-cache; then
        if policy=$(within 10 apt-cache policy mosquitto 2>/dev/null); then
            candidate=$(printf '%s\n' "$policy" | sed -n 's/^ *Candidate: *//p' | tr -d '()')
            say mosquitto.candidate "${candidate:-none}"
        fi
    fi
}

sudo_facts() {
    if [ "$ROOT" != yes ] || ! has sudo; then return 0; fi
    if rules=$(within 5 sudo -n -l 2>/dev/null </dev/null); then
        if printf '%s\n' "$rules" | tr ',' '\n' | grep -Eq '^[[:space:]]*requiretty[[:space:]]*$'; then
            say sudo.requiretty yes
        else
            say sudo.requiretty no
        fi
    fi
}

mount_facts() {
    barred=
    for folder in "$HOME" /tmp; do
        has findmnt || return 0
        case ,$(findmnt -n -o OPTIONS -T "$folder" 2>/dev/null), in
            *,noexec,*) barred="$barred $folder" ;;
        esac
    done
    say mount.noexec "${barred:-none}"
}

# In the order in which they would be missed, should a slow host not come to the end.
EDGE_PARTS='elf_fact swap_fact cgroup_facts cmdline_facts runtime_facts port_facts mosquitto_facts tool_facts kernel_facts
    apt_facts mount_facts sudo_facts firewall_facts'

swap_fact() {
    say swap.total.kib "$(meminfo SwapTotal)"
}

# ---- control plane ------------------------------------------------------------------------------------------------

BASE=$HOME/cp-deployment
TEMPLATES='edge/ha-cloudcore/02-ha-configmap.yaml edge/ha-cloudcore/03-ha-deployment.yaml
    edge/edgemesh/agent/04-configmap.yaml'

repo() {
    has git || return 1
    within 10 git -c core.fsmonitor=false --no-optional-locks -C "$BASE" "$@" 2>/dev/null
}

variable_file() {
    file=$BASE/standalone/$2
    [ -r "$file" ] || return 0
    text "file.$1" <"$file"
    yesno "file.$1.crlf" grep -q "$(printf '\r')" "$file"
    bom=$(head -c 3 "$file" | od -An -tx1 | tr -d ' \n')
    yesno "file.$1.bom" test "$bom" = efbbbf
}

checkout_facts() {
    yesno checkout.standalone test -d "$BASE/standalone"
    [ -d "$BASE/standalone" ] || return 0
    say checkout.describe "$(repo describe --tags --always)"
    say checkout.keadm "$(head -n 1 "$BASE/edge/keadm/arm64/version" 2>/dev/null)"
    variable_file cp-cluster-vars cp-cluster-vars.sh
    variable_file cp-edge-vars cp-edge-vars.sh
    file_text file.deploy-cp-edge "$BASE/standalone/deploy-cp-edge.sh"
    file_text file.inventory "$BASE/standalone/inventory/mycluster/edge-hosts.yaml"
    if status=$(repo status --porcelain -- standalone edge); then
        printf '%s\n' "$status" | head -n 50 | text checkout.status
    fi
    for path in $TEMPLATES; do
        [ -r "$BASE/$path" ] || continue
        text "template.$path" <"$BASE/$path"
        head_text=$(repo show "HEAD:$path" && echo .)
        case $? in
            0) printf '%s' "${head_text%.}" | text "template.head.$path" ;;
            124|125) ;;
            *) say "template.lost.$path" yes ;;
        esac
    done
    reset_fact
    writable_fact
    keadm_facts
    say disk.home.free.kib "$(df -Pk "$BASE/" 2>/dev/null | awk 'END { print $4 }')"
    say disk.home.inodes.used.percent "$(inodes_used "$BASE/")"
    security_facts
    names=$(for file in "$BASE"/standalone/inventory/mycluster/host_vars/*; do
        [ ! -e "$file" ] || basename "$file"
    done | head -n 100)
    say host.vars "${names:-none}"
    yesno group.vars.proxy grep -rqsE '^[[:space:]]*https?_proxy:[[:space:]]*[^[:space:]#]' \
        "$BASE/standalone/inventory/mycluster/group_vars"
}

# The script of v1.6.2 names a playbook that is not where it says (T83).
reset_fact() {
    script=$BASE/standalone/reset-cp-edge.sh
    [ -r "$script" ] || return 0
    target=$(sed -n 's/.*ansible-playbook[^#]*[[:space:]]\([^[:space:]]*\.ya\{0,1\}ml\)[[:space:]]*$/\1/p' "$script" | tail -n 1)
    [ -n "$target" ] || target=$(grep ansible-playbook "$script" | tr -s '[:space:]' '\n' | grep 'reset.*\.ya*ml$' | tail -n 1)
    [ -n "$target" ] || return 0
    case $target in
        /*) ;;
        *) target=$BASE/standalone/$target ;;
    esac
    yesno reset.playbook test -e "$target"
}

writable_fact() {
    barred=
    for path in standalone standalone/cp-edge-vars.sh standalone/inventory/mycluster \
        standalone/inventory/mycluster/edge-hosts.yaml \
        standalone/roles/cp/edge/keadm_init/defaults standalone/roles/cp/edge/keadm_init/defaults/main.yml \
        standalone/roles/cp/edge/keadm_join/defaults standalone/roles/cp/edge/keadm_join/defaults/main.yml \
        $TEMPLATES; do
        [ ! -e "$BASE/$path" ] || [ -w "$BASE/$path" ] || barred="$barred $path"
    done
    say unwritable "${barred:-none}"
}

# Git LFS pointers and broken downloads look like files too.
keadm_facts() {
    for file in "$BASE"/edge/keadm/amd64/keadm "$BASE"/edge/keadm/amd64/keadm*.t*gz; do
        [ ! -f "$file" ] || case $(magic "$file") in
            7f454c46*3e00) say keadm.amd64 good ;;
            1f8b*) say keadm.amd64 good ;;
            *) say keadm.amd64 broken ;;
        esac
    done
    if [ -x "$BASE/edge/keadm/amd64/keadm" ] && has timeout; then
        say keadm.version "$(within 5 "$BASE/edge/keadm/amd64/keadm" version 2>/dev/null </dev/null |
            sed -n 's/.*GitVersion:"\(v[0-9][0-9A-Za-z.+-]*\)".*/\1/p' | head -n 1)"
    fi
    for file in "$BASE"/edge/keadm/arm64/keadm "$BASE"/edge/keadm/arm64/keadm*.t*gz; do
        [ ! -f "$file" ] || case $(magic "$file") in
            7f454c46*b700) say keadm.arm64 good ;;
            1f8b*)
                within 5 gzip -t "$file" 2>/dev/null
                case $? in
                    0) say keadm.arm64 good ;;
                    124|125) ;;
                    *) say keadm.arm64 broken ;;
                esac
                ;;
            *) say keadm.arm64 broken ;;
        esac
    done
}

# Asking Ansible for its version is no run; whoever looks at the site does that.
playbooks() {
    for pid in $(pgrep -x ansible-playboo 2>/dev/null); do
        case $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) in
            ''|*' --version '*|*' --list-hosts '*) ;;
            *) echo "$pid" ;;
        esac
    done
}

# Nobody can read what these programs do; they can only be recognised (T56).
security_facts() {
    has sha256sum || return 0
    for side in amd64 arm64; do
        file=$BASE/standalone/roles/cp/cve_cce/$side/files/security.bin
        if [ ! -e "$file" ]; then
            say "security.$side" none
        else
            say "security.$side" "$(sha256sum "$file" 2>/dev/null | cut -c 1-64)"
        fi
    done
}

# The nodes that runs were for, the newest last.
ledger_fact() {
    ledger=$HOME/.kpaas-edge-installer/nodes
    [ ! -s "$ledger" ] || tail -n 400 "$ledger" 2>/dev/null | text nodes.ledger
}

job_facts() {
    ledger_fact
    if has pgrep; then yesno ansible.running test -n "$(playbooks)"; fi
    for folder in "$HOME"/.kpaas-edge-installer/jobs/*; do
        if [ ! -r "$folder/pid" ] || [ -e "$folder/exit" ]; then continue; fi
        pid=$(head -n 1 "$folder/pid" | tr -cd '0-9')
        if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
            say job.running "$(basename "$folder")"
            who=''
            { read -r _ _ _ _ who <"$folder/birth"; } 2>/dev/null
            say job.who "$who"
        fi
    done
}

# Ansible keeps facts of hosts in /tmp for a day; a file of somebody else breaks the next run (T26).
cache_fact() {
    names=$(for file in /tmp/*; do
        if [ ! -f "$file" ] || [ -O "$file" ]; then continue; fi
        case $(head -c 1 "$file" 2>/dev/null) in
            '{') grep -q '"ansible_' "$file" 2>/dev/null && basename "$file" ;;
        esac
    done | head -n 20)
    say fact.cache.foreign "${names:-none}"
    # what Ansible would still believe about a host: its architecture, for a day
    kinds=$(find /tmp -maxdepth 1 -type f -mmin -1440 -exec grep -l '"ansible_architecture"' {} + 2>/dev/null |
        head -n 100 | while read -r file; do
            kind=$(sed -n 's/.*"ansible_architecture": *"\([A-Za-z0-9_]*\)".*/\1/p' "$file" | head -n 1)
            [ -z "$kind" ] || printf '%s:%s\n' "${file#/tmp/}" "$kind"
        done)
    say fact.cache.kinds "${kinds:-none}"
}

# The key of EdgeMesh in the template: the one that everybody can read in the public sources, or the site's own (T50).
mesh_key_fact() {
    template=edge/edgemesh/agent/04-configmap.yaml
    now=$(sed -n 's/^[[:space:]]*psk:[[:space:]]*//p' "$BASE/$template" 2>/dev/null | head -n 1)
    first=$(repo show "HEAD:$template" | sed -n 's/^[[:space:]]*psk:[[:space:]]*//p' | head -n 1)
    if [ ! -r "$BASE/$template" ]; then
        return
    elif [ -z "$now" ]; then
        say mesh.key no-key
    elif [ "$now" = "$first" ]; then
        say mesh.key published
    elif [ -n "$first" ]; then
        say mesh.key own-key
    fi
}

cloud_images_fact() {
    has crictl && [ "$ROOT" = yes ] || return 0
    names=$(root crictl images 2>/dev/null | awk '$1 ~ /(cloudcore|edgemesh-agent)$/ { print $1 ":" $2 }' | head -n 20 | tr '\n' ' ')
    say images.cloud "${names:-none}"
}

CONTROL_PLANE_PARTS='mesh_key_fact cloud_images_fact checkout_facts job_facts cache_fact port_facts firewall_facts'

# ---- slow questions: all at once, one line or one short block each, written in one go -----------------------------

# With LC_ALL=C Ansible refuses to start ("requires the locale encoding to be UTF-8"); the job has no LC_ALL either.
# Even for its version it makes folders, which would stay in the home of the user.
ansible_fact() {
    has bash || return 0
    lines=$(within 20 env -u LC_ALL ANSIBLE_HOME=/tmp ANSIBLE_LOCAL_TEMP=/tmp \
        bash -lc 'ansible-playbook --version; ansible-community --version' 2>/dev/null </dev/null)
    case $? in 124|125) return ;; esac
    line=$(printf '%s\n' "$lines" | sed -n '/^ansible-playbook /{p;q;}')
    community=$(printf '%s\n' "$lines" | sed -n 's/^Ansible community version //p')
    venv=no
    [ ! -x "$HOME/kpaas-venv/bin/ansible-playbook" ] || venv=yes
    block=$(say ansible.playbook "$line"; say ansible.community "$community"; say ansible.venv "$venv")
    printf '%s\n' "$block"
}

master_value() {
    sed -n 's/^[[:space:]]*\(export[[:space:]]*\)\{0,1\}MASTER1_NODE_'"$1"'=["'\'']\{0,1\}\([A-Za-z0-9.-]*\).*/\2/p' \
        "$BASE/standalone/cp-cluster-vars.sh" 2>/dev/null | tail -n 1
}

# The inventory as the deploy script will write it.
planned_inventory() {
    printf 'all:\n  hosts:\n'
    printf '    %s:\n      ansible_host: %s\n' "$master_name" "$master_address"
    for planned in "$@"; do
        case $planned in plan:*) ;; *) continue ;; esac
        planned=${planned#plan:}
        printf '    %s:\n      ansible_host: %s\n' "${planned%:*}" "${planned#*:}"
    done
    printf '  children:\n    cloudcore_node:\n      hosts:\n        %s:\n    edge_node:\n      hosts:\n' "$master_name"
    for planned in "$@"; do
        case $planned in plan:*) ;; *) continue ;; esac
        planned=${planned#plan:}
        printf '        %s:\n' "${planned%:*}"
    done
}

# What Ansible makes of the playbook and of the planned inventory; it connects to nobody. Everything that it writes goes
# into a folder of its own, which is removed, also when the link is lost.
plan_fact() (
    if ! has bash || ! has mktemp || [ ! -r "$BASE/standalone/playbooks/edge.yml" ]; then return; fi
    master_name=$(master_value HOSTNAME)
    master_address=$(master_value PRIVATE_IP)
    if ! host_word "$master_name" || ! host_word "$master_address"; then return; fi
    folder=$(mktemp -d /tmp/kpaas-plan.XXXXXX) || return
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' HUP INT TERM
    planned_inventory "$@" >"$folder/hosts.yaml"
    # shellcheck disable=SC2016  # bash expands them, not this shell
    within 22 env -u LC_ALL ANSIBLE_HOME="$folder" ANSIBLE_LOCAL_TEMP="$folder" ANSIBLE_LOG_PATH=/dev/null \
        ANSIBLE_NOCOLOR=1 PYTHONDONTWRITEBYTECODE=1 bash -lc \
        'cd "$1" && exec ansible-playbook -i "$2" --list-hosts playbooks/edge.yml' \
        plan "$BASE/standalone" "$folder/hosts.yaml" >"$folder/out" 2>&1 </dev/null
    code=$?
    block=$(case $code in
        0)
            say ansible.plan ok
            say ansible.plan.hosts "$(awk '/^ +hosts \([0-9]+\):/ { listed = 1; next } /^ *$/ || /:/ { listed = 0 }
                listed { print $1 }' "$folder/out" | sort -u)"
            ;;
        124|125|127|143) ;;
        *)
            say ansible.plan broken
            where=$(sed -n "s/.*appears to be in '\([^']*\)': line \([0-9]*\).*/\1:\2/p" "$folder/out" | head -n 1)
            what=$(sed -n 's/.*ERROR[]!:]* *//p' "$folder/out" | head -n 1 | head -c 300)
            say ansible.plan.error "${where:-${what:-exit $code}}"
            ;;
    esac)
    [ -z "$block" ] || printf '%s\n' "$block"
)

# The administrator's kubeconfig, asked for once: the user's own, or one that only root may read.
kube_config() {
    if [ -r "$HOME/.kube/config" ]; then
        echo "$HOME/.kube/config"
    elif [ "$ROOT" = yes ]; then
        if root test -r /root/.kube/config; then echo /root/.kube/config; else echo /etc/kubernetes/admin.conf; fi
    fi
}

kube() {
    case $KUBE_CONFIG in
        '') return 1 ;;
        "$HOME/.kube/config") within 10 kubectl --request-timeout=8s "$@" 2>/dev/null </dev/null ;;
        *) root kubectl --kubeconfig "$KUBE_CONFIG" --request-timeout=8s "$@" 2>/dev/null </dev/null ;;
    esac
}

# kube_fact KEY ARGUMENTS: an empty answer of the API is the word `none`, no answer is no fact.
kube_fact() {
    key=$1
    shift
    if answer=$(kube "$@"); then say "$key" "${answer:-none}"; fi
}

# kube_names KEY: the names on standard input, one a line, as one fact of whole names; more than a pipe takes at once are
# left out.
kube_names() {
    awk -v key="$1" '
        NF && length(all) + length($0) < 3500 { all = all " " $0 }
        END { print key "=" (all == "" ? "none" : substr(all, 2)) }'
}

# The first hundred node ports, of which every release takes some: `port:namespace/name`.
node_ports_fact() {
    all=$(kube get services -A \
        -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}:{.spec.ports[*].nodePort};{end}') || return 0
    printf '%s\n' "$all" | tr ';' '\n' | awk -F: '{
        count = split($2, ports, " ")
        for (i = 1; i <= count; i++) if (ports[i] ~ /^300[0-9][0-9]$/) print ports[i] ":" $1
    }' | kube_names kube.nodeports.low
}

# free_workloads KIND: those that neither a node affinity nor a node selector keeps off edges.
free_workloads() {
    all=$(kube get "$1" -A \
        -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}:{.spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions[*].key}|{.spec.template.spec.nodeSelector};{end}') || return 0
    printf '%s\n' "$all" | tr ';' '\n' |
        grep -v -e 'node-role\.kubernetes\.io/\(edge\|control-plane\|master\)' -e 'kubernetes\.io/hostname' \
            -e 'kubernetes\.io/arch"*:"*amd64' |
        sed -n 's/^\([^:]*\):.*/\1/p' | kube_names "kube.$1.free"
}

metallb_resources() {
    all=$(kube get customresourcedefinitions ipaddresspools.metallb.io l2advertisements.metallb.io \
        --ignore-not-found -o name) || return 0
    printf '%s\n' "$all" | sed 's/.*\///' | kube_names kube.metallb.resources
}

# The tasks of the playbook call it so. Slowness, of the host or of the API, is no answer.
root_kubectl() {
    [ "$ROOT" = yes ] || return 0
    if [ "$USER_NUMBER" = 0 ]; then set -- kubectl; else set -- sudo -n -- kubectl; fi
    message=$(within 12 "$@" --request-timeout=10s get nodes -o name 2>&1 >/dev/null </dev/null)
    case $?:$message in
        0:*) say root.kubectl yes ;;
        *refused*|*orbidden*|*nauthorized*|*x509*|*'not found'*) say root.kubectl no ;;
    esac
}

# The join token is a secret: only the hash in front of it and its end (seconds since 1970) leave the host.
join_token() {
    has base64 || return 0
    token=$(kube get secret tokensecret -n kubeedge --ignore-not-found -o 'jsonpath={.data.tokendata}' | base64 -d 2>/dev/null)
    case $token in
        *.*.*.*) ;;
        *) return 0 ;;
    esac
    sum=$(printf '%s' "${token%%.*}" | tr -cd '0-9a-f' | head -c 64)
    claims=$(printf '%s' "$token" | cut -d . -f 3 | tr '_-' '/+')
    while [ $((${#claims} % 4)) -ne 0 ]; do claims=$claims=; done
    end=$(printf '%s' "$claims" | base64 -d 2>/dev/null | sed -n 's/.*"exp": *\([0-9]*\).*/\1/p' | head -c 12)
    printf '%s%s' "${sum:+kubeedge.token.ca=$sum
}" "${end:+kubeedge.token.expires=$end
}"
}

# What each CloudCore shows edges before they trust it.
served_authorities() {
    has curl && has sha256sum || return 0
    ips=$(kube get pods -n kubeedge -l k8s-app=kubeedge -o 'jsonpath={.items[*].status.podIP}') || return 0
    sums=$(for ip in $ips; do
        within 5 curl -sk --noproxy '*' -m 4 "https://$ip:10002/ca.crt" 2>/dev/null | sha256sum | awk '{ print $1 }'
    done | grep -v '^e3b0c44298fc1c149afbf4c8996fb924' | tr '\n' ' ')
    [ -z "$sums" ] || printf 'kubeedge.served.ca=%s\n' "$sums"
}

# The names in CloudCore's certificate.
certificate_names() {
    has base64 && has openssl || return 0
    names=$(kube get secret cloudcoresecret -n kubeedge --ignore-not-found -o 'jsonpath={.data.cloudcoredata}' | base64 -d 2>/dev/null |
        openssl x509 -inform DER -noout -ext subjectAltName 2>/dev/null | sed -n 's/^ *\(IP Address\|DNS\):/&/p' |
        tr ',' '\n' | sed -n 's/^ *\(IP Address\|DNS\): *//p' | tr '\n' ' ')
    [ -z "$names" ] || printf 'kubeedge.cert.names=%s\n' "$names"
}

# Policies of Kyverno that refuse what breaks them; without Kyverno there are none.
policies_fact() {
    there=$(kube get customresourcedefinitions clusterpolicies.kyverno.io --ignore-not-found -o name) || return 0
    if [ -z "$there" ]; then
        printf 'kube.policies.enforced=none\n'
        return
    fi
    kube_fact kube.policies.enforced get clusterpolicies.kyverno.io \
        -o 'jsonpath={range .items[?(@.spec.validationFailureAction=="Enforce")]}{.metadata.name} {end}'
}

# The certificate only; the key beside it is never asked for.
cluster_authority() {
    has base64 || return 0
    sum=$(kube get secret casecret -n kubeedge --ignore-not-found -o 'jsonpath={.data.cadata}' | digest_of_base64)
    [ -z "$sum" ] || printf 'kubeedge.ca=%s\n' "$sum"
}

kube_proxy_facts() {
    config=$(kube get configmap kube-proxy -n kube-system -o 'jsonpath={.data.config\.conf}') || return 0
    mode=$(printf '%s\n' "$config" | sed -n 's/^ *mode: *"\{0,1\}\([a-z]*\).*/\1/p' | head -n 1)
    strict=$(printf '%s\n' "$config" | sed -n 's/^ *strictARP: *//p' | head -n 1)
    printf 'kube.proxy.mode=%s\nkube.proxy.strict.arp=%s\n' "${mode:-iptables}" "${strict:-false}"
}

refused_or() {
    case $1 in
        *[Rr]efused*) echo refused ;;
        *'No route'*|*[Uu]nreachable*|*'timed out'*|*'imed out'*|*rohibited*) echo filtered ;;
        *) echo "$2" ;;
    esac
}

tcp_state() {
    if has bash && has timeout; then
        # shellcheck disable=SC2016  # bash expands them, not this shell
        message=$(within 6 bash -c 'exec 3<>"/dev/tcp/$1/$2"' probe "$1" "$2" 2>&1 </dev/null)
        case $? in
            0) echo open ;;
            124|143) echo filtered ;;
            *) refused_or "$message" not-tried ;;
        esac
    elif has python3; then
        python3 -c '
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), 5).close()
    print("open")
except ConnectionRefusedError:
    print("refused")
except OSError:
    print("filtered")' "$1" "$2" 2>/dev/null </dev/null || echo not-tried
    elif has nc && has timeout; then
        message=$(within 6 nc -v -w 4 "$1" "$2" 2>&1 </dev/null)
        case $? in
            0) echo open ;;
            124|143) echo filtered ;;
            *) refused_or "$message" not-tried ;;
        esac
    else
        echo not-tried
    fi
}

tcp_probe() {
    state=$(tcp_state "$1" "$2")
    printf 'tcp.%s:%s=%s\n' "$1" "$2" "$state"
}

ssh_reason() {
    case $1 in
        *'password has expired'*|*'Password change required'*) echo expired ;;
        *'ermission denied'*|*'Too many authentication'*) echo denied ;;
        *'onnection refused'*) echo refused ;;
        *'No route to host'*|*'unreachable'*) echo no-route ;;
        *'ost key verification failed'*|*'HOST IDENTIFICATION HAS CHANGED'*) echo host-key ;;
        *'timed out'*) echo timeout ;;
        *) echo error ;;
    esac
}

# ssh_probe KEY USER ADDRESS PORT: as Ansible logs in, but without waiting for hours and without a shared connection.
ssh_probe() {
    if ! has ssh || ! has timeout; then
        return
    fi
    # shellcheck disable=SC2016  # the far side expands them
    # the debug lines have the host key, also where the login fails
    all=$(within 15 ssh -v -o BatchMode=yes -o ConnectTimeout=10 -o ConnectionAttempts=1 -o ControlMaster=no \
        -o ControlPath=none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o FingerprintHash=sha256 \
        -p "$4" -l "$2" "$3" \
        'echo "user=$(id -un)"; echo "home=$HOME"; echo "hostname=$(uname -n)"; echo "machine=$(cat /etc/machine-id)"; if sudo -n true 2>/dev/null; then echo sudo=yes; else echo sudo=no; fi' \
        2>&1 </dev/null)
    code=$?
    key=$(printf '%s\n' "$all" | sed -n 's/^debug1: Server host key: [^ ]* \(SHA256:[A-Za-z0-9+/]*\).*/\1/p' | head -n 1)
    answer=$(printf '%s\n' "$all" | grep -v '^debug[123]: ')
    state=ok
    case $code in
        0) case $answer in *sudo=no*) state=sudo-password ;; esac ;;
        124|143) state=timeout ;;
        125) return ;;
        *) state=$(ssh_reason "$answer") ;;
    esac
    block=$(printf '%s=%s' "$1" "$state"; [ -z "$key" ] || printf '\n%s.hostkey=%s' "$1" "$key")
    if [ "$code" = 0 ]; then
        block="$block
$(printf '%s\n' "$answer" | head -c 1000 | sed -n "s/^\(user\|home\|hostname\|machine\)=\(.*\)/$1.\1=\2/p")"
    fi
    printf '%s\n' "$block"
}

slow_control_plane_facts() {
    ansible_fact &
    case " $*" in *' plan:'*) plan_fact "$@" & ;; esac
    if has kubectl; then
        KUBE_CONFIG=$(kube_config)
        kube_fact kube.namespace.kubeedge get namespaces --field-selector metadata.name=kubeedge \
            -o 'jsonpath={.items[*].status.phase}' &
        root_kubectl &
        node_ports_fact &
        free_workloads deployments &
        free_workloads daemonsets &
        metallb_resources &
        kube_fact kube.pools get ipaddresspools.metallb.io -A \
            -o 'jsonpath={range .items[*]}{.metadata.name}:{.spec.addresses[*]};{end}' &
        kube_proxy_facts &
        cluster_authority &
        join_token &
        served_authorities &
        certificate_names &
        policies_fact &
    fi
}

# ---- slow questions of an edge: what it reaches, and how well ----------------------------------------------------

# Without a proxy, because the roles blank every proxy variable (T28). An answer of any kind shows that the way is open.
web_state() {
    if has curl; then
        message=$(within 17 curl -sS -I -o /dev/null --noproxy '*' --connect-timeout 8 -m 15 "$1://$2/" 2>&1 </dev/null)
        case $? in
            0|22|52) echo ok ;;
            6) echo no-name ;;
            7) refused_or "$message" refused ;;
            28) echo filtered ;;
            124|125|137|143) ;;
            35|51|53|54|58|59|60|77|80|83) echo tls ;;
            *) echo error ;;
        esac
    elif has python3; then
        within 17 python3 -c '
import socket, ssl, sys, urllib.error, urllib.request
try:
    request = urllib.request.Request(sys.argv[1], method="HEAD")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=15).close()
    print("ok")
except urllib.error.HTTPError:
    print("ok")
except Exception as e:
    why = getattr(e, "reason", e)
    print("no-name" if isinstance(why, socket.gaierror) else "tls" if isinstance(why, ssl.SSLError)
          else "refused" if isinstance(why, ConnectionRefusedError) else "filtered")' "$1://$2/" 2>/dev/null </dev/null || :
    fi
}

# Does the name resolve? The resolver asks each name server once and waits 5 s for it; a host that could not finish that
# says nothing, because then the host is slow, not the name lost.
name_state() {
    if has getent; then
        RES_OPTIONS='timeout:5 attempts:1' within 17 getent ahostsv4 "$1" >/dev/null 2>&1
    elif has python3; then
        RES_OPTIONS='timeout:5 attempts:1' within 17 python3 -c \
            'import socket, sys; socket.getaddrinfo(sys.argv[1], 443)' "$1" >/dev/null 2>&1
    else
        return 0
    fi
    case $? in
        0) echo ok ;;
        124|125|137|143) echo late ;;
        *) echo no ;;
    esac
}

web_probe() {
    name=$(name_state "$2")
    case $name in
        no) state=no-name ;;
        late) name='' state='' ;;
        *) state=$(web_state "$1" "$2") ;;
    esac
    block=$(say "dns.$2" "$name"; say "$1.$2" "$state")
    [ -z "$block" ] || printf '%s\n' "$block"
}

# The servers that are really asked, not the stub of systemd-resolved before them.
name_servers() {
    for file in /run/systemd/resolve/resolv.conf /etc/resolv.conf; do
        [ -r "$file" ] || continue
        sed -n 's/^nameserver[[:space:]]*\([0-9a-fA-F.:]*\).*/\1/p' "$file" | head -n 3
        return
    done
}

# Does one of them answer? Any reply counts, a refusal too. UDP, because that is what a firewall has to let pass.
name_server_facts() {
    servers=$(name_servers)
    state=
    if has python3; then
        state=$(printf '%s\n' "$servers" | within 8 python3 -c '
import socket, sys
states = []
for server in sys.stdin.read().split():
    try:
        with socket.socket(socket.AF_INET6 if ":" in server else socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(2)
            s.connect((server, 53))
            s.send(b"\x12\x34\x01\0\0\1\0\0\0\0\0\0\0\0\2\0\1")
            s.recv(512)
            states.append("open")
    except ConnectionRefusedError:
        states.append("refused")
    except OSError:
        states.append("filtered")
for state in ("open", "refused", "filtered"):
    if state in states:
        print(state)
        break' 2>/dev/null)
    fi
    block=$(say dns.servers "${servers:-none}"; say dns.port "$state")
    printf '%s\n' "$block"
}

time_probe() {
    has python3 || return 0
    server=
    if has timedatectl; then
        server=$(within 5 timedatectl show-timesync -p ServerName --value 2>/dev/null)
    fi
    state=$(within 8 python3 -c '
import socket, sys
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(3)
        s.connect((sys.argv[1], 123))
        s.send(b"\x1b" + 47 * b"\0")
        s.recv(512)
        print("open")
except socket.gaierror:
    print("no-name")
except ConnectionRefusedError:
    print("refused")
except OSError:
    print("filtered")' "${server:-$1}" 2>/dev/null </dev/null)
    block=$(say ntp.server "${server:-$1}"; say ntp.port "$state")
    printf '%s\n' "$block"
}

# Asking for the headers counts as no pull. The token is one that everybody gets, and stays off command lines all the same.
hub_probe() {
    has curl || return 0
    token=$(within 8 curl -s --noproxy '*' -m 7 \
        'https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull' 2>/dev/null |
        sed -n 's/.*"token": *"\([A-Za-z0-9._-]*\)".*/\1/p')
    [ -n "$token" ] || return 0
    headers=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
        within 8 curl -s --noproxy '*' -m 7 -I -K - \
            https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest 2>/dev/null | tr -d '\r' |
        tr '[:upper:]' '[:lower:]')
    token=
    case $headers in
        http/*' 200'*|http/*' 429'*) ;;
        *) return 0 ;;
    esac
    left=$(printf '%s\n' "$headers" | sed -n 's/^ratelimit-remaining: *\([0-9]*\).*/\1/p')
    case $headers in http/*' 429'*) left=0 ;; esac
    block=$(say hub.remaining "${left:-unlimited}"
        say hub.source "$(printf '%s\n' "$headers" | sed -n 's/^docker-ratelimit-source: *\([0-9a-f.:]*\).*/\1/p')")
    printf '%s\n' "$block"
}

# Twenty attempts, 50 ms apart; "refused" is an answer. One that took a repeated packet counts as lost.
link_probe() {
    has python3 || return 0
    within 12 python3 -c '
import socket, statistics, sys, threading, time
target = (sys.argv[1], int(sys.argv[2]))
times = []
def attempt():
    begin = time.monotonic()
    try:
        socket.create_connection(target, 3).close()
    except ConnectionRefusedError:
        pass
    except OSError:
        return
    times.append(1000 * (time.monotonic() - begin))
threads = [threading.Thread(target=attempt, daemon=True) for i in range(20)]
for thread in threads:
    thread.start()
    time.sleep(0.05)
for thread in threads:
    thread.join(4)
seen = list(times)
good = [t for t in seen if t < min(seen) + 900]
print("link.lost.percent=%d" % (5 * (20 - len(good))))
if seen:
    print("link.ms=%d" % round(statistics.median(seen)))' "$1" "$2" 2>/dev/null </dev/null
}

# Packets that may not be cut, of all sizes at once; and what the way out of this host allows at most.
mtu_probe() {
    if has ip; then
        device=$(ip -4 route get "$1" 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
        if [ -n "$device" ]; then say mtu.device "$(cat "/sys/class/net/$device/mtu" 2>/dev/null)"; fi
    fi
    if ! has ping || ! has timeout; then return 0; fi
    passed=$(for size in 1500 1492 1480 1450 1420 1400 1350 1280; do
        {
            ! within 4 ping -M 'do' -n -c 2 -i 0.3 -W 2 -s $((size - 28)) "$1" >/dev/null 2>&1 </dev/null || echo "$size"
        } &
    done
    wait)
    say mtu.path "$(printf '%s\n' "$passed" | sort -n | tail -n 1)"
}

# Reads past the cache, so that a second look is not faster than the card: at most 64 MiB, growing until a second has gone.
disk_speed() {
    if ! has dd || ! has timeout; then return 0; fi
    # shellcheck disable=SC2012  # names without blanks; the largest is wanted
    file=$(ls -1dS /var/cache/apt/*.bin /usr/bin/* /usr/lib/*/*.so* 2>/dev/null | head -n 20 | while read -r path; do
        if [ -f "$path" ] && [ -r "$path" ] && [ ! -L "$path" ]; then echo "$path"; break; fi
    done)
    size=$(stat -c %s "$file" 2>/dev/null) || return 0
    [ "$size" -ge 4194304 ] || return 0
    at=0
    step=1
    reports=
    for round in 1 2 3 4 5 6 7; do
        [ $(((at + step) * 1048576)) -le "$size" ] || break
        report=$(within 3 dd if="$file" of=/dev/null bs=1048576 skip="$at" count="$step" iflag=direct 2>&1) || break
        reports="$reports
$report"
        at=$((at + step))
        [ "$round" = 1 ] || step=$((step * 2))
        spent=$(printf '%s\n' "$reports" | sum_of_reports | awk '{ print ($2 >= 1) }')
        [ "$spent" != 1 ] || break
    done
    say disk.read.kib.s "$(printf '%s\n' "$reports" | sum_of_reports |
        awk '$1 >= 1048576 && $2 > 0 { printf "%d\n", $1 / 1024 / $2 }')"
}

# Bytes and seconds of all reports of dd.
sum_of_reports() {
    sed -n 's/^\([0-9]*\) bytes.* copied, \([0-9.e-]*\) s.*/\1 \2/p' |
        awk '{ bytes += $1; seconds += $2 } END { printf "%d %f\n", bytes, seconds }'
}

image_fact() {
    if ! has crictl || [ "$ROOT" != yes ]; then return 0; fi
    names=$(root crictl images 2>/dev/null | awk 'NR > 1 && $2 != "<none>" { print $1 ":" $2 }' | head -n 200)
    say images.present "${names:-none}"
}

# A rehearsal by apt itself; it locks nothing and changes nothing.
install_fact() {
    has apt-get || return 0
    within 15 apt-get -s -q install mosquitto >/dev/null 2>&1 </dev/null
    case $? in
        0) say mosquitto.installable yes ;;
        124|125|137|143) ;;
        *) say mosquitto.installable no ;;
    esac
}

# Whether EdgeCore's own copy of the API lists services; EdgeMesh reads it there (T69).
meta_server() {
    [ -e /etc/kubeedge ] && has curl || return 0
    # curl's own status comes after what was read
    answer=$(
        {
            within 12 curl -s --noproxy '*' -m 10 http://127.0.0.1:10550/api/v1/services 2>/dev/null
            echo " curl=$?"
        } | head -c 65536
    )
    case $answer in
        *'"kind"'*'"ServiceList"'*) printf 'edgecore.api=yes\n' ;;
        *' curl=124'|*' curl=125'|*' curl=137'|*' curl=143') ;;
        *) printf 'edgecore.api=no\n' ;;
    esac
}

# What EdgeCore complained of in the last minute, by the first letter of its lines.
complaints() {
    [ -e /etc/kubeedge ] && has journalctl || return 0
    lines=$(root journalctl -q --no-pager -o cat -u edgecore.service --since '-1min' -n 1000 2>/dev/null) || return 0
    printf 'edgecore.log.fatal=%s\nedgecore.log.errors=%s\n' \
        "$(printf '%s\n' "$lines" | grep -c '^F[0-9][0-9][0-9][0-9] ')" \
        "$(printf '%s\n' "$lines" | grep -c '^E[0-9][0-9][0-9][0-9] ')"
}

slow_edge_facts() {
    meta_server &
    complaints &
    disk_speed &
    image_fact &
    install_fact &
}

# ---- arguments ----------------------------------------------------------------------------------------------------

refuse() {
    printf 'facts.refused=%s\n' "$(printf '%s' "$1" | tr -cd 'A-Za-z0-9:@._-' | head -c 80)"
    exit 64
}

# number TEXT LOW HIGH
number() {
    case $1 in
        ''|*[!0-9]*|??????*) return 1 ;;
    esac
    [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]
}

host_word() {
    case $1 in
        ''|-*|.*|*[!A-Za-z0-9.-]*) return 1 ;;
    esac
    [ "${#1}" -le 253 ]
}

user_word() {
    case $1 in
        ''|-*|*[!A-Za-z0-9_.-]*) return 1 ;;
    esac
    [ "${#1}" -le 32 ]
}

edge_word() {
    case $1 in
        edge-*) number "${1#edge-}" 1 9999 ;;
        *) return 1 ;;
    esac
}

# login USER@ADDR:PORT
login() {
    login_user=${1%%@*}
    login_rest=${1#*@}
    login_host=${login_rest%:*}
    login_port=${login_rest##*:}
    [ "$1" = "$login_user@$login_host:$login_port" ] && user_word "$login_user" &&
        host_word "$login_host" && number "$login_port" 1 65535
}

target() {
    case $1 in
        tcp:*:*)
            rest=${1#tcp:}
            host_word "${rest%:*}" && number "${rest##*:}" 1 65535
            ;;
        self-ssh:*) [ "$ROLE" = control-plane ] && login "${1#self-ssh:}" ;;
        ssh:*:*)
            rest=${1#ssh:}
            [ "$ROLE" = control-plane ] && edge_word "${rest%%:*}" && login "${rest#*:}"
            ;;
        https:*) host_word "${1#https:}" ;;
        http:*) host_word "${1#http:}" ;;
        ntp:*) host_word "${1#ntp:}" ;;
        mtu:*) host_word "${1#mtu:}" ;;
        link:*:*)
            rest=${1#link:}
            host_word "${rest%:*}" && number "${rest##*:}" 1 65535
            ;;
        hub:) ;;
        seconds:*) number "${1#seconds:}" 0 20 && LIMIT=${1#seconds:} ;;
        plan:*:*)
            rest=${1#plan:}
            [ "$ROLE" = control-plane ] && host_word "${rest%:*}" && host_word "${rest#*:}"
            ;;
        *) return 1 ;;
    esac
}

probe() {
    case $1 in
        tcp:*)
            rest=${1#tcp:}
            tcp_probe "${rest%:*}" "${rest##*:}"
            ;;
        https:*) web_probe https "${1#https:}" ;;
        http:*) web_probe http "${1#http:}" ;;
        ntp:*) time_probe "${1#ntp:}" ;;
        mtu:*) mtu_probe "${1#mtu:}" ;;
        hub:) hub_probe ;;
        link:*)
            rest=${1#link:}
            link_probe "${rest%:*}" "${rest##*:}"
            ;;
        self-ssh:*)
            login "${1#self-ssh:}"
            ssh_probe self.ssh "$login_user" "$login_host" "$login_port"
            ;;
        ssh:*)
            rest=${1#ssh:}
            login "${rest#*:}"
            ssh_probe "ssh.${rest%%:*}" "$login_user" "$login_host" "$login_port"
            ;;
    esac
}

slow_facts() {
    own=
    web=
    for argument in "$@"; do
        probe "$argument" &
        case $argument in
            self-ssh:*) own=given ;;
            https:*) web=given ;;
        esac
    done
    [ -z "$web" ] || name_server_facts &
    [ "$ROLE" != edge ] || slow_edge_facts
    if [ "$ROLE" = control-plane ]; then
        slow_control_plane_facts "$@"
        # the address under which Ansible logs in to this host is written in the cluster's variables (T22)
        address=$(master_value PRIVATE_IP)
        if [ -z "$own" ] && login "$USER_NAME@$address:22"; then
            ssh_probe self.ssh "$USER_NAME" "$address" 22 &
        fi
    fi
    wait
}

# What a host cannot tell in time is left out: the laptop does not wait longer, and would have nothing at all.
fast_facts() {
    common_facts
    parts=
    case $ROLE in
        edge) parts=$EDGE_PARTS ;;
        control-plane) parts=$CONTROL_PLANE_PARTS ;;
    esac
    late=
    for part in $parts; do
        if [ "$(seconds_left)" -ge 1 ]; then "$part"; else late="$late $part"; fi
    done
    say facts.late "${late# }"
}

main() {
    ROLE=${1:-}
    case $ROLE in
        control-plane|edge|other) shift ;;
        *) refuse "$ROLE" ;;
    esac
    [ "$#" -le 300 ] || refuse too-many
    LIMIT=20
    for argument in "$@"; do
        target "$argument" || refuse "$argument"
    done
    now=0
    read -r now _ </proc/uptime
    DEADLINE=$((${now%.*} + LIMIT))
    USER_NAME=$(id -un)
    USER_NUMBER=$(id -u)
    ROOT=no
    if [ "$USER_NUMBER" = 0 ] || { has sudo && within 5 sudo -n true >/dev/null 2>&1 </dev/null; }; then
        ROOT=yes
    fi
    # The slow questions run while the quick ones are answered; the pipe holds their answers.
    slow_facts "$@" </dev/null 2>/dev/null | {
        fast_facts </dev/null 2>/dev/null
        cat
    }
    printf 'facts.end=yes\n'
}

main "$@"
