#!/bin/bash
# The lab's own stand-in for the release's script: the same variables, messages, files and order of work, so that an
# installer cannot tell the difference. Meant for `source`, like the original.

sudo chmod o+w /tmp
sudo chmod o+w /var/tmp

source cp-cluster-vars.sh
source cp-edge-vars.sh

lab_is_address() { [[ "$1" =~ ^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$ ]]; }
lab_edge() { eval "printf %s \"\${EDGE$1_NODE_$2}\""; }

result=0

# only the first thing that is wrong is told
if [ -z "$CLOUDCORE_VIP" ]; then
  echo "CLOUDCORE_VIP is empty. Enter a variable."
  result=2
elif ! lab_is_address "$CLOUDCORE_VIP"; then
  echo "CLOUDCORE_VIP is not a value in IP format. Enter a IP format variable."
  result=2
elif [ -z "$CLOUDCORE_PRIVATE_VIP" ]; then
  echo "CLOUDCORE_PRIVATE_VIP is empty. Enter a variable."
  result=2
elif ! lab_is_address "$CLOUDCORE_PRIVATE_VIP"; then
  echo "CLOUDCORE_PRIVATE_VIP is not a value in IP format. Enter a IP format variable."
  result=2
elif [ -z "$CLOUDCORE1_NODE_HOSTNAME" ] || [ -z "$CLOUDCORE2_NODE_HOSTNAME" ]; then
  echo "  is empty. Enter a variable."
  result=2
elif [ -z "$EDGE_HOSTS" ]; then
  echo "EDGE_HOSTS is empty. Enter a variable."
  result=2
elif [[ ! "$EDGE_HOSTS" =~ ^[0-9]+$ ]]; then
  echo "EDGE_HOSTS is not a value in Number format. Enter a Number format variable."
  result=2
elif [ "$EDGE_HOSTS" -eq 0 ]; then
  echo "The minimum value of the EDGE_HOSTS variable is 1."
  result=2
else
  for ((n = 1; n <= EDGE_HOSTS; n++)); do
    if [ -z "$(lab_edge $n HOSTNAME)" ]; then
      echo "EDGE${n}_NODE_HOSTNAME is empty. Enter a variable."
      result=2
      break
    elif [ -z "$(lab_edge $n PUBLIC_IP)" ]; then
      echo "EDGE${n}_NODE_PUBLIC_IP is empty. Enter a variable."
      result=2
      break
    elif ! lab_is_address "$(lab_edge $n PUBLIC_IP)"; then
      echo "EDGE${n}_NODE_PUBLIC_IP is not a value in IP format. Enter a IP format variable."
      result=2
      break
    fi
  done
fi

# outside `source` this complains and goes on, as the original does
if [ "$result" == 2 ]; then
  return $result
fi

lab_host() { printf '    %s:\n      ansible_host: %s\n      ip: %s\n      access_ip: %s\n' "$1" "$2" "$2" "$2"; }
{
  printf 'all:\n  hosts:\n'
  lab_host "$MASTER1_NODE_HOSTNAME" "$MASTER1_NODE_PRIVATE_IP"
  for ((n = 1; n <= EDGE_HOSTS; n++)); do
    lab_host "$(lab_edge $n HOSTNAME)" "$(lab_edge $n PUBLIC_IP)"
  done
  printf '  children:\n    cloudcore_node:\n      hosts:\n        %s:\n' "$MASTER1_NODE_HOSTNAME"
  printf '    edge_node:\n      hosts:\n'
  for ((n = 1; n <= EDGE_HOSTS; n++)); do
    printf '        %s:\n' "$(lab_edge $n HOSTNAME)"
  done
} > inventory/mycluster/edge-hosts.yaml

{
  echo "cloudcore1_node_hostname: $CLOUDCORE1_NODE_HOSTNAME"
  echo "cloudcore2_node_hostname: $CLOUDCORE2_NODE_HOSTNAME"
  echo "cloudcore_private_vip: $CLOUDCORE_PRIVATE_VIP"
} > roles/cp/edge/keadm_init/defaults/main.yml
echo "cloudcore_vip: $CLOUDCORE_VIP" > roles/cp/edge/keadm_join/defaults/main.yml

sed -i "s/{MASTER_NODE_HOSTNAME}/$MASTER1_NODE_HOSTNAME/g" ../edge/edgemesh/agent/04-configmap.yaml
sed -i "s/{MASTER_NODE_PUBLIC_IP}/$MASTER1_NODE_PUBLIC_IP/g" ../edge/edgemesh/agent/04-configmap.yaml
sed -i "s/{CLOUDCORE_VIP}/$CLOUDCORE_VIP/g" ../edge/ha-cloudcore/02-ha-configmap.yaml
sed -i "s/{CLOUDCORE_PRIVATE_VIP}/$CLOUDCORE_PRIVATE_VIP/g" ../edge/ha-cloudcore/03-ha-deployment.yaml

ansible-playbook -i inventory/mycluster/edge-hosts.yaml  --become --become-user=root playbooks/edge.yml
