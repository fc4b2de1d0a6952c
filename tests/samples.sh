#!/bin/sh
# The recordings in samples/ are those that their commands make, byte by byte.
#   tests/samples.sh SOURCE PROGRAMS
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PROGRAMS=$2 "$1/samples/make" "$folder"
n=0
for made in "$folder"/*; do
    cmp "$made" "$1/samples/$(basename "$made")"
    n=$((n + 1))
done
[ "$n" -eq 17 ] || { echo "$n files were made, not 17"; exit 1; }
echo "$n files are the same"
