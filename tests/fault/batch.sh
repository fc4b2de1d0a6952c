#!/bin/sh
# Batches that are killed and go on, that find what changed, and two at once in
# one folder.
#   batch.sh resume|every|random|redo|race|verify FOLDER-OF-PROGRAMS [RUNS]
# RUNS: rounds of a race, moments of kills, places of bytes that change (60)
set -u
what=$1
PATH=$(realpath "$2"):$PATH
here=$(dirname "$(realpath "$0")")
most_runs=${3:-60}
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

# record N SECONDS: recordings in/r1.edf, in/r2.edf ... that all differ
record() {
    mkdir in
    seed=0
    while [ $((seed += 1)) -le "$1" ]; do
        emg-simulate -q --seed $seed --duration "$2" -o in/r$seed.edf || exit 1
    done
    rm -f in/*.json in/*.tsv
}

# go ON [OPTION ...]: the batch into out
go() {
    emg-rectify -q -j "$@" --to csv --output-dir out in/*.edf
}

# go_on NAME: what was disturbed is completed, and nothing else is left
go_on() {
    runs=$((runs + 1))
    go 2 --resume || fail "$1: status $?"
    diff -r out whole >differs || fail "$1: $(head -n 1 differs)"
}

# ---- killed ----------------------------------------------------------

# What a kill at each of these calls leaves is completed by the next run.
killed_at() {
    call=$1
    when=0
    most=$(grep -cE "^[0-9]+ +$call\(" calls)
    while [ $((when += 1)) -le "$most" ]; do
        rm -rf out
        strace -qq -f -o /dev/null -e trace="$call" \
            -e inject="$call":signal=SIGKILL:when=$when \
            emg-rectify -q -j 1 --to csv --output-dir out in/*.edf 2>/dev/null
        go_on "killed at $call $when"
    done
}

count_calls() {
    command -v strace >/dev/null || { echo "strace is not installed"; exit 77; }
    strace -qq -o /dev/null true 2>/dev/null ||
        { echo "strace may not trace here"; exit 77; }
    record 3 2
    go 1 && mv out whole
    strace -qq -f -o calls emg-rectify -q -j 1 --to csv --output-dir out \
        in/*.edf || exit 1
}

resume() {
    count_calls
    for call in mkdir pwrite64 fsync linkat unlink flock write; do
        killed_at $call
    done
}

# Any call, from the first of the loader to the last.
every() {
    count_calls
    for call in $(sed -nE 's/^[0-9]+ +([a-z0-9_]+)\(.*/\1/p' calls | sort -u)
    do
        killed_at "$call"
    done
    total=$(grep -cE '^[0-9]+ +[a-z0-9_]+\(' calls)
    [ "$runs" -eq "$total" ] || fail "$runs kills at $total calls"
}

# Moments all over the time that a batch takes.
random() {
    record 60 1
    begun=$(date +%s%N)
    go 2 && mv out whole
    took=$(($(date +%s%N) - begun))
    within=0
    for moment in $(awk -v n="$most_runs" -v took=$took \
        'BEGIN { srand(1); for (; n > 0; n--) print rand() * took / 1e9 }'); do
        rm -rf out
        timeout -s KILL "$moment" \
            emg-rectify -q -j 2 --to csv --output-dir out in/*.edf
        [ -e out ] && [ "$(find out -name '*.csv' | wc -l)" -lt 60 ] &&
            within=$((within + 1))
        go_on "killed after $moment s"
    done 2>/dev/null
    echo "$within killed while they wrote"
    [ $((2 * within)) -gt "$most_runs" ] || fail "few were killed at work"
}

# ---- changed -----------------------------------------------------------

# done_again NAME FILE: what --resume says it did is this one and no other
done_again() {
    emg-rectify -j 2 -v --resume --to csv --output-dir out in/*.edf 2>said
    sed -n 's/^emg-rectify: \(.*\)\.edf: done$/\1/p' said >again
    runs=$((runs + 1))
    [ "$(cat again)" = "$2" ] || fail "$1: done again: $(tr '\n' ' ' <again)"
}

# flip FILE AT: another byte there
flip() {
    was=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059 # the format is the byte
    printf "\\$(printf %03o $((was ^ 1)))" |
        dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

redo() {
    record 20 1
    go 2 && cp -r out whole
    for n in $(seq 20); do
        truncate -s -1 out/r$n.csv
        done_again "cut output" r$n
        rm out/r$n.csv
        done_again "deleted output" r$n
        rm out/r$n.csv.prov.json
        done_again "deleted sidecar" r$n
        flip out/r$n.csv $((n * 7))
        done_again "changed output" r$n
        flip out/r$n.csv.prov.json $((n * 11))
        done_again "changed sidecar" r$n
    done
    diff -r out whole >differs || fail "$(head -n 1 differs)"
    for n in $(seq 20); do
        at=$(($(stat -c %s in/r$n.edf) - n))
        flip in/r$n.edf $at
        done_again "changed input" r$n
        flip in/r$n.edf $at
        done_again "input as it was" r$n
    done
    diff -r out whole >differs || fail "$(head -n 1 differs)"
    done_again "nothing" ""
    emg-rectify -j 2 -v --wave half --resume --to csv --output-dir out \
        in/*.edf 2>said
    [ "$(grep -c ': done$' said)" -eq 20 ] || fail "changed parameter"
    cd out && for n in $(seq 20); do flip r$n.csv 99; done && cd .. &&
        go_on "all changed at once and made as before"
}

# Bytes of outputs and of sidecars, each in turn.
verify() {
    record 40 0.05
    go 2 || exit 1
    emg-convert -q --output-dir out in/r1.edf in/r2.edf in/r3.edf
    emg-info -q --stats --output-dir out in/r*.edf
    for ending in "" .prov.json; do
        python3 "$here/flips.py" "$ending" "$most_runs" >said ||
            fail "$(grep FAILED said)"
        tail -n 1 said
        runs=$((runs + $(sed -n '$s/ .*//p' said)))
    done
}

# ---- two at once -------------------------------------------------------

# Whoever comes last, each output is one run's with that run's sidecar.
race() {
    record 3 2
    go 2 && mv out whole
    while [ $runs -lt "$most_runs" ]; do
        runs=$((runs + 1))
        go 2 -f &
        go 2 -f --wave half &
        wait
        emg-verify --inputs in out >said || fail "round $runs: $(cat said)"
        [ "$(find out -type f | wc -l)" -eq 6 ] ||
            fail "round $runs leaves $(ls -A out)"
        go 1 --resume &
        go 1 --resume &
        wait
        diff -r out whole >differs ||
            fail "round $runs, both go on: $(head -n 1 differs)"
    done
}

$what
echo "$runs disturbed runs, $failures failed"
[ $failures -eq 0 ]
