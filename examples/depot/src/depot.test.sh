. /src/depot.sh

same() { [ "$1" = "$2" ] || { echo "expected '$2', got '$1'" >&2; exit 1; }; }

same "$(field to '{"from": "North", "to": "South"}')" South
same "$(field via '{"from": "North"}')" ''
is_name rtk-base || exit 1
! is_name '../etc' || exit 1
same "$(reply 201 '{}' | tr -d '\r' | head -n 1)" 'Status: 201'
