#!/bin/sh
# Writes /etc/nginx/conf.d/<name> from /etc/nginx/templates/<name>.template. Only variables of the
# environment are replaced: $host and the like are nginx's own.
set -e

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
filter=${NGINX_ENVSUBST_FILTER:-}

[ -d "$templates" ] || exit 0
variables=$(awk -v filter="$filter" 'BEGIN { for (name in ENVIRON) if (name ~ filter) printf "${%s} ", name }')
find "$templates" -follow -type f -name "*$suffix" | while read -r template; do
    name=${template#"$templates"/}
    target=$output/${name%"$suffix"}
    mkdir -p "${target%/*}"
    envsubst "$variables" <"$template" >"$target"
done
