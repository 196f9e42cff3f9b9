# What all services share. Read, not run.

reply() { # status, JSON
    printf 'Status: %s\r\nContent-Type: application/json\r\n\r\n%s\n' "$1" "$2"
    exit
}

body() { head -c "${CONTENT_LENGTH:-0}"; }

# The text under a key of a flat JSON object; nothing if it is not there.
field() { # key, JSON
    printf %s "$2" | tr '\n' ' ' | sed -n 's/.*"'"$1"'" *: *"\([^"\\]*\)".*/\1/p'
}

is_name() { case $1 in '' | *[!a-z0-9-]*) return 1 ;; esac; }

ask() { wget -q -O - "$1"; }
