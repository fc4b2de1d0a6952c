#!/bin/sh
# Faults and kills at every system call of a program that writes: the output is
# then absent, old or complete, a sidecar stands only beside the bytes that it
# tells of, no other file is in the folder, and the next run gives the same
# bytes as an undisturbed one.
#
# run.sh PROGRAM fault|kill        PROGRAM: tests/fault/convert.c or emg-...
# In the environment: READS=1 for failing reads, too; LONG=1 for these, more
# errors and more forms of output.
# On standard output, too, no wrong byte may stand beside status 0.
set -u
# leaks cannot be looked for in a program that is traced
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
program=$(realpath "$1")
tools=$(dirname "$program")
suite=$2
options="-q -f" give=-o input=in.edf endings="edf csv" standard="--to edf"
table() {
    endings=tsv standard=
    options="$options $*"
}
case ${1##*/} in
emg-filter) options="$options --low-pass 500" ;;
emg-clean) options="$options --line 50" ;;
emg-anonymize) options="$options --code S1" endings=edf standard="-o -" ;;
emg-simulate)
    options="$options --seed 1 --duration 1 --pair A:B"
    endings=edf input=
    ;;
emg-bursts | emg-quality | emg-info) table ;;
emg-cocontract) table --pair FCR:ECR ;;
emg-score) table --truth in.tsv; input=in.tsv ;;
emg-verify) table; endings= input=verified ;; # its table tells of faults
emg-*) ;;
*) options=--force give= ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

command -v strace > /dev/null || { echo "strace is not installed"; exit 77; }
strace -qq -o /dev/null true 2> /dev/null ||
    { echo "strace may not trace here"; exit 77; }

runs=0
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# EDF of one channel: 30 records of 0.1 s of 10,000 Hz
{
    printf '%-8s%-80s%-80s%-8s%-8s%-8s%-44s%-8s%-8s%-4s' \
        0 'X X X X' 'Startdate X X X X' 01.01.85 00.00.00 512 '' 30 0.1 1
    printf '%-16s%-80s%-8s%-8s%-8s%-8s%-8s%-80s%-8s%-32s' \
        A '' uV -3276.8 3276.7 -32768 32767 '' 1000 ''
    head -c 60000 /dev/zero | tr '\0' 'E'
} > in.edf
# what the analyses work on, and what they leave
case ${1##*/} in
emg-bursts | emg-quality | emg-info | emg-cocontract | emg-score | emg-verify)
    "$tools/emg-simulate" -q -f --duration 4 -o in.edf &&
        "$tools/emg-cocontract" -q --pair FCR:ECR -o in.tsv in.edf || exit 1
    mkdir verified
    mv in_truth* in.edf.prov.json verified
    cp in.edf in.tsv in.tsv.prov.json verified
    ;;
esac
mkdir reference
errors="EIO ENOSPC EINTR"
reading=
if [ "${LONG:-0}" = 1 ]; then
    case $endings,$suite in
    *csv,kill) endings="edf csv wav mat" ;;
    *csv,*) endings="edf wav" ;;
    esac
    errors="$errors EDQUOT EFBIG EROFS EACCES EMFILE ENFILE EAGAIN ESTALE"
    errors="$errors ENOMEM"
fi
[ "${LONG:-0}${READS:-0}" = 00 ] || reading="read fstat newfstatat lseek"

# convert OUT: an undisturbed run
convert() {
    # shellcheck disable=SC2086 # these are words
    "$program" $options $input $give "$1"
}

for ending in $endings; do
    convert reference/x.$ending || {
        echo "the undisturbed run failed"; exit 1; }
done
# what else a run leaves: a table of channels, with its sidecar
extras=$(cd reference &&
    find . -type f ! -name 'x.???' ! -name 'x.???.prov.json')
echo "the old bytes" > reference/old
echo "the old sidecar" > reference/old.prov.json

# How many files are there that no whole run would leave, or with other bytes
count_others() {
    others=$(find out -type f ! -path "out/x.$ending" \
        ! -path "out/x.$ending.prov.json" | wc -l)
    for extra in $extras; do
        ! cmp -s "out/$extra" "reference/$extra" || others=$((others - 1))
    done
}

# judge NAME STATUS: what out/ holds after a run that ended with this status
judge() {
    file=out/x.$ending
    count_others
    if cmp -s "$file.prov.json" "reference/x.$ending.prov.json"; then
        told=complete
    elif cmp -s "$file.prov.json" reference/old.prov.json; then
        told=old
    elif [ ! -e "$file.prov.json" ]; then
        told=absent
    else
        told=broken
    fi
    if cmp -s "$file" "reference/x.$ending"; then
        state=complete
    elif [ -e "$file" ] && cmp -s "$file" reference/old; then
        state=old
    elif [ ! -e "$file" ]; then
        state=absent
    else
        state=broken
    fi
    case $start,$state in
    old,absent | absent,old | *,broken) fail "$1: the output is $state" ;;
    esac
    case $told,$state in
    absent,* | old,old | complete,complete) ;;
    *) fail "$1: the sidecar is $told, the output $state" ;;
    esac
    [ "$2" -ne 0 ] || [ $state,$told = complete,complete ] ||
        fail "$1: status 0, but the output is $state, the sidecar $told"
}

# again NAME: the next run must repair everything
again() {
    convert "out/x.$ending" 2> /dev/null
    cmp -s "out/x.$ending" "reference/x.$ending" ||
        fail "$1: the next run gives other bytes"
    cmp -s "out/x.$ending.prov.json" "reference/x.$ending.prov.json" ||
        fail "$1: the next run gives another sidecar"
    count_others
    [ $others -eq 0 ] || fail "$1: the next run leaves $(ls -A out)"
}

prepare() {
    rm -rf out
    mkdir out
    [ $start = absent ] || cp reference/old "out/x.$ending"
    [ $start = absent ] || cp reference/old.prov.json "out/x.$ending.prov.json"
}

# run INJECTION: one disturbed run; sets status. $also: an injection besides.
run() {
    # shellcheck disable=SC2086 # $also is words
    strace -qq -f -o /dev/null -e trace="$traced" $also -e inject="$1" \
        "$program" $options $input $give "out/x.$ending" 2> /dev/null
    status=$?
    runs=$((runs + 1))
}

# count CALL: how many of these an undisturbed run makes, as $most, and how many
# of them before it looks at its files, as $n: the loader's
count() {
    prepare
    # shellcheck disable=SC2086
    strace -qq -f -o calls -e trace="$traced" $also \
        "$program" $options $input $give "out/x.$ending" 2> /dev/null
    count_in_calls "$1"
}

count_in_calls() {
    most=$(grep -cE "(^|[^a-z])$1\(" calls)
    n=$(sed '/"\(in[.]\|out\/\|verified\)/,$d' calls | grep -cE "(^|[^a-z])$1\(")
}

# told_by_status NAME ERROR STATUS: an interrupt changes nothing, other than
# that fts(3) goes no further through a folder. What emg-verify cannot read is
# a finding of it.
told_by_status() {
    case ${program##*/},$2,$3 in
    emg-verify,EINTR,66 | emg-verify,*,1) return ;;
    esac
    case $2,$3 in
    EINTR,0) ;;
    EINTR,*) fail "$1: status $3" ;;
    *,0 | *,66 | *,71 | *,73 | *,74) ;;
    *) fail "$1: status $3" ;;
    esac
}

# fault CALL ERROR: this error at each of these calls in turn
fault() {
    [ "$1,$2" != lseek,EINTR ] || return # nothing interrupts it
    count "$1"
    while [ $((n += 1)) -le "$most" ]; do
        prepare
        run "$1:error=$2:when=$n"
        name="$ending, $start, $2 at $1 $n $also"
        judge "$name" $status
        told_by_status "$name" $2 $status
        [ "$others" -eq 0 ] || fail "$name: leaves $(ls -A out)"
    done
}

faults() {
    for call in $1; do
        for error in $errors; do
            fault $call $error
        done
    done
}

# kills CALLS: a kill at each of these calls in turn. Each kind of call is
# counted by itself: that is how strace counts, too.
kills() {
    for call in $1; do
        count $call
        while [ $((n += 1)) -le "$most" ]; do
            prepare
            run "$call:signal=SIGKILL:when=$n"
            name="$ending, $start, killed at $call $n $also"
            judge "$name" 137
            again "$name"
        done
    done
}

# What another program is given: none may take a part for the whole.
standard_output() {
    # shellcheck disable=SC2086
    set -- "$program" $options $standard $input
    "$@" >whole || fail "nothing on standard output"
    strace -qq -f -o calls -e trace="$traced" "$@" >out/x
    for call in openat read write lseek newfstatat; do
        count_in_calls $call
        while [ $((n += 1)) -le "$most" ]; do
            for error in EIO EINTR; do
                [ $call,$error != lseek,EINTR ] || continue
                strace -qq -f -o /dev/null -e trace="$traced" \
                    -e inject=$call:error=$error:when=$n \
                    "$@" >out/x 2>/dev/null
                status=$?
                runs=$((runs + 1))
                name="standard output, $error at $call $n"
                [ $status -ne 0 ] || cmp -s out/x whole ||
                    fail "$name: status 0, but the output is wrong"
                told_by_status "$name" $error $status
            done
        done
    done
}

traced=read,write,pread64,pwrite64,openat,close,fsync,linkat,rename,renameat
traced=$traced,renameat2,fstat,newfstatat,lseek,unlink,flock
write_calls="write pwrite64 pread64 fsync linkat rename renameat renameat2 close"
write_calls="$write_calls unlink flock"
for ending in $endings; do
    for start in absent old; do
        also=
        if [ "$suite" = kill ]; then
            kills "read openat $write_calls"
        else
            faults "openat $write_calls $reading"
        fi
        # a file system that knows no files without a name
        count openat
        at=$(grep openat calls | grep -n O_TMPFILE | cut -d: -f1)
        [ -n "$at" ] || { fail "no O_TMPFILE"; continue; }
        also="-e inject=openat:error=EOPNOTSUPP:when=$at"
        if [ "$suite" = kill ]; then
            kills "$write_calls"
        else
            faults "$write_calls"
        fi
    done
done

if [ "$suite" = fault ]; then
    ending=${endings%% *}
    start=absent
    prepare
    if [ -z "$give" ]; then
        convert /dev/full 2> /dev/null && fail "a full device is no error"
    else
        # shellcheck disable=SC2086
        "$program" $options $standard $input > /dev/full 2> /dev/null
        [ $? -eq 74 ] || fail "a full device does not end with 74"
        [ -z "$reading" ] || standard_output
        rm -f out/x
    fi
    if [ -n "$standard$endings" ] && [ "$endings" != tsv ]; then
        # tables are shorter than the least limit
        (ulimit -f 1; convert out/x.edf 2> /dev/null)
        [ $? -eq 74 ] || fail "the limit of the file size does not end with 74"
        [ "$(find out -type f | wc -l)" -eq 0 ] || fail "the limit leaves a file"
    fi
fi

echo "$runs disturbed runs, $failures failed"
[ $failures -eq 0 ]
