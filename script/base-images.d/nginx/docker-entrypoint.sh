#!/bin/sh
# Before the server starts, runs the scripts in /docker-entrypoint.d and reads its *.envsh files.
set -e

case ${1:-} in
nginx | nginx-debug)
    for script in /docker-entrypoint.d/*; do
        [ -x "$script" ] || continue
        case $script in
        *.envsh)
            # shellcheck disable=SC1090
            . "$script"
            ;;
        *.sh)
            [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: running $script"
            "$script"
            ;;
        esac
    done
    ;;
esac
exec "$@"
