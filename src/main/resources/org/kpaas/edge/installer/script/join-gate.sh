#!/bin/sh
# script: join-gate
#
# Looks, before the first node joins, whether every CloudCore shows the certificate authority that the cluster keeps and
# that the join token names. Two that start at once make one each, and the last one written wins (T40): joins through the
# other fail, or the edge nodes drop when it restarts months later. Where they differ, CloudCore is restarted once, so
# that all read the one that is kept, and the token is fetched anew.
#
# Runs on the control plane, within Ansible, as the login user. Says "kpaas-edge-note: …" for what it did and
# "kpaas-edge-guard: …" for what is wrong.
#
# exit: 0 they agree, or it cannot be told here; 78 no node may join

set -u

NOTHING=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
TOKEN=$HOME/keadm_token

# With the administrator's kubeconfig: the user's own, or one that only root may read.
kube() {
    if [ -r "$HOME/.kube/config" ]; then
        kubectl --request-timeout=10s "$@" 2>/dev/null </dev/null
    elif sudo -n test -r /root/.kube/config 2>/dev/null; then
        sudo -n kubectl --kubeconfig /root/.kube/config --request-timeout=10s "$@" 2>/dev/null </dev/null
    else
        sudo -n kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=10s "$@" 2>/dev/null </dev/null
    fi
}

# The SHA-256 of standard input; nothing when there is none.
digest() {
    sha256sum | sed "s/ .*//; /^$NOTHING\$/d"
}

kept() {
    kube get secret casecret -n kubeedge -o 'jsonpath={.data.cadata}' | base64 -d 2>/dev/null | digest
}

# What each CloudCore shows before an edge node trusts it, one line "ADDRESS SUM" each.
served() {
    for ip in $(kube get pods -n kubeedge -l k8s-app=kubeedge -o 'jsonpath={.items[*].status.podIP}'); do
        sum=$(curl -sk --noproxy '*' -m 5 "https://$ip:10002/ca.crt" 2>/dev/null </dev/null | digest)
        [ -z "$sum" ] || echo "$ip $sum"
    done
}

# The token is a secret; what stands before its first dot is not.
named() {
    sed -n '1s/^\([0-9a-f]\{64\}\)\..*/\1/p' "$TOKEN" 2>/dev/null
}

# Says what differs from the authority that is kept; nothing when all agree.
differences() {
    kept=$(kept)
    [ -n "$kept" ] || return 0
    served | while read -r ip sum; do
        [ "$sum" = "$kept" ] || echo "CloudCore at $ip shows another certificate authority than the cluster keeps"
    done
    named=$(named)
    [ -z "$named" ] || [ "$named" = "$kept" ] || echo "the join token names another certificate authority than the cluster keeps"
}

converge() {
    kube rollout restart deployment/cloudcore -n kubeedge >/dev/null &&
        kube rollout status deployment/cloudcore -n kubeedge --timeout=180s >/dev/null || return 1
    # written by root, as the platform's own task writes it; empty only when there is no token to be had
    # shellcheck disable=SC2016 # expanded there, not here
    sudo -n sh -c 'umask 077; token=$(keadm gettoken 2>/dev/null </dev/null) && [ -n "$token" ] && printf "%s\n" "$token" >"$1"' \
        sh "$TOKEN"
}

main() {
    for tool in kubectl curl sha256sum base64; do
        command -v "$tool" >/dev/null 2>&1 || exit 0
    done
    found=$(differences)
    [ -n "$found" ] || exit 0
    printf '%s\n' "$found" | sed 's/^/kpaas-edge-note: /'
    if converge; then
        echo "kpaas-edge-note: CloudCore was restarted once, and the join token was fetched anew"
    else
        echo "kpaas-edge-note: CloudCore could not be restarted"
    fi
    found=$(differences)
    [ -n "$found" ] || exit 0
    printf '%s\n' "$found" | sed 's/^/kpaas-edge-guard: /'
    exit 78
}

main "$@"
