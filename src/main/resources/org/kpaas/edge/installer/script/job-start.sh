#!/bin/sh
# script: job-start
#
# Starts a deployment as a job of its own, which nobody's connection can end (T32): own session, input from nowhere,
# output in a file, exit status in a file. Only one at a time: a second job, or a playbook that somebody else runs,
# is a reason to refuse (T103).
#
# arguments: plan id, the line for the login shell, the guard (lines "host NAME ADDRESS", "member GROUP HOST",
#            "fresh PATH", "holds PATH TEXT", "lacks PATH TEXT", "key ADDRESS TYPE BASE64"; may be empty), release id, host names of the edges
# variables: EVENTS, the text of the callback plugin that tells of Ansible's progress; GATE, the script that it asks before
#            the first join; PROGRAM, a script of ours that the line runs; each may be missing
# files:     ~/.kpaas-edge-installer/jobs/<plan id>/{log,pid,birth,plan,guard,shell,program,exit},
#            known_hosts and facts/ of Ansible, callback/ and its events, for the owner's eyes only

set -u

# Start of a process in clock ticks since boot; nothing when it has ended.
ticks() {
    { read -r ticks_stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields after the name
    set -- ${ticks_stat##*) }
    case $1 in
    Z | X) ;;
    *) echo "${20}" ;;
    esac
}

boot() {
    cat /proc/sys/kernel/random/boot_id
}

# Whether the process that a birth file tells of is still the same one.
lives() {
    [ -s "$1/birth" ] || return 1
    read -r lives_pid lives_ticks lives_boot _ <"$1/birth"
    [ "$lives_boot" = "$(boot)" ] && [ "$lives_ticks" = "$(ticks "$lives_pid")" ]
}

# When a process began, in seconds since 1970.
since() {
    btime=$(awk '$1 == "btime" { print $2 }' /proc/stat)
    born=$(ticks "$1")
    echo "$((btime + ${born:-0} / $(getconf CLK_TCK 2>/dev/null || echo 100)))"
}

say() {
    printf '%s=%s\n' "$1" "$2"
}

leave() {
    [ -z "${mutex:-}" ] || rm -rf "$mutex"
    say facts.end yes
    exit 0
}

# One start at a time. A lock whose owner has died is taken over.
lock() {
    tries=0
    until mkdir "$jobs/lock" 2>/dev/null; do
        tries=$((tries + 1))
        if [ -s "$jobs/lock/birth" ]; then
            lives "$jobs/lock" || rm -rf "$jobs/lock"
        elif [ "$tries" -gt 30 ]; then
            rm -rf "$jobs/lock"
        fi
        if [ "$tries" -gt 100 ]; then
            say job.refused busy
            leave
        fi
        sleep 0.1 2>/dev/null || sleep 1
    done
    mutex=$jobs/lock
    echo "$$ $(ticks $$) $(boot)" >"$mutex/birth"
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

refuse_second() {
    for other in "$jobs"/*/; do
        other=${other%/}
        if [ -s "$other/pid" ] && [ ! -s "$other/exit" ] && lives "$other"; then
            read -r pid _ _ epoch who <"$other/birth"
            say job.refused running
            say job.plan "${other##*/}"
            say job.pid "$pid"
            say job.who "$who"
            say job.since "$epoch"
            leave
        fi
    done
    pid=$(playbooks | head -n 1)
    if [ -n "$pid" ]; then
        say job.refused running
        say job.pid "$pid"
        say job.who "$(stat -c %U "/proc/$pid" 2>/dev/null)"
        say job.since "$(since "$pid")"
        leave
    fi
}

# What the job's own shell does. It outlives a TERM of its group, so that the exit status is always written, and the join
# token does not stay in the home folder, where the platform's script leaves it for everybody to read (T54).
# shellcheck disable=SC2016 # expanded there, not here
job='
folder=$1; mask=$2; line=$3
trap : TERM HUP INT
born=$(sed "s/^.*) //" "/proc/$$/stat" | cut -d " " -f 20)
who=$(id -un)
[ -z "${SSH_CONNECTION:-}" ] || who="$who@${SSH_CONNECTION%% *}"
echo "$$ $born $(cat /proc/sys/kernel/random/boot_id) $(date +%s) $who" >"$folder/birth"
echo "$$" >"$folder/pid.new"
mv "$folder/pid.new" "$folder/pid"
cd || exit 1
(umask "$mask"; exec env PYTHONUNBUFFERED=1 KPAAS_EDGE_JOB="${folder##*/}" bash -lc ". \"\$0/shell\"" "$folder" "$line")
status=$?
rm -f keadm_token
free=$(df -Pk "$folder" 2>/dev/null | awk "END { print \$4 }")
printf "%-12s\n%-12s\n" "$status" "$free" 1<>"$folder/exit.new" && mv "$folder/exit.new" "$folder/exit"
'

# What the login shell reads: $0 is the job's folder, $1 the line. The script of the platform is sourced into it, so that
# its call of ansible-playbook comes here first.
login_shell() {
    cat <<'SHELL'
kpaas_edge_job=$0
kpaas_edge_line=$1
shift

# A release may have put Ansible into a virtual environment that nothing activates for this script (T102).
if ! command -v ansible-playbook >/dev/null 2>&1 && [ -f ~/kpaas-venv/bin/activate ]; then
    . ~/kpaas-venv/bin/activate
fi

# The addresses and the groups of an inventory, in the words of the guard.
kpaas_edge_inventory() {
    awk '
        /^[ \t]*(#|$)/ { next }
        {
            gsub(/["\047\r]/, "")
            indent = match($0, /[^ ]/) - 1
            key = $1
            sub(/:$/, "", key)
            while (depth > 0 && at[depth] >= indent) depth--
            parent = depth > 0 ? name[depth] : ""
            group = depth > 1 ? name[depth - 1] : ""
            depth++
            at[depth] = indent
            name[depth] = key
            if (key == "ansible_host") print "host " parent " " $2
            if (parent == "hosts" && group != "all") print "member " group " " key
        }' "$1" 2>/dev/null
}

# Says what is not as planned; 1 when something is.
kpaas_edge_guard() {
    local found wanted groups kind path text status=0
    found=$(kpaas_edge_inventory "$1")
    wanted=$(grep -E '^(host|member) ' "$kpaas_edge_job/guard")
    groups=$(printf '%s\n' "$wanted" | sed -n 's/^member \([^ ]*\) .*/\1/p')
    while read -r kind path text; do
        [ -n "$kind" ] || continue
        if ! printf '%s\n' "$found" | grep -qxF -- "$kind $path $text"; then
            echo "kpaas-edge-guard: the inventory lacks the $kind $path $text"
            status=1
        fi
    done <<<"$wanted"
    while read -r kind path text; do
        case $kind in
            host) ;;
            member) printf '%s\n' "$groups" | grep -qxF -- "$path" || continue ;;
            *) continue ;;
        esac
        if ! printf '%s\n' "$wanted" | grep -qxF -- "$kind $path $text"; then
            echo "kpaas-edge-guard: the inventory has the $kind $path $text, which is not planned"
            status=1
        fi
    done <<<"$found"
    while read -r kind path text; do
        case $kind in
            fresh)
                [ ~/cp-deployment/"$path" -nt "$kpaas_edge_job/guard" ] && continue
                echo "kpaas-edge-guard: $path was not written by this run"
                ;;
            holds)
                [ -n "$text" ] && grep -qsF -- "$text" ~/cp-deployment/"$path" && continue
                echo "kpaas-edge-guard: $path does not hold ${text:-its value}"
                ;;
            lacks)
                grep -qsF -- "$text" ~/cp-deployment/"$path" || continue
                echo "kpaas-edge-guard: $path still holds $text"
                ;;
            *) continue ;;
        esac
        status=1
    done <"$kpaas_edge_job/guard"
    return "$status"
}

# Ansible trusts the keys that were seen from the laptop and no others (T25); the rest of the arguments is what the
# platform's ansible.cfg has. Facts of other runs and other boards stay out of this one (T26).
kpaas_edge_settings() {
    export ANSIBLE_CACHE_PLUGIN_CONNECTION=$kpaas_edge_job/facts
    sed -n 's/^key //p' "$kpaas_edge_job/guard" >"$kpaas_edge_job/known_hosts"
    [ -s "$kpaas_edge_job/known_hosts" ] || return 0
    export ANSIBLE_HOST_KEY_CHECKING=True
    ANSIBLE_SSH_ARGS='-o ControlMaster=auto -o ControlPersist=30m -o ConnectionAttempts=100'
    ANSIBLE_SSH_ARGS+=" -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=/dev/null"
    export ANSIBLE_SSH_ARGS="$ANSIBLE_SSH_ARGS -o UserKnownHostsFile=$kpaas_edge_job/known_hosts"
}

# For this run Ansible also loads what tells of its progress. Where it looked before, it still looks.
if [ -d "$kpaas_edge_job/callback" ]; then
    kpaas_edge_plugins=${ANSIBLE_CALLBACK_PLUGINS:-$(
        sed -n '/^[[:space:]]*callback_plugins[[:space:]]*[=:]/ { s/^[^=:]*[=:][[:space:]]*//p; q; }' \
            ~/cp-deployment/standalone/ansible.cfg 2>/dev/null
    )}
    kpaas_edge_plugins=${kpaas_edge_plugins:-$HOME/.ansible/plugins/callback:/usr/share/ansible/plugins/callback}
    export ANSIBLE_CALLBACK_PLUGINS=$kpaas_edge_job/callback:$kpaas_edge_plugins
fi

if [ -s "$kpaas_edge_job/guard" ]; then
    kpaas_edge_settings
    ansible-playbook() {
        local argument previous='' inventory=''
        for argument in "$@"; do
            case $previous in -i|--inventory) inventory=$argument ;; esac
            previous=$argument
        done
        kpaas_edge_guard "$inventory" || return 78
        command ansible-playbook "$@"
    }
fi

eval "$kpaas_edge_line"
SHELL
}

# What looks at the cluster before the first join; the callback plugin asks it.
gate() {
    [ -n "${GATE:-}" ] || return 0
    printf '%s' "$GATE" >"$folder/gate" || exit 73
    unset GATE
}

# Nothing of it is installed: Ansible finds it through the environment of this job.
callback() {
    [ -n "${EVENTS:-}" ] || return 0
    mkdir -p "$folder/callback" && printf '%s' "$EVENTS" >"$folder/callback/kpaas_edge_events.py" || exit 73
    unset EVENTS
}

program() {
    [ -n "${PROGRAM:-}" ] || return 0
    printf '%s' "$PROGRAM" >"$folder/program" || exit 73
    unset PROGRAM
}

launch() {
    if command -v setsid >/dev/null 2>&1; then
        setsid sh -c "$job" job "$folder" "$mask" "$line" </dev/null >>"$folder/log" 2>&1 &
    else
        set -m
        nohup sh -c "$job" job "$folder" "$mask" "$line" </dev/null >>"$folder/log" 2>&1 &
        set +m
    fi
}

main() {
    plan=${1:-}
    case $plan in
    '' | *[!0-9A-Za-z_-]*)
        echo "not a plan id: $plan" >&2
        exit 64
        ;;
    esac
    line=${2:-cd ~/cp-deployment/standalone && source deploy-cp-edge.sh}
    trap '' HUP PIPE
    mask=$(umask)
    umask 077
    jobs=$HOME/.kpaas-edge-installer/jobs
    folder=$jobs/$plan
    mkdir -p "$jobs" || exit 73
    chmod 700 "$HOME/.kpaas-edge-installer" "$jobs"

    lock
    if [ -s "$folder/pid" ]; then
        say job.refused exists
        leave
    fi
    refuse_second
    mkdir -p "$folder" || exit 73
    callback
    gate
    program
    login_shell >"$folder/shell" && printf '%s' "${3:-}" >"$folder/guard" || exit 73
    {
        say line "$line"
        say release "${4:-}"
        if [ "$#" -gt 4 ]; then shift 4; else set --; fi
        say edges "$*"
    } >"$folder/plan"
    : >"$folder/log" || exit 73
    # room for the exit status, which has to find its place also on a disk that is full by then
    printf '%25s\n' '' >"$folder/exit.new" || exit 73
    launch
    tries=0
    until [ -s "$folder/pid" ] || [ "$tries" -gt 100 ]; do
        tries=$((tries + 1))
        sleep 0.05 2>/dev/null || sleep 1
    done
    if [ -s "$folder/pid" ]; then
        say job.started yes
        say job.pid "$(cat "$folder/pid")"
    else
        say job.started no
    fi
    leave
}

main "$@"
