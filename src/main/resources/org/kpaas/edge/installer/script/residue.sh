#!/bin/sh
# script: residue
#
# Says what an edge deployment has left on a host, and on the control plane also in the cluster and in the checkout
# (field knowledge, section 3c). The residue decides whether a reset worked, never an exit status (T88). Reads only.
#
# arguments: control-plane, edge or cloud-node; for the control plane also vip=ADDRESS and file=PATH below the checkout
# prints:    trace.ITEM=gone|left|kept, where it could be told, with evidence.ITEM; kept is what a reset leaves there
#            by decision. nodes.ledger<< with the nodes of our runs. kubeconfig=yes|no on an edge (T87).
#
# KPAAS_EDGE_ROOT, in a test, is a folder that stands for /.

set -u
LC_ALL=C
export LC_ALL
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH
EDGE_ROLE='node-role.kubernetes.io/edge'
ISTIO='destinationrules gateways virtualservices'

has() {
    command -v "$1" >/dev/null 2>&1
}

within() {
    seconds=$1
    shift
    if has timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

root() {
    if [ "$(id -u)" = 0 ]; then within 15 "$@"; else within 15 sudo -n -- "$@"; fi </dev/null 2>/dev/null
}

kube() {
    if [ -r "$HOME/.kube/config" ]; then
        within 15 kubectl --request-timeout=10s "$@" 2>/dev/null </dev/null
    elif root test -r /root/.kube/config; then
        root kubectl --kubeconfig /root/.kube/config --request-timeout=10s "$@"
    else
        root kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=10s "$@"
    fi
}

# One line of printable characters.
bounded() {
    tr '\n' ' ' | tr -cd ' -~' | sed 's/  */ /g; s/ $//' | cut -c 1-300
}

# trace ITEM STATE EVIDENCE...
trace() {
    item=$1
    printf 'trace.%s=%s\n' "$item" "$2"
    shift 2
    [ -z "$*" ] || printf 'evidence.%s=%s\n' "$item" "$(printf '%s' "$*" | bounded)"
}

# Left when there are any words.
listed() {
    item=$1
    shift
    if [ -n "$*" ]; then trace "$item" left "$@"; else trace "$item" gone; fi
}

# Left when one of the paths is there.
paths() {
    item=$1
    shift
    found=
    for path in "$@"; do
        if [ -e "$top$path" ] || [ -L "$top$path" ]; then found="$found $path"; fi
    done
    listed "$item" "${found# }"
}

# A file that is as it was before, when that is known: gone; another one: left.
restored() {
    item=$1 path=$2 copy=$top$BEFORE/${2##*/}
    if root test -e "$copy.absent"; then
        paths "$item" "$path"
    elif ! root test -e "$copy"; then
        if [ "$(id -u)" = 0 ] || root true; then
            if [ -e "$top$path" ]; then return 0; fi
            trace "$item" gone
        fi
    elif root cmp -s "$copy" "$top$path"; then
        trace "$item" gone
    else
        trace "$item" left "$path differs from $BEFORE/${path##*/}"
    fi
}

mesh() {
    if [ -e "$top/sys/class/net/edgemesh0" ]; then
        trace mesh-device left edgemesh0
    else
        trace mesh-device gone
    fi
    if ! has iptables; then
        trace portals gone
    elif rules=$(root iptables -w 5 -t nat -S); then
        # shellcheck disable=SC2046 # words
        listed portals $(printf '%s\n' "$rules" | sed -n 's/^-N \(KUBE-PORTALS-[A-Z-]*\)$/\1/p')
    fi
}

# The platform's own reset removes the folder with the keys of all package sources (T86).
keyrings() {
    sums=$top$BEFORE/keyrings.sum
    if root test -e "$sums"; then
        # shellcheck disable=SC2016 # expanded there
        lost=$(root sh -c 'cd "$1" && sha256sum -c "$2" 2>/dev/null | sed -n "s/: FAILED.*//p"' sh "$top/etc/apt" "$sums")
        # shellcheck disable=SC2086 # words
        listed keyrings $lost
    elif [ -d "$top/etc/apt/keyrings" ]; then
        trace keyrings gone
    elif [ -d "$top/etc/apt" ]; then
        trace keyrings left "/etc/apt/keyrings is missing"
    fi
}

hardening() {
    age=$(root getent shadow "$(id -un)" | cut -d : -f 5)
    case $age in
        '') ;;
        90) trace hardening kept "the password of $(id -un) has an age of 90 days" ;;
        *) trace hardening gone ;;
    esac
}

broker() {
    conf=$top/etc/mosquitto/mosquitto.conf
    if [ ! -e "$conf" ]; then
        trace mosquitto-lines gone
    elif lines=$(root grep -Ec '^[[:space:]]*(find|bind_address|allow_anonymous)' "$conf") || [ "$lines" = 0 ]; then
        if [ "$lines" = 0 ]; then
            trace mosquitto-lines gone
        elif root cmp -s "$top$BEFORE/mosquitto.conf" "$conf"; then
            trace mosquitto-lines gone
        else
            trace mosquitto-lines left "$lines lines in /etc/mosquitto/mosquitto.conf"
        fi
    fi
    if has mosquitto; then trace mosquitto kept "the package mosquitto"; else trace mosquitto gone; fi
}

runtime() {
    if has crio || within 5 systemctl is-active crio.service >/dev/null 2>&1; then
        trace runtime kept "CRI-O"
        if has crictl && pods=$(root crictl pods -q); then
            # shellcheck disable=SC2086 # words
            set -- $pods
            if [ "$#" -gt 0 ]; then trace pods left "$# pods in crictl"; else trace pods gone; fi
        fi
    else
        trace runtime gone
        trace pods gone
    fi
}

edge() {
    state=$(within 5 systemctl is-active edgecore.service 2>/dev/null)
    if [ "$state" = active ] || [ -e "$top/etc/systemd/system/edgecore.service" ]; then
        trace edgecore left "edgecore.service ${state:-}"
    else
        trace edgecore gone
    fi
    paths edgecore-binary /usr/local/bin/edgecore
    paths kubeedge-files /etc/kubeedge /var/lib/kubeedge /var/lib/edged /var/log/kubeedge
    mounts=$(grep -c " $top/var/lib/edged/" /proc/mounts)
    if [ "$mounts" = 0 ]; then trace mounts gone; else trace mounts left "$mounts mounts below /var/lib/edged"; fi
    if [ -e "$top/sys/class/net/cni0" ]; then trace bridge left cni0; else trace bridge gone; fi
    runtime
    broker
    restored registries /etc/containers/registries.conf
    boot=
    for file in /boot/firmware/cmdline.txt /boot/cmdline.txt /boot/firmware/current/cmdline.txt; do
        ! grep -qs 'cgroup_enable=memory' "$top$file" || boot=$file
    done
    if [ -n "$boot" ]; then trace boot-line kept "$boot"; else trace boot-line gone; fi
    config=no
    if [ -e "$HOME/.kube/config" ] || root test -e "$top/root/.kube/config"; then config=yes; fi
    printf 'kubeconfig=%s\n' "$config"
}

in_cluster() {
    has kubectl || return 0
    if names=$(kube get nodes -l "$EDGE_ROLE" -o 'jsonpath={.items[*].metadata.name}'); then
        # shellcheck disable=SC2086 # words
        listed node-objects $names
    fi
    if phase=$(kube get namespaces kubeedge --ignore-not-found -o 'jsonpath={.status.phase}'); then
        listed namespace "$phase"
    fi
    if definitions=$(kube get customresourcedefinitions -o 'jsonpath={.items[*].metadata.name}'); then
        # shellcheck disable=SC2086 # words
        definitions $definitions
    fi
    if roles=$(kube get clusterroles -o 'jsonpath={.items[*].metadata.name}') &&
        bindings=$(kube get clusterrolebindings -o 'jsonpath={.items[*].metadata.name}'); then
        # shellcheck disable=SC2046,SC2086 # words
        listed cluster-roles $(ours ClusterRole $roles; ours ClusterRoleBinding $bindings)
    fi
    if names=$(kube get nodes -l cloudcore -o 'jsonpath={.items[*].metadata.name}'); then
        # shellcheck disable=SC2086 # words
        listed cloudcore-labels $names
    fi
    if labels=$(kube get services kubernetes -n default -o 'jsonpath={.metadata.labels}'); then
        case $labels in
            *service-proxy-name*) trace service-labels left default/kubernetes ;;
            *) trace service-labels gone ;;
        esac
    fi
    affinity
}

ours() {
    kind=$1
    shift
    for name; do
        case $name in
            cloudcore|edgemesh-agent|iptables-manager|cloud-iptables-manager) printf '%s/%s\n' "$kind" "$name" ;;
        esac
    done
}

# Three of Istio's definitions come with EdgeMesh. Where there are more of them, Istio itself is installed.
definitions() {
    edge='' mesh='' istio=no pools=no
    for name; do
        case $name in
            *.kubeedge.io) edge="$edge $name" ;;
            ipaddresspools.metallb.io) pools=yes ;;
            *.istio.io)
                case " $ISTIO " in
                    *" ${name%.networking.istio.io} "*) mesh="$mesh $name" ;;
                    *) istio=yes ;;
                esac
                ;;
        esac
    done
    listed crds-kubeedge "${edge# }"
    if [ "$istio" = yes ] && [ -n "$mesh" ]; then
        trace crds-istio kept "Istio itself is installed"
    else
        listed crds-istio "${mesh# }"
    fi
    if [ "$pools" = no ]; then
        trace pool gone
    elif name=$(kube get ipaddresspools.metallb.io cloudcore -n metallb-system --ignore-not-found \
        -o 'jsonpath={.metadata.name}'); then
        listed pool "$name"
    fi
}

affinity() {
    patched=
    for set in kube-system/kube-proxy kube-system/calico-node metallb-system/speaker; do
        rule=$(kube get daemonsets "${set#*/}" -n "${set%/*}" --ignore-not-found \
            -o 'jsonpath={.spec.template.spec.affinity}') || return 0
        case $rule in *"$EDGE_ROLE"*) patched="$patched $set" ;; esac
    done
    if [ -n "$patched" ]; then trace affinity kept "${patched# }"; else trace affinity gone; fi
}

# vip=ADDRESS, file=PATH...
checkout() {
    folder=$HOME/cp-deployment
    changed=
    known=yes
    git -C "$folder" rev-parse HEAD >/dev/null 2>&1 || known=no
    for word; do
        case $word in
            vip=*) address "${word#vip=}" ;;
            file=*)
                file=${word#file=}
                if git -C "$folder" cat-file -e "HEAD:$file" 2>/dev/null; then
                    git -C "$folder" show "HEAD:$file" 2>/dev/null | cmp -s - "$folder/$file" || changed="$changed $file"
                elif [ -e "$folder/$file" ]; then
                    changed="$changed $file"
                fi
                ;;
        esac
    done
    if [ ! -d "$folder" ]; then
        trace checkout gone
    elif [ "$known" = yes ]; then
        listed checkout "${changed# }"
    fi
}

# IPVS binds the address of a service on every node; it has to go with the service (T45).
address() {
    if [ ! -e "$top/sys/class/net/kube-ipvs0" ]; then
        trace ipvs-address gone
    elif addresses=$(within 5 ip -o -4 addr show dev kube-ipvs0 2>/dev/null); then
        case $addresses in
            *" $1/"*) trace ipvs-address left "$1 on kube-ipvs0" ;;
            *) trace ipvs-address gone ;;
        esac
    fi
}

control_plane() {
    checkout "$@"
    in_cluster
    paths kubeedge-files /etc/kubeedge
    ledger=$HOME/.kpaas-edge-installer/nodes
    if [ -r "$ledger" ]; then
        echo 'nodes.ledger<<'
        tail -n 500 "$ledger" | tr -cd '\11\12 -~' | sed 's/^/|/'
    fi
}

main() {
    role=${1:-}
    [ "$#" -eq 0 ] || shift
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9._/=-]*|*..*|file=/*) printf 'facts.refused=arguments\nfacts.end=yes\n'; exit 64 ;;
            vip=*|file=*) ;;
            *) printf 'facts.refused=arguments\nfacts.end=yes\n'; exit 64 ;;
        esac
    done
    top=${KPAAS_EDGE_ROOT:-}
    BEFORE=/var/backups/kpaas-edge-installer/before
    case $role in
        control-plane) control_plane "$@" ;;
        edge) edge ;;
        cloud-node) ;;
        *) printf 'facts.refused=arguments\nfacts.end=yes\n'; exit 64 ;;
    esac
    if [ "$role" != cloud-node ]; then
        paths keadm /usr/bin/keadm
        if [ -e "$HOME/keadm_token" ]; then trace join-token left "$HOME/keadm_token"; else trace join-token gone; fi
        keyrings
        hardening
    fi
    mesh
    echo facts.end=yes
    exit 0
}

main "$@"
