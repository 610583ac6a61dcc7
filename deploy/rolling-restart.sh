#!/bin/sh
# Restarts the nodes of compose.yaml one after another, so that nobody notices: deploy/rolling-restart.sh [app1 app2]
# With a new image: docker compose -f deploy/compose.yaml build, and then this.
set -eu
cd "$(dirname "$0")"
nodes=${NODES:-nginx/nodes.conf}
# By then no worker of nginx begins anything with the settings of before.
settle=${SETTLE_SECONDS:-2}

# Marks the node in nginx/nodes.conf ("down" or nothing) and lets nginx take that over; open connections stay.
route() {
  marked=$(sed "/# $1\$/{s/ down;/;/;s/;/$2;/;}" "$nodes")
  grep -q "# $1\$" "$nodes" || { echo "no node '$1' in $nodes" >&2; exit 1; }
  echo "$marked" > "$nodes"
  docker compose exec -T nginx nginx -e stderr -p /run/tingting -c /etc/tingting/nginx.conf -s reload
}

for node in ${*:-app1 app2}; do
  echo "$node: nothing new goes there"
  route "$node" ' down'
  sleep "$settle"
  echo "$node: stops, and starts anew"
  # Ends with an error when it does not become ready; it stays marked then, and the others go on as they are.
  docker compose up -d --no-deps --force-recreate --wait "$node"
  route "$node" ''
done
