/* Likelihoods from sums, so that every place of a change costs the same. */
#include "detect/onset.h"

#include "base/math.h"
#include "detect/rise.h"

#include <math.h>

#define LEAST_REST_S 0.05
#define LEAST_LOUD_S 0.02
#define STRONGEST_S 0.1
#define LEAST_GAIN 20 /* nats; noise alone reaches about 10 */
#define UNSURE 2      /* nats */
#define CLEAR_RATIO 9 /* of energies: three standard deviations */

/* A band of EMG holds at most so many independent values a second; finer cells
 * tell no more. */
#define MOST_VALUES_A_SECOND 1000.0

/* Weak activity before a strong one is one with it when it is so long, so
 * clear (6 dB, which an eye sees, too) and has no pause as long as this. */
#define LEAST_WEAK_S 0.1
#define LEAST_WEAK_RATIO 4
#define PAUSE_S 0.05

/* A heartbeat, or units that fired once: so short, and a pause behind it. */
#define MOST_BEAT_S 0.08
#define LEAST_BREAK_S 0.1 /* behind a contraction */
#define MOST_REST_RATIO 2

/* Of a trial without noise: no variance is less than this share of the most. */
#define LEAST_VARIANCE 1e-12

typedef struct trial {
    const double *sums;
    double cells_a_second;
    double weight; /* nats a cell */
    double least;  /* no variance counts as less */
} trial;

/* The likeliest change in cells [from, to). */
typedef struct split {
    int at; /* -1: none */
    double before, after;
    double gain;
} split;

static int
cells_of(const trial *t, double seconds)
{
    int cells = (int)round(seconds * t->cells_a_second);
    return cells > 1 ? cells : 1;
}

static double
mean_of(const trial *t, int from, int to)
{
    return fmax((t->sums[to] - t->sums[from]) / (to - from), t->least);
}

/* What a change at a cell explains beyond one variance for all, whose part
 * of the likelihood is `whole`. */
static split
split_at(const trial *t, int from, int at, int to, double whole)
{
    split s = {at, mean_of(t, from, at), mean_of(t, at, to), 0};
    s.gain = t->weight * (whole - (at - from) * emg_log(s.before) -
                          (to - at) * emg_log(s.after));
    return s;
}

static double
whole_of(const trial *t, int from, int to)
{
    return (to - from) * emg_log(mean_of(t, from, to));
}

/* The likeliest one from cell `first` to cell `last`, up or down. */
static split
best_split(const trial *t, int from, int first, int last, int to, bool up)
{
    double whole = whole_of(t, from, to);
    split best = {.at = -1};
    for (int at = first; at <= last; at++) {
        split s = split_at(t, from, at, to, whole);
        if ((s.after > s.before) == up && s.gain > best.gain)
            best = s;
    }
    return best;
}

/* The end of the strongest 100 ms, none of it before cell `first`. */
static int
strongest(const trial *t, int first, int n, double *mean)
{
    int length = cells_of(t, STRONGEST_S);
    int best = 0;
    double most = -1;
    for (int to = first + length; to <= n; to++) {
        double sum = t->sums[to] - t->sums[to - length];
        if (sum > most) {
            most = sum;
            best = to;
        }
    }
    *mean = most / length;
    return best;
}

/* No stretch of a pause's length falls back half way to rest, in dB. */
static bool
has_pause(const trial *t, const split *weak, int to)
{
    int length = cells_of(t, PAUSE_S);
    double half = sqrt(weak->before * weak->after);
    for (int from = weak->at; from + length <= to; from++)
        if (mean_of(t, from, from + length) < half)
            return true;
    return false;
}

/* Goes back from a change to that with which its weak beginning began. */
static split
go_back(const trial *t, int from, int first, split now, int *to)
{
    for (;;) {
        int last = now.at - cells_of(t, LEAST_WEAK_S);
        split weak = best_split(t, from, first, last, now.at, true);
        if (weak.at < 0 || weak.gain < LEAST_GAIN ||
            weak.after < LEAST_WEAK_RATIO * weak.before ||
            has_pause(t, &weak, now.at))
            return now;
        *to = now.at;
        now = weak;
    }
}

/* The first stretch that begins in cells [from, last], is so long and as quiet
 * as rest, between a rest and a contraction of such energies; -1: none. */
static int
first_break(const trial *t, int from, int last, int length, double before,
            double during)
{
    double rest = fmin(MOST_REST_RATIO * before, sqrt(before * during));
    for (; from <= last; from++)
        if (mean_of(t, from, from + length) < rest)
            return from;
    return -1;
}

/* How long a pause must be so that it cannot be chance. */
static int
pause_of(const trial *t, const split *onset)
{
    double ratio = onset->after / onset->before;
    double nats = t->weight * (emg_log(ratio) - 1 + 1 / ratio);
    int least = cells_of(t, PAUSE_S), most = cells_of(t, LEAST_BREAK_S);
    double cells = fmin(most, LEAST_GAIN / nats);
    return cells > least ? (int)cells : least;
}

/* One that comes so soon behind a change that a heartbeat lies before it, and
 * not only the foot of a slow rise; -1: none. */
static int
break_after(const trial *t, const split *onset, int to)
{
    int last = onset->at + cells_of(t, MOST_BEAT_S);
    int length = pause_of(t, onset), end = to - length;
    int quiet = first_break(t, onset->at, last < end ? last : end, length,
                            onset->before, onset->after);
    if (quiet <= onset->at ||
        mean_of(t, onset->at, quiet) <
            LEAST_WEAK_RATIO * mean_of(t, quiet, quiet + length))
        return -1;
    return quiet;
}

/* Goes forward from changes that are heartbeats; `from` becomes the start of
 * what the change parts. */
static split
go_forward(const trial *t, split now, int *from, int to)
{
    for (;;) {
        int quiet = break_after(t, &now, to);
        if (quiet < 0)
            return now;
        split next = best_split(t, quiet, quiet + cells_of(t, LEAST_REST_S),
                                to - cells_of(t, LEAST_LOUD_S), to, true);
        if (next.at <= now.at || next.gain < LEAST_GAIN)
            return now;
        *from = quiet;
        now = next;
    }
}

static void
doubt(const trial *t, int from, int first, int to, const split *onset,
      emg_onset *found)
{
    double whole = whole_of(t, from, to);
    found->earliest = found->latest = onset->at;
    for (int at = first; at < to; at++) {
        split s = split_at(t, from, at, to, whole);
        if (s.after <= s.before || s.gain < onset->gain - UNSURE)
            continue;
        found->earliest = at < found->earliest ? at : found->earliest;
        found->latest = at > found->latest ? at : found->latest;
    }
}

/* The first cell from one to another that stands out of rest. */
static int
first_clear(const trial *t, int from, int to, double before)
{
    while (from < to &&
           t->sums[from + 1] - t->sums[from] < CLEAR_RATIO * before)
        from++;
    return from;
}

/* A contraction that rises can be seen before the step that is likeliest: from
 * its first potential on. */
static void
place(const trial *t, int from, int first, int to, const split *onset,
      emg_onset *found)
{
    emg_rise_view view = {t->sums, from,          onset->at, to,
                          first,   onset->before, t->weight, t->cells_a_second};
    emg_rise rise;
    found->from = onset->at;
    doubt(t, from, first, to, onset, found);
    if (!emg_rise_find(&view, &rise))
        return;
    found->from =
        first_clear(t, (int)round(rise.onset), onset->at, onset->before);
    found->earliest = (int)floor(rise.earliest);
    found->latest = (int)fmax(ceil(rise.latest), found->from);
}

/* It ends before the first break; what comes later is another one. */
static void
find_end(const trial *t, int top, int n, emg_onset *found)
{
    int length = cells_of(t, LEAST_BREAK_S);
    int from = top - cells_of(t, STRONGEST_S);
    from = from > found->from ? from : found->from;
    int quiet = first_break(t, top, n - length, length, found->before,
                            mean_of(t, from, top));
    int to = quiet < 0 ? n : quiet + length;
    split end = best_split(t, from, from + cells_of(t, LEAST_LOUD_S), to - 1,
                           to, false);
    found->ends = end.at >= 0 && end.gain >= LEAST_GAIN;
    found->to = found->ends ? end.at : n;
    found->during = mean_of(t, found->from, found->to);
}

emg_onset_state
emg_onset_find(const double *sums, int n, int first, double cells_a_second,
               emg_onset *found)
{
    trial t = {sums, cells_a_second,
               fmin(1, MOST_VALUES_A_SECOND / cells_a_second) / 2, 0};
    int rest = cells_of(&t, LEAST_REST_S), from = 0;
    double most = 0;
    bool early = first < rest; /* the trial may begin with a contraction */
    first = early ? rest : first;
    *found = (emg_onset){0};
    if (n - first < cells_of(&t, STRONGEST_S))
        return EMG_ONSET_TOO_SHORT;
    int to = strongest(&t, first, n, &most), top = to;
    t.least = LEAST_VARIANCE * most;
    if (!(most > 0))
        return EMG_ONSET_NONE;
    split onset =
        best_split(&t, 0, first, to - cells_of(&t, LEAST_LOUD_S), to, true);
    if (onset.gain < LEAST_GAIN)
        return EMG_ONSET_NONE;
    onset = go_forward(&t, onset, &from, to);
    first = first > from + rest ? first : from + rest;
    onset = go_back(&t, from, first, onset, &to);
    if (early && from == 0 && onset.at == first)
        return EMG_ONSET_NO_REST;
    place(&t, from, first, to, &onset, found);
    found->before = onset.before;
    found->gain = onset.gain;
    find_end(&t, top, n, found);
    return EMG_ONSET_FOUND;
}
