#!/bin/sh
# One night: a report of the logs, held against the history, and the night added to it.
#
#   night.sh LOGS SITES STORE
#
# LOGS   the folder that tonight's evaluation wrote
# SITES  a folder that gets a report a night, SITES/2026-01-31, and the trend in SITES/trend
# STORE  the history, one file; made on the first night
#
# Set beforehand, if at all: PASSCURVE, the program; NIGHT, the day (default: today in UTC);
# AGAINST, what tonight is held against (default: the last seven nights together, pool:7);
# GATE_OPTIONS, further options of the gate, as in "--fail-on undecided --nights 365".
#
# Leaves with passcurve's own exit code: 1 where the gate fails. The night is kept all the same.
set -eu

logs=$1
sites=$2
store=$3
passcurve=${PASSCURVE:-passcurve}
night=${NIGHT:-$(date -u +%Y-%m-%d)}

mkdir -p "$sites"
status=0
# shellcheck disable=SC2086
"$passcurve" build "$logs" -o "$sites/$night" --gate --against "${AGAINST:-pool:7}" \
  --store "$store" --night "$night" --link "../$night/index.html" ${GATE_OPTIONS:-} || status=$?
# What could not be read or written is no night.
[ "$status" -le 1 ] || exit "$status"
"$passcurve" history trend --store "$store" -o "$sites/trend" --quiet
exit "$status"
