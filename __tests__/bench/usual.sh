#!/usr/bin/env bash
# What workflows do: one image after the other, a loop of sleep and curl, and a second build that pushes.
#   usual.sh PROJECT CHECKS SERVICES [--no-cache]
set -euo pipefail
project=$1 checks=$2 services=$3 no_cache=${4:-}
compose=(docker compose -p "$project" -f compose.yaml -f bench.yaml)
down() { "${compose[@]}" down --volumes >/dev/null 2>&1; }
trap down EXIT

for service in $services; do
  # shellcheck disable=SC2086 # nothing, or one word
  "${compose[@]}" build --quiet $no_cache "$service"
done
"${compose[@]}" up --detach --no-build --quiet-pull >/dev/null 2>&1
while read -r service port path; do
  [ -n "$service" ] || continue
  for _ in $(seq 60); do
    if address=$("${compose[@]}" port "$service" "$port" 2>/dev/null) && curl -fsS -o /dev/null "http://localhost:${address##*:}$path" 2>/dev/null; then continue 2; fi
    sleep 2
  done
  exit 1
done <<<"$checks"
for service in $services; do
  "${compose[@]}" build --quiet --push "$service"
done
date +%s.%N # when all was pushed
