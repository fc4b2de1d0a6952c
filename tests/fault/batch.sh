#!/bin/sh
# Batches that are killed and go on, and two at once in one folder.
#   batch.sh resume|race FOLDER-OF-PROGRAMS
set -u
what=$1
PATH=$(realpath "$2"):$PATH
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
runs=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

mkdir in
for seed in 1 2 3; do
    emg-simulate -q --seed $seed --duration 2 -o in/r$seed.edf || exit 1
done
rm -f in/*.json in/*.tsv

# go ON [OPTION ...]: the batch into out
go() {
    emg-rectify -q -j "$@" --to csv --output-dir out in/*.edf
}

# What a kill at each of these calls leaves is completed by the next run.
killed_at() {
    call=$1
    when=0
    most=$(strace -qq -f -o calls -e trace="$call" emg-rectify -q -j 1 \
        --to csv --output-dir count in/*.edf && grep -c . calls)
    rm -rf count
    while [ $((when += 1)) -le "$most" ]; do
        rm -rf out
        strace -qq -f -o /dev/null -e trace="$call" \
            -e inject="$call":signal=SIGKILL:when=$when \
            emg-rectify -q -j 1 --to csv --output-dir out in/*.edf 2>/dev/null
        runs=$((runs + 1))
        go 1 --resume || fail "killed at $call $when: status $?"
        diff -r out whole >/dev/null ||
            fail "killed at $call $when: $(diff -rq out whole | head -n 1)"
    done
}

resume() {
    command -v strace >/dev/null || { echo "strace is not installed"; exit 77; }
    strace -qq -o /dev/null true 2>/dev/null ||
        { echo "strace may not trace here"; exit 77; }
    go 1 && mv out whole
    for call in mkdir pwrite64 fsync linkat unlink flock write; do
        killed_at $call
    done
}

# Whoever comes last, each output is one run's with that run's sidecar.
race() {
    while [ $runs -lt 60 ]; do
        runs=$((runs + 1))
        go 2 -f &
        go 2 -f --wave half &
        wait
        emg-verify --inputs in out >said || fail "round $runs: $(cat said)"
        [ "$(find out -type f | wc -l)" -eq 6 ] ||
            fail "round $runs leaves $(ls -A out)"
    done
}

$what
echo "$runs disturbed runs, $failures failed"
[ $failures -eq 0 ]
