#!/bin/bash

ansible-playbook -i inventory/mycluster/edge-hosts.yaml  --become --become-user=root playbooks/reset_edge.yml
