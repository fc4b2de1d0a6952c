#!/bin/sh
# Batches that are killed and go on, whose calls fail, that find what changed,
# and two at once in one folder.
#   batch.sh resume|every|random|fault|redo|race|verify FOLDER-OF-PROGRAMS \
#       [RUNS [WHAT]]
# RUNS: rounds of a race, moments of kills, places of bytes that change (60)
# WHAT: files (a tree of loose ones), participant or group (of a dataset)
set -u
what=$1
PATH=$(realpath "$2"):$PATH
here=$(dirname "$(realpath "$0")")
most_runs=${3:-60}
of=${4:-files}
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

# ---- what is worked on ------------------------------------------------

under= # what a batch is run under: strace with its options
case $of in
files)
    program=emg-rectify
    results=.csv
    other="--wave half"
    ;;
*)
    program=emg-bids
    results="_desc-cocontraction_events.tsv _desc-cocontraction_events.json"
    results="$results _desc-summary_emg.tsv _desc-summary_emg.json"
    results="$results _desc-envelope_emg.bdf _desc-envelope_emg.json"
    other="--min-duration 2s"
    ;;
esac

# stem N: how the outputs of recording N begin, below out
stem() {
    case $of in
    files) echo "r$1" ;;
    *) echo "sub-$1/emg/sub-$1_task-a" ;;
    esac
}

input() {
    case $of in
    files) echo "in/r$1.edf" ;;
    *) echo "in/sub-$1/emg/sub-$1_task-a_emg.edf" ;;
    esac
}

# record N SECONDS: recordings that all differ
record() {
    seed=0
    while [ $((seed += 1)) -le "$1" ]; do
        path=$(input $seed)
        mkdir -p "${path%/*}"
        emg-simulate -q --seed $seed --duration "$2" -o "$path" || exit 1
    done
    find in \( -name '*.json' -o -name '*.tsv' \) -delete
    if [ "$of" != files ]; then
        echo '{"Name": "A", "BIDSVersion": "1.11.1"}' >in/dataset_description.json
        echo '{"TaskName": "a"}' >in/task-a_emg.json
        printf 'name\ttype\tunits\nFCR\tEMG\tuV\nECR\tEMG\tuV\n' \
            >in/task-a_channels.tsv
    fi
    [ "$of" != group ] || emg-bids -q in made participant --link x || exit 1
}

# go ON [OPTION ...]: the batch into out
go() {
    on=$1
    shift
    case $of in
    files) $under emg-rectify -q -j "$on" "$@" --to csv --output-dir out in/*.edf ;;
    participant)
        $under emg-bids -q -j "$on" "$@" in out participant --link x \
            --with-envelope --output-rate 100
        ;;
    group) $under emg-bids -q -j "$on" "$@" in out group ;;
    esac
}

# fresh: nothing is done yet
fresh() {
    rm -rf out
    [ "$of" != group ] || cp -r made out
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
        fresh
        under="strace -qq -f -o /dev/null -e trace=$call"
        under="$under -e inject=$call:signal=SIGKILL:when=$when"
        go 1 2>/dev/null
        under=
        go_on "killed at $call $when"
    done
}

count_calls() {
    command -v strace >/dev/null || { echo "strace is not installed"; exit 77; }
    strace -qq -o /dev/null true 2>/dev/null ||
        { echo "strace may not trace here"; exit 77; }
    record "$1" 2
    fresh
    go 1 && mv out whole
    fresh
    under="strace -qq -f -o calls"
    go 1 || exit 1
    under=
}

resume() {
    count_calls 3
    for call in mkdir pwrite64 fsync linkat unlink flock write; do
        killed_at $call
    done
}

# Any call, from the first of the loader to the last.
every() {
    if [ "$of" = files ]; then count_calls 3; else count_calls 1; fi
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
        under="timeout -s KILL $moment"
        go 2
        under=
        [ -e out ] && [ "$(find out -name "*${results%% *}" | wc -l)" -lt 60 ] &&
            within=$((within + 1))
        go_on "killed after $moment s"
    done 2>/dev/null
    echo "$within killed while they wrote"
    [ $((2 * within)) -gt "$most_runs" ] || fail "few were killed at work"
}

# ---- calls that fail ---------------------------------------------------

# What has its name is whole, and with status 0 all of it is there.
judge() {
    find out -type f ! -name '.*' | while read -r file; do
        cmp -s "$file" "whole/${file#out/}" || echo "$file"
    done >differs
    [ ! -s differs ] || fail "$1: not whole: $(head -n 1 differs)"
    case $2 in
    0) diff -r out whole >differs || fail "$1: status 0: $(head -n 1 differs)" ;;
    16 | 65 | 66 | 71 | 73 | 74 | 75) ;;
    *) fail "$1: status $2" ;;
    esac
}

# fails CALL ERROR: at each of these calls behind the loader's
fails() {
    most=$(grep -cE "^[0-9]+ +$1\(" calls)
    when=$(sed '1d; /"\(in\|out\)[/"]/,$d' calls | grep -cE "^[0-9]+ +$1\(")
    while [ $((when += 1)) -le "$most" ]; do
        fresh
        under="strace -qq -f -o /dev/null -e trace=$1"
        under="$under -e inject=$1:error=$2:when=$when"
        go 1 2>said
        status=$?
        under=
        mkdir -p out
        judge "$2 at $1 $when" $status
        go_on "$2 at $1 $when"
    done
}

fault() {
    count_calls 1
    for call in openat read write pread64 pwrite64 close fsync linkat unlink \
        flock lseek mkdir access readlink newfstatat getdents64; do
        for error in EIO ENOSPC ENOMEM EACCES; do
            fails $call $error
        done
    done
    for call in openat read write pread64 pwrite64 fsync; do
        fails $call EINTR
    done
}

# ---- changed -----------------------------------------------------------

# done_again NAME N: what --resume says it did is this one and no other
done_again() {
    go 2 -v --resume 2>said
    sed -n "s/^$program: \(.*\)\.edf: done\$/\1/p" said >again
    runs=$((runs + 1))
    wanted=${2:+$(basename "$(input "$2")" .edf)}
    [ "$(cat again)" = "$wanted" ] ||
        fail "$1: done again: $(tr '\n' ' ' <again)"
}

# flip FILE AT: another byte there
flip() {
    was=$(od -An -tu1 -j "$2" -N 1 "$1")
    # shellcheck disable=SC2059 # the format is the byte
    printf "\\$(printf %03o $((was ^ 1)))" |
        dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

redo_results() {
    for result in $results; do
        file=out/$(stem "$1")$result
        truncate -s -1 "$file"
        done_again "cut $result" "$1"
        rm "$file"
        done_again "deleted $result" "$1"
        rm "$file.prov.json"
        done_again "deleted sidecar of $result" "$1"
        flip "$file" $(($1 * 7))
        done_again "changed $result" "$1"
        flip "$file.prov.json" $(($1 * 11))
        done_again "changed sidecar of $result" "$1"
    done
}

# What holds for all recordings has all of them done again.
all_again() {
    [ "$(grep -c ': done$' said)" -eq "$2" ] || fail "$1"
}

redo() {
    many=20
    [ "$of" = files ] || many=6
    record $many 1
    go 2 && cp -r out whole
    for n in $(seq $many); do
        redo_results "$n"
    done
    diff -r out whole >differs || fail "$(head -n 1 differs)"
    for n in $(seq $many); do
        at=$(($(stat -c %s "$(input "$n")") - n))
        flip "$(input "$n")" $at
        done_again "changed input" "$n"
        flip "$(input "$n")" $at
        done_again "input as it was" "$n"
    done
    if [ "$of" = participant ]; then
        echo '{"Gain": 2}' >in/sub-3/sub-3_emg.json
        done_again "another field" 3
        rm in/sub-3/sub-3_emg.json
        done_again "that field gone" 3
        cp in/task-a_channels.tsv in/sub-4/sub-4_channels.tsv
        done_again "the same table, nearer" ""
        echo >>in/sub-4/sub-4_channels.tsv
        done_again "another table" 4
        rm in/sub-4/sub-4_channels.tsv
        done_again "that table gone" 4
    fi
    diff -r out whole >differs || fail "$(head -n 1 differs)"
    done_again "nothing" ""
    # shellcheck disable=SC2086 # words
    go 2 -v $other --resume 2>said
    all_again "changed parameter" $many
    go 2 -v --resume 2>said
    all_again "and as it was" $many
    for n in $(seq $many); do
        flip "out/$(stem "$n")${results%% *}" 99
    done
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
    fresh
    go 2 && mv out whole
    files=$(find whole -type f | wc -l)
    [ "$of" != group ] || other= # it has no parameters
    fresh
    while [ $runs -lt "$most_runs" ]; do
        runs=$((runs + 1))
        go 2 -f &
        # shellcheck disable=SC2086 # words
        go 2 -f $other &
        wait
        emg-verify --inputs in out >said || fail "round $runs: $(cat said)"
        [ "$(find out -type f | wc -l)" -eq "$files" ] ||
            fail "round $runs leaves $(find out -type f)"
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
