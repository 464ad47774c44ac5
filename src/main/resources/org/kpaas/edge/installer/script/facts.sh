#!/bin/sh
# script: facts
# Says what this host is. Reads only, writes nothing, asks for no password. The keys are described in FactKeys.
# Arguments: ROLE (control-plane, edge or other), then any of
#   tcp:HOST:PORT              try to connect
#   self-ssh:USER@ADDR:PORT    log in to this host itself (control plane)
#   ssh:EDGE-ID:USER@ADDR:PORT log in to an edge node as Ansible will (control plane)

LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
umask 077

has() {
    command -v "$1" >/dev/null 2>&1
}

# A command with at most $1 seconds; without `timeout` it runs unlimited, the caller's limit holds then.
within() {
    seconds=$1
    shift
    if has timeout; then
        timeout "$seconds" "$@"
    else
        "$@"
    fi
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

os_release() {
    sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | tail -n 1 | tr -d "\"'"
}

meminfo() {
    sed -n "s/^$1: *\([0-9]*\) kB\$/\1/p" /proc/meminfo 2>/dev/null
}

disk_facts() {
    set -- "$1" "$(df -Pk "$2" 2>/dev/null | tail -n 1)"
    say "disk.$1.free.kib" "$(printf '%s\n' "$2" | awk 'NF >= 6 { print $4 }')"
    say "disk.$1.used.percent" "$(printf '%s\n' "$2" | awk 'NF >= 6 { sub("%", "", $5); print $5 }')"
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

proxy_names() {
    env | sed -n 's/^\(http_proxy\|https_proxy\|HTTP_PROXY\|HTTPS_PROXY\|all_proxy\|ALL_PROXY\)=..*/\1/p' |
        sort | tr '\n' ' '
}

clock_facts() {
    say clock.epoch "$(date +%s)"
    has timedatectl || return 0
    say ntp.synced "$(within 5 timedatectl show -p NTPSynchronized --value 2>/dev/null)"
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
    say os.id "$(os_release ID)"
    say os.version "$(os_release VERSION_ID)"
    say os.pretty "$(os_release PRETTY_NAME)"
    clock_facts
    say sudo.nopasswd "$ROOT"
    say machine.id "$(cat /etc/machine-id 2>/dev/null)"
    say board.model "$(tr -d '\000' 2>/dev/null </proc/device-tree/model)"
    say cpu.count "$(grep -c '^processor' /proc/cpuinfo 2>/dev/null)"
    say mem.total.kib "$(meminfo MemTotal)"
    say mem.available.kib "$(meminfo MemAvailable)"
    disk_facts root /
    disk_facts var /var
    say init.name "$(cat /proc/1/comm 2>/dev/null)"
    if has python3; then say python.version "$(within 5 python3 -V 2>&1 | sed 's/^Python //')"; fi
    say password.expires.day "$(password_expiry)"
    names=$(proxy_names)
    say proxy.env "${names:-none}"
    if has stat; then say tmp.mode "$(stat -c %a /tmp 2>/dev/null)"; fi
    if has ip; then
        say ip.addresses "$(ip -4 -o addr show 2>/dev/null | awk '{ sub("/.*", "", $4); print $4 }')"
    fi
    if has ssh-keygen; then
        say ssh.host.keys "$(for key in /etc/ssh/ssh_host_*_key.pub; do
            [ ! -r "$key" ] || ssh-keygen -lf "$key" 2>/dev/null
        done | awk '{ print $2 }')"
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

boot_setting() {
    cat "$1/config.txt" "$1/syscfg.txt" "$1/usercfg.txt" 2>/dev/null |
        sed -n "s/^[[:space:]]*$2=\([^#[:space:]]*\).*/\1/p" | tail -n 1
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

active() {
    has systemctl || return 0
    if [ "$(within 5 systemctl is-active "$2" 2>/dev/null)" = active ]; then
        say "$1.active" yes
    else
        say "$1.active" no
    fi
}

runtime_facts() {
    for unit in edgecore kubelet docker containerd crio mosquitto; do
        active "$unit" "$unit.service"
    done
    if has systemctl; then
        case $(within 5 systemctl is-active k3s.service k3s-agent.service 2>/dev/null | tr '\n' ' ') in
            active*|*' active'*) say k3s.active yes ;;
            *) say k3s.active no ;;
        esac
    fi
    if has crio; then
        say crio.version "$(within 5 crio --version 2>/dev/null | sed -n 's/^\(crio version\|Version:\) *//p' | head -n 1)"
        say crio.cgroup.manager "$(cat /etc/crio/crio.conf /etc/crio/crio.conf.d/*.conf 2>/dev/null |
            sed -n 's/^[[:space:]]*cgroup_manager *= *"\([a-z]*\)".*/\1/p' | tail -n 1)"
    fi
    yesno kubeedge.dir test -e /etc/kubeedge
    if [ -e /etc/containers/registries.conf ]; then
        yesno registries.custom grep -Eq '^[[:space:]]*(\[\[registry|insecure|mirror|location|\[registries)' \
            /etc/containers/registries.conf
    fi
    [ "$ROOT" != yes ] || yesno root.kubeconfig root test -e /root/.kube/config
}

# Who listens on the ports that the edge services need; names are known to root only.
port_facts() {
    has ss || return 0
    if [ "$ROOT" = yes ]; then table=$(root ss -H -lntup 2>/dev/null); else table=$(ss -H -lntu 2>/dev/null); fi
    [ -n "$table" ] || table=$(ss -H -lntu 2>/dev/null) || return 0
    for port in 1883 1884 10350 10550 20006; do
        say "listen.$port" "$(printf '%s\n' "$table" | listener "[.:]$port\$")"
    done
    say listen.53 "$(printf '%s\n' "$table" | listener '^(0\.0\.0\.0|\*|\[::\]):53$')"
    say listen.known yes
}

listener() {
    awk -v pattern="$1" '$5 ~ pattern {
        who = $0
        if (sub(/.*users:\(\("/, "", who)) { sub(/".*/, "", who); print who } else print "unknown"
    }' | sort -u | tr '\n' ' '
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

apt_facts() {
    has apt-get || return 0
    if has fuser && [ "$ROOT" = yes ]; then
        yesno apt.locked root fuser /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock
    fi
    if has apt-cache; then
        candidate=$(within 10 apt-cache policy mosquitto 2>/dev/null | sed -n 's/^ *Candidate: *//p' | tr -d '()')
        say mosquitto.candidate "${candidate:-none}"
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

edge_facts() {
    cgroup_facts
    cmdline_facts
    runtime_facts
    port_facts
    mosquitto_facts
    tool_facts
    kernel_facts
    apt_facts
    mount_facts
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
        if head_text=$(repo show "HEAD:$path" && echo .); then
            printf '%s' "${head_text%.}" | text "template.head.$path"
        fi
    done
    reset_fact
    writable_fact
    keadm_facts
    say disk.home.free.kib "$(df -Pk "$HOME" 2>/dev/null | awk 'END { print $4 }')"
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

magic() {
    head -c 20 "$1" 2>/dev/null | od -An -tx1 | tr -d ' \n'
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
    for file in "$BASE"/edge/keadm/arm64/keadm "$BASE"/edge/keadm/arm64/keadm*.t*gz; do
        [ ! -f "$file" ] || case $(magic "$file") in
            7f454c46*b700) say keadm.arm64 good ;;
            1f8b*) if within 5 gzip -t "$file" 2>/dev/null; then say keadm.arm64 good; else say keadm.arm64 broken; fi ;;
            *) say keadm.arm64 broken ;;
        esac
    done
}

# Asking Ansible for its version is no run; whoever looks at the site does that.
playbooks() {
    for pid in $(pgrep -x ansible-playboo 2>/dev/null); do
        case $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) in
            ''|*' --version '*) ;;
            *) echo "$pid" ;;
        esac
    done
}

job_facts() {
    if has pgrep; then yesno ansible.running test -n "$(playbooks)"; fi
    for folder in "$HOME"/.kpaas-edge-installer/jobs/*; do
        if [ ! -r "$folder/pid" ] || [ -e "$folder/exit" ]; then continue; fi
        pid=$(head -n 1 "$folder/pid" | tr -cd '0-9')
        [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null || say job.running "$(basename "$folder")"
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
}

control_plane_facts() {
    checkout_facts
    job_facts
    cache_fact
}

# ---- slow questions: all at once, one line or one short block each, written in one go -----------------------------

# With LC_ALL=C Ansible refuses to start ("requires the locale encoding to be UTF-8"); the job has no LC_ALL either.
# Even for its version it makes folders, which would stay in the home of the user.
ansible_fact() {
    has bash || return 0
    line=$(within 20 env -u LC_ALL ANSIBLE_HOME=/tmp ANSIBLE_LOCAL_TEMP=/tmp bash -lc 'ansible-playbook --version' 2>/dev/null </dev/null | head -n 1)
    venv=no
    [ ! -x "$HOME/kpaas-venv/bin/ansible-playbook" ] || venv=yes
    printf '%s%s\n' "$(say ansible.playbook "$line" | sed 's/$/;/')" "ansible.venv=$venv" | tr ';' '\n'
}

kube() {
    if [ -r "$HOME/.kube/config" ]; then
        within 10 kubectl --request-timeout=8s "$@" 2>/dev/null </dev/null
    elif [ "$ROOT" = yes ]; then
        root kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=8s "$@" 2>/dev/null </dev/null
    else
        return 1
    fi
}

# kube_fact KEY ARGUMENTS: an empty answer of the API is the word `none`, no answer is no fact.
kube_fact() {
    key=$1
    shift
    if answer=$(kube "$@"); then say "$key" "${answer:-none}"; fi
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
        message=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2"' probe "$1" "$2" 2>&1 </dev/null)
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
        message=$(timeout 5 nc -v -w 4 "$1" "$2" 2>&1 </dev/null)
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
    answer=$(timeout 8 ssh -o BatchMode=yes -o ConnectTimeout=5 -o ConnectionAttempts=1 -o ControlMaster=no \
        -o ControlPath=none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
        -p "$4" -l "$2" "$3" \
        'echo "user=$(id -un)"; echo "home=$HOME"; echo "hostname=$(uname -n)"; echo "machine=$(cat /etc/machine-id)"; if sudo -n true 2>/dev/null; then echo sudo=yes; else echo sudo=no; fi' \
        2>&1 </dev/null)
    code=$?
    state=ok
    case $code in
        0) case $answer in *sudo=no*) state=sudo-password ;; esac ;;
        124|143) state=timeout ;;
        *) state=$(ssh_reason "$answer") ;;
    esac
    block=$(printf '%s=%s' "$1" "$state")
    if [ "$code" = 0 ]; then
        block="$block
$(printf '%s\n' "$answer" | head -c 1000 | sed -n "s/^\(user\|home\|hostname\|machine\)=\(.*\)/$1.\1=\2/p")"
    fi
    printf '%s\n' "$block"
}

# The address under which Ansible logs in to this host is written in the cluster's variables (T22).
own_address() {
    sed -n 's/^[[:space:]]*\(export[[:space:]]*\)\{0,1\}MASTER1_NODE_PRIVATE_IP=["'\'']\{0,1\}\([0-9.]*\).*/\2/p' \
        "$BASE/standalone/cp-cluster-vars.sh" 2>/dev/null | tail -n 1
}

slow_control_plane_facts() {
    ansible_fact &
    if has kubectl; then
        kube_fact kube.namespace.kubeedge get namespaces --field-selector metadata.name=kubeedge \
            -o 'jsonpath={.items[*].status.phase}' &
        kube_fact kube.nodeports get services -A \
            -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}:{.spec.ports[*].nodePort};{end}' &
        kube_fact kube.pools get ipaddresspools.metallb.io -A \
            -o 'jsonpath={range .items[*]}{.metadata.name}:{.spec.addresses[*]};{end}' &
        kube_proxy_facts &
        kube_fact kube.daemonsets get daemonsets -A \
            -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}:{.spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions[*].key};{end}' &
    fi
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
        *) return 1 ;;
    esac
}

probe() {
    case $1 in
        tcp:*)
            rest=${1#tcp:}
            tcp_probe "${rest%:*}" "${rest##*:}"
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
    for argument in "$@"; do
        probe "$argument" &
        case $argument in self-ssh:*) own=given ;; esac
    done
    if [ "$ROLE" = control-plane ]; then
        slow_control_plane_facts
        address=$(own_address)
        if [ -z "$own" ] && login "$USER_NAME@$address:22"; then
            ssh_probe self.ssh "$USER_NAME" "$address" 22 &
        fi
    fi
    wait
}

fast_facts() {
    common_facts
    case $ROLE in
        edge) edge_facts ;;
        control-plane) control_plane_facts ;;
    esac
}

main() {
    ROLE=${1:-}
    case $ROLE in
        control-plane|edge|other) shift ;;
        *) refuse "$ROLE" ;;
    esac
    [ "$#" -le 300 ] || refuse too-many
    for argument in "$@"; do
        target "$argument" || refuse "$argument"
    done
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
