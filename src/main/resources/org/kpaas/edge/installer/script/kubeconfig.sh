#!/bin/sh
# script: kubeconfig
# Prints the administrator's kubeconfig of this control plane and changes nothing. Exit 3: there is none to read.
# Every program gets /dev/null to read: the standard input is this script.

if sudo -n cat /etc/kubernetes/admin.conf 2>/dev/null </dev/null; then
    exit 0
fi
if sudo -n cat /root/.kube/config 2>/dev/null </dev/null; then
    exit 0
fi
if cat "$HOME/.kube/config" 2>/dev/null </dev/null; then
    exit 0
fi
exit 3
