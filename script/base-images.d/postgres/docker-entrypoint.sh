#!/bin/bash
# Fills an empty $PGDATA on the first start, as the environment says, then becomes the server.
set -Eeuo pipefail

say() { printf 'entrypoint: %s\n' "$*"; }
fail() { printf 'entrypoint: %s\n' "$@" >&2; exit 1; }

# NAME_FILE may hold the path of a file with the value of NAME.
from_file() { # name, default
    local name=$1 file=$1_FILE
    if [ -n "${!file:-}" ]; then
        [ -z "${!name:-}" ] || fail "$name and $file are both set; give one of them."
        printf -v "$name" %s "$(<"${!file}")"
    else
        printf -v "$name" %s "${!name:-${2:-}}"
    fi
    export "${name?}"
    unset "$file"
}

asks_for_help() {
    local argument
    for argument; do
        case $argument in -\? | --help | -V | --version | --describe-config) return 0 ;; esac
    done
    return 1
}

prepare_folders() {
    mkdir -p "$PGDATA" /var/run/postgresql
    chmod 700 "$PGDATA" || true
    chmod 3775 /var/run/postgresql || true
    if [ -n "${POSTGRES_INITDB_WALDIR:-}" ]; then
        mkdir -p "$POSTGRES_INITDB_WALDIR"
        [ "$(id -u)" != 0 ] || find "$POSTGRES_INITDB_WALDIR" ! -user postgres -exec chown postgres {} +
        chmod 700 "$POSTGRES_INITDB_WALDIR"
    fi
    if [ "$(id -u)" = 0 ]; then find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres {} +; fi
}

read_environment() {
    from_file POSTGRES_PASSWORD
    from_file POSTGRES_USER postgres
    from_file POSTGRES_DB "$POSTGRES_USER"
    from_file POSTGRES_INITDB_ARGS
    : "${POSTGRES_HOST_AUTH_METHOD:=}"
    if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
        fail 'the database is not initialized and no superuser password is specified.' \
            'Set POSTGRES_PASSWORD to a non-empty value (docker run -e POSTGRES_PASSWORD=...),' \
            'or, to let everyone in without one, POSTGRES_HOST_AUTH_METHOD=trust.'
    fi
}

create_cluster() { # the server's arguments
    local arguments=()
    eval "arguments=($POSTGRES_INITDB_ARGS)" # as documented: several arguments, quoted as in a shell
    [ -z "${POSTGRES_INITDB_WALDIR:-}" ] || arguments+=(--waldir "$POSTGRES_INITDB_WALDIR")
    # Nobody can lose what nobody has stored yet: the sync of the first files is left to the server.
    initdb --no-sync --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${arguments[@]}"
    {
        echo
        [ "$POSTGRES_HOST_AUTH_METHOD" != trust ] || echo '# trust lets everyone in; see the documentation of pg_hba.conf'
        echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption "$@")}"
    } >>"$PGDATA/pg_hba.conf"
}

sql() { # arguments of psql
    PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password "$@"
}

run_script() {
    say "running $1"
    case $1 in
    *.sh)
        if [ -x "$1" ]; then "$1"; else
            # shellcheck disable=SC1090
            . "$1"
        fi
        ;;
    *.sql) sql --dbname "$POSTGRES_DB" --file "$1" ;;
    *.sql.gz) gunzip -c "$1" | sql --dbname "$POSTGRES_DB" ;;
    *.sql.xz) xz -dc "$1" | sql --dbname "$POSTGRES_DB" ;;
    *.sql.zst) zstd -dc "$1" | sql --dbname "$POSTGRES_DB" ;;
    *) say "ignored $1" ;;
    esac
}

# The server of the first start listens on the socket only: whoever connects over TCP gets in when
# all scripts have run, and not before.
first_start() { # the server's arguments
    local file
    export PGPASSWORD=${PGPASSWORD-$POSTGRES_PASSWORD}
    NOTIFY_SOCKET='' pg_ctl -D "$PGDATA" -w start -o "$(printf '%q ' "$@" -c listen_addresses='' -p "${PGPORT:-5432}")"
    if [ "$POSTGRES_DB" != postgres ]; then
        sql --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
    fi
    for file in /docker-entrypoint-initdb.d/*; do
        [ ! -e "$file" ] || run_script "$file"
    done
    pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
    say 'the database is initialized; starting the server'
}

case ${1:-} in -*) set -- postgres "$@" ;; esac
if [ "${1:-}" = postgres ] && ! asks_for_help "$@"; then
    prepare_folders
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/var/lib/postgresql "$0" "$@"
    fi
    if [ -s "$PGDATA/PG_VERSION" ]; then
        say "$PGDATA holds a database already; nothing to initialize"
    else
        read_environment
        create_cluster "${@:2}"
        first_start "${@:2}"
    fi
fi
exec "$@"
