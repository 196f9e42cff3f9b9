#!/usr/bin/env bash
# What an expert writes by hand: one solve, one wait, checks and pushes side by side.
#   floor.sh PROJECT CHECKS IMAGES [--no-cache]
# in the folder of the stack, whose images bench.yaml names. CHECKS: lines of "service port path".
set -euo pipefail
project=$1 checks=$2 images=$3 no_cache=${4:-}
compose=(docker compose -p "$project" -f compose.yaml -f bench.yaml)
down() { "${compose[@]}" down --volumes --timeout 0 >/dev/null 2>&1; }
trap down EXIT

services=$(for image in $images; do image=${image##*/} && echo "${image%:*}"; done)
# shellcheck disable=SC2086 # words
docker buildx bake --file compose.yaml --file bench.yaml --allow 'fs=*' --progress quiet --provenance=false --load $no_cache $services
"${compose[@]}" up --detach --no-build --quiet-pull --wait >/dev/null 2>&1

ports=$("${compose[@]}" ps --format '{{.Service}} {{range .Publishers}}{{.TargetPort}}={{.PublishedPort}} {{end}}')
urls=()
while read -r service port path; do
  [ -n "$service" ] || continue
  published=$(awk -v s="$service" -v p="$port" '$1 == s { for (i = 2; i <= NF; i++) { split($i, at, "="); if (at[1] == p) { print at[2]; exit } } }' <<<"$ports")
  urls+=("http://localhost:$published$path")
done <<<"$checks"
[ ${#urls[@]} -eq 0 ] || printf '%s\n' "${urls[@]}" | xargs -P 16 -n 1 curl -fsS -o /dev/null --retry 5 --retry-all-errors --max-time 10

pushes=()
for image in $images; do
  docker push --quiet "$image" >/dev/null &
  pushes+=($!)
done
for push in "${pushes[@]}"; do wait "$push"; done
date +%s.%N # when all was pushed
