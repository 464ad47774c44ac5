#!/bin/sh
# script: fix-file
#
# Looks at one file, gives it a new content, or gives it its old content back.
#
# arguments: show PATH
#            head FOLDER PATH              the content in git, of a file below a checkout
#            put PATH SHA256 MODE CHECK    CHECK: none, or sudoers (visudo has to accept it); SHA256 or absent: what is there
#            back PATH SHA256 BACKUP       SHA256: what the repair left there; BACKUP: its copy, or none: there was no file
# values:    DATA, the new content in base64

set -u
umask 077
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PATH

refuse() {
    printf 'facts.refused=%s\nfacts.end=yes\n' "$1"
    exit "$2"
}

path_word() {
    case $1 in
        /*[!A-Za-z0-9/._@+-]*|*/../*|*/..|*//*|*/) return 1 ;;
        /?*) [ "${#1}" -le 400 ] ;;
        *) return 1 ;;
    esac
}

digest_word() {
    case $1 in
        absent) ;;
        *[!0-9a-f]*) return 1 ;;
        *) [ "${#1}" = 64 ] ;;
    esac
}

mode_word() {
    case $1 in
        0[0-7][0-7][0-7]) ;;
        *) return 1 ;;
    esac
}

digest() {
    if [ -f "$1" ]; then
        sum=$(sha256sum <"$1") || return 1
        printf '%s\n' "${sum%% *}"
    elif [ -e "$1" ]; then
        return 1
    else
        echo absent
    fi
}

# A link stays a link: its target gets the new content.
target() {
    if [ -L "$1" ]; then readlink -f "$1"; else printf '%s\n' "$1"; fi
}

say_content() {
    printf '%s=' "$1"
    base64 | tr -d '\n'
    echo
}

show() {
    sum=$(digest "$1") || refuse unreadable 66
    printf 'file.digest=%s\n' "$sum"
    [ "$sum" = absent ] || {
        size=$(wc -c <"$1")
        [ "$size" -le 262144 ] || refuse too-large 66
        printf 'file.mode=0%s\n' "$(stat -c %a "$1")"
        say_content file.content <"$1"
    }
}

head_of() {
    git -c core.fsmonitor=false -C "$1" cat-file -e "HEAD:$2" 2>/dev/null || refuse not-in-git 66
    git -c core.fsmonitor=false -C "$1" show "HEAD:$2" 2>/dev/null | say_content file.content
}

# Beside the file, under a name that was free; FAT knows neither links nor owners, so the content is what counts.
keep() {
    tries=0
    while [ "$tries" -lt 5 ]; do
        copy=$1.$(date -u +%Y%m%dT%H%M%SZ).bak
        if (set -C && : >"$copy") 2>/dev/null; then
            cp -p "$1" "$copy" 2>/dev/null || cat "$1" >"$copy" || return 1
            [ "$(digest "$copy")" = "$2" ] || return 1
            printf 'fix.backup=%s\n' "$copy"
            return 0
        fi
        tries=$((tries + 1))
        sleep 1
    done
    return 1
}

# Owner and mode of the old file, where the file system has such things.
like_old() {
    [ ! -e "$1" ] || cp -p "$1" "$2" 2>/dev/null || true
}

accepted() {
    case $1 in
        none) ;;
        sudoers)
            command -v visudo >/dev/null 2>&1 || refuse no-visudo 69
            visudo -cqf "$2" >/dev/null 2>&1 || refuse sudoers 65
            ;;
    esac
}

# put PATH SHA256 MODE CHECK
put() {
    path=$(target "$1")
    folder=${path%/*}
    [ -d "${folder:-/}" ] || mkdir -p "$folder" || refuse unwritable 73
    new=$path.kpaas-$$
    trap 'rm -f "$new"' EXIT
    trap 'exit 143' HUP INT TERM
    now=$(digest "$path") || refuse unreadable 66
    [ "$now" = "$2" ] || refuse changed 75
    rm -f "$new"
    (set -C && : >"$new") 2>/dev/null || refuse unwritable 73
    like_old "$path" "$new"
    printf '%s' "$DATA" | base64 -d >"$new" || refuse unwritable 73
    if [ "$now" = absent ]; then chmod "$3" "$new"; fi
    accepted "$4" "$new"
    after=$(digest "$new")
    if [ "$now" = absent ]; then
        echo fix.backup=none
    else
        keep "$path" "$now" || refuse no-backup 73
    fi
    sync
    mv -f "$new" "$path" || refuse unwritable 73
    sync
    [ "$(digest "$path")" = "$after" ] || refuse not-written 74
    printf 'fix.digest=%s\n' "$after"
}

# back PATH SHA256 BACKUP; a second time it finds nothing to do.
back() {
    path=$(target "$1")
    now=$(digest "$path") || refuse unreadable 66
    before=absent
    if [ "$3" != none ]; then
        [ -f "$3" ] || refuse no-backup 66
        before=$(digest "$3")
    fi
    if [ "$now" = "$before" ]; then
        echo fix.undone=before
        return 0
    fi
    [ "$now" = "$2" ] || refuse changed 75
    if [ "$3" = none ]; then
        rm -f "$path" || refuse unwritable 73
    else
        new=$path.kpaas-$$
        trap 'rm -f "$new"' EXIT
        trap 'exit 143' HUP INT TERM
        rm -f "$new"
        (set -C && : >"$new") 2>/dev/null || refuse unwritable 73
        like_old "$path" "$new"
        cat "$3" >"$new" || refuse unwritable 73
        sync
        mv -f "$new" "$path" || refuse unwritable 73
    fi
    sync
    [ "$(digest "$path")" = "$before" ] || refuse not-written 74
    echo fix.undone=yes
}

main() {
    verb=${1:-}
    [ "$#" -ge 2 ] || refuse arguments 64
    shift
    path_word "$1" || refuse path 64
    case $verb:$# in
        show:1) show "$1" ;;
        head:2)
            path_word "/$2" || refuse path 64
            head_of "$1" "$2"
            ;;
        put:4)
            if ! digest_word "$2" || ! mode_word "$3"; then refuse arguments 64; fi
            case $4 in none|sudoers) ;; *) refuse arguments 64 ;; esac
            case ${DATA:-=} in *[!A-Za-z0-9+/=]*) refuse data 64 ;; esac
            DATA=${DATA:-}
            put "$@"
            ;;
        back:3)
            digest_word "$2" || refuse arguments 64
            [ "$3" = none ] || path_word "$3" || refuse path 64
            back "$@"
            ;;
        *) refuse arguments 64 ;;
    esac
    echo facts.end=yes
    exit 0
}

main "$@"
