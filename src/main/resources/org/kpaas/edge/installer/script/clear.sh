#!/bin/sh
# script: clear
#
# Takes away what an edge deployment leaves, one item after another; an item that is gone already is no error, and one that
# fails does not hold up the others. What is taken is copied to /var/backups/kpaas-edge-installer first.
#
# Unlike the platform's reset it leaves apt's keyrings alone (T86), looks whether a kubeconfig of root lies on an edge node
# before keadm does (T87), believes no exit status (T88), and lets go of busy mounts (T91).
#
# arguments: edge, cloud or user, then items; without arguments the words in ITEMS
#   edge   kubeedge edgecore-binary keadm join-token mosquitto-lines registries keyrings mesh-device bridge portals
#          kubeconfig (moved away) and kubeconfig-back
#   cloud  mesh pods=NODE node=NODE cloud pool crds-kubeedge crds-istio cluster-roles cloudcore-labels service-labels
#          affinity, and on the host keadm join-token kubeedge-files keyrings mesh-device portals ipvs-address=ADDRESS
#   user   file=PATH, below the checkout, back to its text in git
# Everything but `user` needs root. HOME_OF, when it is set, is the login user whose token is meant.
#
# prints:    cleared=ITEM, failed=ITEM REASON, copy=PATH; at the end fix.before= with the first copy, and
#            facts.refused= with the reason of the first failure
#
# KPAAS_EDGE_ROOT, in a test, is a folder that stands for / where files are removed.

set -u
LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
EDGE_ROLE='node-role.kubernetes.io/edge'
LABEL='service.edgemesh.kubeedge.io/service-proxy-name'
BROKER='^[[:space:]]*(find|bind_address|allow_anonymous)'

within() {
    seconds=$1
    shift
    if command -v timeout >/dev/null 2>&1; then timeout "$seconds" "$@"; else "$@"; fi
}

has() {
    command -v "$1" >/dev/null 2>&1
}

kube() {
    for config in /root/.kube/config /etc/kubernetes/admin.conf "$home/.kube/config"; do
        [ ! -r "$config" ] || break
    done
    within 150 kubectl --kubeconfig "$config" --request-timeout=20s "$@" </dev/null
}

# Why the item failed; the caller returns at once.
because() {
    reason=$1
    return 1
}

copies() {
    folder=$top/var/backups/kpaas-edge-installer
    [ -d "$folder" ] || (umask 077 && mkdir -p "$folder") 2>/dev/null || because no-backup
}

copied() {
    first=${first:-$1}
    printf 'copy=%s\n' "$1"
}

# Copies files into a folder of this run, with their paths. Nothing is removed that could not be copied.
keep() {
    for path; do
        [ -e "$top$path" ] || continue
        copies || return 1
        copy=$folder/reset-$stamp$path
        (umask 077 && mkdir -p "${copy%/*}" && cp -p "$top$path" "$copy") 2>/dev/null || because no-backup || return 1
        copied "$copy"
    done
}

remove() {
    for path; do
        rm -rf "$top$path" 2>/dev/null
        [ ! -e "$top$path" ] || because command-failed || return 1
    done
}

# Whether `keadm join` works here; a word of another program that says so is none.
joining() {
    for pid in $(grep -ls keadm /proc/[0-9]*/cmdline 2>/dev/null | tr -dc '0-9\n'); do
        line=$({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null)
        program=${line%% *}
        case ${program##*/}:$line in keadm:"$program join "*) return 0 ;; esac
    done
    return 1
}

# keadm says "none of KubeEdge components are running" and succeeds when it did nothing (T88): what is left decides.
keadm_reset() {
    has keadm || return 0
    case $(within 20 keadm reset --help 2>&1 </dev/null) in
        *'reset '"$1"*) within 180 keadm reset "$1" --force ;;
        *) within 180 keadm reset --force ;;
    esac >/dev/null 2>&1 </dev/null
    return 0
}

kubeconfigs() {
    for config in "$top/root/.kube/config" "$top$home/.kube/config"; do
        [ ! -e "$config" ] || printf '%s\n' "$config"
    done | sort -u
}

# What is mounted there belongs to containers; it goes on for a moment after they have ended.
unmount() {
    tries=0
    while grep -q " $top/var/lib/edged/" /proc/mounts; do
        [ "$tries" -lt 5 ] || because mounted || return 1
        [ "$tries" = 0 ] || sleep 2
        tries=$((tries + 1))
        awk -v below="$top/var/lib/edged/" 'index($2, below) == 1 { print $2 }' /proc/mounts | sort -r |
            while IFS= read -r mount; do umount "$mount" 2>/dev/null; done
    done
}

pods_end() {
    has crictl || return 0
    for pod in $(within 20 crictl pods -q 2>/dev/null </dev/null); do
        within 30 crictl stopp "$pod" >/dev/null 2>&1 </dev/null
        within 30 crictl rmp -f "$pod" >/dev/null 2>&1 </dev/null
    done
}

clear_kubeedge() {
    [ -z "$(kubeconfigs)" ] || because kubeconfig || return 1
    ! joining || because busy || return 1
    if [ -e "$top/etc/kubeedge" ]; then
        copies || return 1
        copy=$folder/kubeedge-$stamp.tar.gz
        (umask 077 && tar -czf "$copy" -C "$top/etc" kubeedge) 2>/dev/null || because no-backup || return 1
        copied "$copy"
    fi
    keadm_reset edge
    within 30 systemctl disable --now edgecore.service >/dev/null 2>&1
    rm -f "$top/etc/systemd/system/edgecore.service"
    within 30 systemctl daemon-reload >/dev/null 2>&1
    pods_end
    unmount || return 1
    remove /etc/kubeedge /var/lib/kubeedge /var/lib/edged /var/log/kubeedge || return 1
    ! within 10 systemctl is-active edgecore.service >/dev/null 2>&1 || because command-failed
}

# The lines that the platform's scripts append; the file as it was before where that is known.
clear_mosquitto() {
    conf=/etc/mosquitto/mosquitto.conf
    [ -e "$top$conf" ] || return 0
    old=$top$before/mosquitto.conf
    if [ -e "$old" ] && [ "$(grep -Ev "$BROKER" "$old")" = "$(grep -Ev "$BROKER" "$top$conf")" ]; then
        cmp -s "$old" "$top$conf" && return 0
        keep "$conf" || return 1
        cat "$old" >"$top$conf" || because command-failed || return 1
    else
        grep -Eq "$BROKER" "$top$conf" || return 0
        keep "$conf" || return 1
        rest=$(grep -Ev "$BROKER" "$top$conf"; printf x)
        printf '%s' "${rest%x}" >"$top$conf" || because command-failed || return 1
    fi
    ! within 10 systemctl is-active mosquitto.service >/dev/null 2>&1 ||
        within 30 systemctl restart mosquitto.service >/dev/null 2>&1
    return 0
}

# The runtime's bundle overwrites the file (T63).
clear_registries() {
    path=/etc/containers/registries.conf
    old=$top$before/registries.conf
    if [ -e "$old.absent" ]; then
        keep "$path" && remove "$path" || return 1
    elif [ -e "$old" ] && ! cmp -s "$old" "$top$path"; then
        keep "$path" && cp -p "$old" "$top$path" || because command-failed || return 1
    fi
    rm -f "$top$before/open"
}

# Only what is missing; a key that is there may be newer.
clear_keyrings() {
    [ -d "$top$before/keyrings" ] || return 0
    mkdir -p "$top/etc/apt/keyrings" || because command-failed || return 1
    for key in "$top$before/keyrings"/*; do
        [ -e "$key" ] || continue
        [ -e "$top/etc/apt/keyrings/${key##*/}" ] || cp -p "$key" "$top/etc/apt/keyrings/" || because command-failed || return 1
    done
}

link_away() {
    [ -e "/sys/class/net/$1" ] || return 0
    ip link delete "$1" >/dev/null 2>&1
    [ ! -e "/sys/class/net/$1" ] || because command-failed
}

clear_portals() {
    has iptables || return 0
    for table in nat filter; do
        rules=$(within 10 iptables -w 5 -t "$table" -S 2>/dev/null) || continue
        printf '%s\n' "$rules" | grep -- '-j KUBE-PORTALS-' | sed 's/^-A/-D/' | while IFS= read -r rule; do
            printf '%s\n' "$rule" | xargs iptables -w 5 -t "$table" 2>/dev/null
        done
        for chain in $(printf '%s\n' "$rules" | sed -n 's/^-N \(KUBE-PORTALS-[A-Z-]*\)$/\1/p'); do
            iptables -w 5 -t "$table" -F "$chain" 2>/dev/null
            iptables -w 5 -t "$table" -X "$chain" 2>/dev/null || because command-failed || return 1
        done
    done
}

kubeconfig_away() {
    for config in $(kubeconfigs); do
        copies || return 1
        away=$folder/kubeconfig-$stamp$(printf '%s' "${config#"$top"}" | tr / -)
        mv "$config" "$away" 2>/dev/null || because command-failed || return 1
        copied "$away"
    done
}

# Every copy that was moved away goes back to its place, unless there is another file by now.
kubeconfig_back() {
    for place in /root "$home"; do
        for away in "$top/var/backups/kpaas-edge-installer"/kubeconfig-*"$(printf '%s' "$place/.kube/config" | tr / -)"; do
            [ -e "$away" ] || continue
            [ ! -e "$top$place/.kube/config" ] || because changed || return 1
            mv "$away" "$top$place/.kube/config" 2>/dev/null || because command-failed || return 1
        done
    done
}

# --- the cluster

# Copies objects as they are, then deletes them and waits until they are gone.
objects() {
    kind=$1
    shift
    names=
    for name; do
        case $name in -*) continue ;; esac
        names="$names $name"
    done
    [ -n "$names" ] || return 0
    copies || return 1
    copy=$folder/reset-$stamp-$kind.yaml
    # shellcheck disable=SC2086 # words
    (umask 077 && kube get "$kind" $names $space -o yaml >"$copy") 2>/dev/null || because no-backup || return 1
    copied "$copy"
    # shellcheck disable=SC2086 # words
    kube delete "$kind" $names $space --ignore-not-found --timeout=120s >/dev/null 2>&1 || because command-failed
}

# The names of all objects of a kind.
all() {
    kube get "$@" -o 'jsonpath={.items[*].metadata.name}' 2>/dev/null || because no-cluster
}

clear_mesh() {
    space='-n kubeedge'
    found=$(all daemonsets -n kubeedge) || return 1
    case " $found " in *' edgemesh-agent '*) objects daemonsets edgemesh-agent || return 1 ;; esac
    tries=0
    while [ "$tries" -lt 60 ]; do
        found=$(all pods -n kubeedge) || return 1
        case " $found" in *' edgemesh-agent-'*) ;; *) return 0 ;; esac
        tries=$((tries + 1))
        sleep 2
    done
    # a pod of a node that is switched off goes with its node
    return 0
}

# While EdgeCore still runs, so that the end of each pod is confirmed (T85).
clear_pods() {
    kube cordon "$1" >/dev/null 2>&1
    kube_pods "$1" --timeout=60s
    return 0
}

kube_pods() {
    node=$1
    shift
    kube delete pods -A --field-selector "spec.nodeName=$node" "$@" >/dev/null 2>&1
}

clear_node() {
    found=$(all nodes) || return 1
    case " $found " in
        *" $1 "*) ;;
        *) return 0 ;;
    esac
    roles=$(kube get nodes "$1" -o 'jsonpath={.metadata.labels}' 2>/dev/null)
    case $roles in *"$EDGE_ROLE"*) ;; *) because not-an-edge || return 1 ;; esac
    space=''
    objects nodes "$1" || return 1
    kube_pods "$1" --grace-period=0 --force --wait=false
    return 0
}

# What keadm leaves of the namespace goes as well; a pod that nobody can confirm any more is given up (T85).
clear_cloud() {
    found=$(all namespaces) || return 1
    case " $found " in *' kubeedge '*) ;; *) return 0 ;; esac
    copies || return 1
    copy=$folder/reset-$stamp-namespace-kubeedge.yaml
    (umask 077 && kube get services,deployments,daemonsets,serviceaccounts -n kubeedge -o yaml >"$copy") 2>/dev/null ||
        because no-backup || return 1
    copied "$copy"
    keadm_reset cloud
    kube delete namespace kubeedge --ignore-not-found --timeout=90s >/dev/null 2>&1 && return 0
    kube delete pods -n kubeedge --all --grace-period=0 --force --wait=false >/dev/null 2>&1
    kube delete namespace kubeedge --ignore-not-found --timeout=50s >/dev/null 2>&1 || because terminating
}

clear_pool() {
    found=$(kube get ipaddresspools.metallb.io cloudcore -n metallb-system --ignore-not-found \
        -o 'jsonpath={.metadata.name}' 2>/dev/null)
    space='-n metallb-system'
    # shellcheck disable=SC2086 # words
    objects ipaddresspools.metallb.io $found
}

# With the objects of these kinds, which are copied first.
clear_definitions() {
    space=''
    found=$(all customresourcedefinitions) || return 1
    names=
    for name in $found; do
        case $1:$name in
            edge:*.kubeedge.io) ;;
            mesh:destinationrules.networking.istio.io|mesh:gateways.networking.istio.io) ;;
            mesh:virtualservices.networking.istio.io) ;;
            mesh:*.istio.io) because istio-installed || return 1 ;;
            *) continue ;;
        esac
        copies || return 1
        copy=$folder/reset-$stamp-$name.yaml
        (umask 077 && kube get "$name" -A -o yaml >"$copy") 2>/dev/null || because no-backup || return 1
        copied "$copy"
        names="$names $name"
    done
    # shellcheck disable=SC2086 # words
    objects customresourcedefinitions $names
}

clear_roles() {
    space=''
    for kind in clusterroles clusterrolebindings; do
        found=$(all "$kind") || return 1
        names=
        for name in $found; do
            case $name in
                cloudcore|edgemesh-agent|iptables-manager|cloud-iptables-manager) names="$names $name" ;;
            esac
        done
        # shellcheck disable=SC2086 # words
        objects "$kind" $names || return 1
    done
}

clear_labels() {
    found=$(all nodes -l cloudcore) || return 1
    for name in $found; do
        kube label nodes "$name" cloudcore- >/dev/null 2>&1 || because command-failed || return 1
    done
}

# A patch that takes the rule away only where it is exactly the one of the platform.
clear_affinity() {
    for set in kube-system/kube-proxy kube-system/calico-node metallb-system/speaker; do
        rule=$(kube get daemonsets "${set#*/}" -n "${set%/*}" --ignore-not-found \
            -o 'jsonpath={.spec.template.spec.affinity}' 2>/dev/null) || because no-cluster || return 1
        case $rule in *"$EDGE_ROLE"*) ;; *) continue ;; esac
        kube patch daemonsets "${set#*/}" -n "${set%/*}" --type json \
            -p '[{"op":"remove","path":"/spec/template/spec/affinity"}]' >/dev/null 2>&1 || because command-failed || return 1
    done
}

clear_address() {
    [ -e /sys/class/net/kube-ipvs0 ] || return 0
    case $(ip -o -4 addr show dev kube-ipvs0 2>/dev/null) in
        *" $1/"*) ip addr del "$1/32" dev kube-ipvs0 >/dev/null 2>&1 || because command-failed ;;
    esac
}

# The text that git has, or nothing where git has none; the file itself stays the same one.
clear_file() {
    folder=$HOME/cp-deployment
    file=$folder/$1
    git -C "$folder" rev-parse HEAD >/dev/null 2>&1 || because not-in-git || return 1
    if git -C "$folder" cat-file -e "HEAD:$1" 2>/dev/null; then
        ! git -C "$folder" show "HEAD:$1" | cmp -s - "$file" || return 0
    else
        [ -e "$file" ] || return 0
    fi
    copy=$HOME/.kpaas-edge-installer/backups/$stamp/$1
    if [ -e "$file" ]; then
        (umask 077 && mkdir -p "${copy%/*}" && cp -p "$file" "$copy") 2>/dev/null || because no-backup || return 1
        copied "$copy"
    fi
    if git -C "$folder" cat-file -e "HEAD:$1" 2>/dev/null; then
        git -C "$folder" show "HEAD:$1" >"$file" 2>/dev/null || because unwritable
    else
        rm -f "$file" 2>/dev/null || because unwritable
    fi
}

anywhere() {
    case $1 in
        keadm) keep /usr/bin/keadm && remove /usr/bin/keadm ;;
        join-token) remove "$home/keadm_token" ;;
        keyrings) clear_keyrings ;;
        mesh-device) link_away edgemesh0 ;;
        portals) clear_portals ;;
        *) because arguments ;;
    esac
}

on_edge() {
    case $1 in
        kubeedge) clear_kubeedge ;;
        edgecore-binary) remove /usr/local/bin/edgecore ;;
        mosquitto-lines) clear_mosquitto ;;
        registries) clear_registries ;;
        bridge) link_away cni0 ;;
        kubeconfig) kubeconfig_away ;;
        kubeconfig-back) kubeconfig_back ;;
        *) anywhere "$1" ;;
    esac
}

in_cloud() {
    case $1 in
        mesh) clear_mesh ;;
        pods=*) clear_pods "${1#*=}" ;;
        node=*) clear_node "${1#*=}" ;;
        cloud) clear_cloud ;;
        pool) clear_pool ;;
        crds-kubeedge) clear_definitions edge ;;
        crds-istio) clear_definitions mesh ;;
        cluster-roles) clear_roles ;;
        cloudcore-labels) clear_labels ;;
        service-labels) kube label services kubernetes -n default "$LABEL-" >/dev/null 2>&1 || because command-failed ;;
        affinity) clear_affinity ;;
        kubeedge-files) remove /etc/kubeedge ;;
        ipvs-address=*) clear_address "${1#*=}" ;;
        *) anywhere "$1" ;;
    esac
}

checked() {
    case $1 in
        ''|-*|*[!A-Za-z0-9._/=-]*|*..*|*=/*|*=) return 1 ;;
    esac
    [ "${#1}" -le 300 ]
}

main() {
    # shellcheck disable=SC2086 # words
    [ "$#" -gt 0 ] || set -- ${ITEMS:-}
    where=${1:-}
    case $where in edge|cloud|user) shift ;; *) set -- ;; esac
    if [ "$#" -lt 1 ] || [ "$#" -gt 200 ]; then set -- ''; fi
    for item; do
        checked "$item" || { printf 'facts.refused=arguments\nfacts.end=yes\n'; exit 64; }
    done
    top=${KPAAS_EDGE_ROOT:-}
    before=/var/backups/kpaas-edge-installer/before
    stamp=$(date -u +%Y%m%dT%H%M%SZ)
    home=$(getent passwd "${HOME_OF:-${SUDO_USER:-$(id -un)}}" 2>/dev/null | cut -d : -f 6)
    home=${home:-$HOME}
    first='' refused='' space=''
    for item; do
        reason=command-failed
        case $where:$item in
            edge:*) on_edge "$item" ;;
            cloud:*) in_cloud "$item" ;;
            user:file=*) clear_file "${item#file=}" ;;
            *) because arguments ;;
        esac
        # shellcheck disable=SC2181 # of whichever it was
        if [ "$?" = 0 ]; then
            printf 'cleared=%s\n' "$item"
        else
            printf 'failed=%s %s\n' "$item" "$reason"
            refused=${refused:-$reason}
        fi
    done
    printf 'fix.before=%s\n' "$first"
    [ -z "$refused" ] || printf 'facts.refused=%s\n' "$refused"
    echo facts.end=yes
    exit 0
}

main "$@"
