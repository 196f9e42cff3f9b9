#!/bin/sh
# Options and *.conf files are meant for redis-server, which must not run as root.
set -e

case ${1:-} in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "${1:-}" = redis-server ]; then
    if [ "$(id -u)" = 0 ]; then
        find . ! -user redis -exec chown redis {} +
        exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
    fi
    [ "$(umask)" != 0022 ] || umask 0077
    # Inside a container's network everyone is a remote client; a configuration may say otherwise.
    shift
    case ${1:-} in
    '' | -*) set -- --protected-mode no "$@" ;;
    *)
        if ! grep -qs '^[[:space:]]*protected-mode' "$1"; then
            config=$1
            shift
            set -- "$config" --protected-mode no "$@"
        fi
        ;;
    esac
    set -- redis-server "$@"
fi
exec "$@"
