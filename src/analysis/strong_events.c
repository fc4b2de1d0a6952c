/* From the runs of two muscles to what they did together. */
#include "analysis/strong_pair.h"

#include "base/memory.h"

#define NEIGHBOURS 2 /* both as long as this many pauses, or it stays */
#define LEAST_FILLED 0.8
#define LEAST_TURNS_S 0.45 /* two windows */

typedef struct found_events {
    emg_strong_event *at;
    size_t n, room;
    int64_t filled; /* frames of the last one that are not paused */
    int64_t last;   /* frames since its last pause */
} found_events;

/* In frames. */
typedef struct emg_limits {
    int64_t gap, least, turns;
} emg_limits;

static emg_burst
common(const emg_burst *a, const emg_burst *b)
{
    const emg_burst *later = a->from >= b->from ? a : b;
    const emg_burst *earlier = a->to <= b->to ? a : b;
    return (emg_burst){.from = later->from,
                       .to = earlier->to,
                       .segment = a->segment,
                       .from_spread_s = later->from_spread_s,
                       .to_spread_s = earlier->to_spread_s,
                       .truncated = a->truncated || b->truncated};
}

static emg_status
push(found_events *to, const emg_burst *run, bool in_turns, emg_error *error)
{
    if (emg_grow((void **)&to->at, &to->room, to->n + 1, sizeof *to->at, error))
        return EMG_NO_MEMORY;
    to->at[to->n++] = (emg_strong_event){.run = *run, .in_turns = in_turns};
    to->filled = to->last = run->to - run->from;
    return EMG_OK;
}

static bool
joins(const found_events *to, const emg_burst *run, bool in_turns, int64_t most)
{
    const emg_burst *before = to->n ? &to->at[to->n - 1].run : NULL;
    if (!before || before->segment != run->segment ||
        to->at[to->n - 1].in_turns != in_turns)
        return false;
    int64_t gap = run->from - before->to;
    return gap <= most && NEIGHBOURS * gap <= to->last &&
           NEIGHBOURS * gap <= run->to - run->from;
}

/* Whether the event that is over was one. */
static void
judge(found_events *to, int64_t least)
{
    if (to->n == 0)
        return;
    const emg_burst *run = &to->at[to->n - 1].run;
    int64_t length = run->to - run->from;
    if (length < least || (double)to->filled < LEAST_FILLED * (double)length)
        to->n--;
}

/* A pause is closed, or the event before it is over. */
static emg_status
add(found_events *to, const emg_burst *run, bool in_turns,
    const emg_limits *limits, emg_error *error)
{
    if (!joins(to, run, in_turns, limits->gap)) {
        judge(to, limits->least);
        return push(to, run, in_turns, error);
    }
    emg_burst *whole = &to->at[to->n - 1].run;
    whole->to = run->to;
    whole->to_spread_s = run->to_spread_s;
    whole->truncated |= run->truncated;
    to->last = run->to - run->from;
    to->filled += to->last;
    return EMG_OK;
}

/* A stretch in which both are on, cut where turns begin and end. */
static emg_status
add_parts(found_events *to, const emg_strong_pair *pair, emg_burst run,
          const emg_limits *limits, emg_error *error)
{
    emg_status status = EMG_OK;
    for (size_t i = 0; i < pair->turns.n && !status; i++) {
        const emg_interval *turns = &pair->turns.at[i];
        emg_burst part = run;
        if (turns->segment != run.segment || turns->to <= run.from ||
            turns->from >= run.to || turns->to - turns->from < limits->turns)
            continue;
        if (turns->from > run.from) {
            part.to = turns->from;
            status = add(to, &part, false, limits, error);
            part.from = turns->from;
        }
        part.to = turns->to < run.to ? turns->to : run.to;
        if (!status)
            status = add(to, &part, true, limits, error);
        run.from = part.to;
    }
    return status || run.from >= run.to ? status
                                        : add(to, &run, false, limits, error);
}

static void
add_power(emg_own_power *to, const emg_own_power *more)
{
    to->heard += more->heard;
    to->own += more->own;
    to->noise += more->noise;
}

/* The sums of the stretches that lie in each event. */
static void
sum_up(const emg_strong_pair *pair, found_events *events)
{
    size_t next = 0;
    for (size_t i = 0; i < events->n; i++) {
        emg_strong_event *event = &events->at[i];
        while (next < pair->n_both && pair->both[next].to <= event->run.from)
            next++;
        for (size_t k = next;
             k < pair->n_both && pair->both[k].from < event->run.to; k++) {
            const emg_both *both = &pair->both[k];
            event->sums.n += both->n;
            add_power(&event->sums.a, &both->a);
            add_power(&event->sums.b, &both->b);
            emg_alternation_join(&event->sums.turns, &both->turns);
        }
    }
}

emg_status
emg_burst_list_cut(emg_burst_list *list, const emg_intervals *away,
                   emg_error *error)
{
    emg_burst_list kept = {0};
    emg_status status = EMG_OK;
    for (size_t i = 0; i < list->n && !status; i++) {
        emg_burst rest = list->at[i];
        for (size_t k = 0; k <= away->n && !status && rest.from < rest.to;
             k++) {
            const emg_interval *cut = k < away->n ? &away->at[k] : NULL;
            emg_burst part = rest;
            if (cut && (cut->segment != rest.segment || cut->to <= rest.from ||
                        cut->from >= rest.to))
                continue;
            if (cut)
                part.to = cut->from;
            rest.from = cut ? cut->to : rest.to;
            if (part.from >= part.to)
                continue;
            status = emg_grow((void **)&kept.at, &kept.room, kept.n + 1,
                              sizeof *kept.at, error);
            if (!status)
                kept.at[kept.n++] = part;
        }
    }
    emg_free(list->at);
    *list = kept;
    return status;
}

emg_status
emg_strong_pair_events(const emg_strong_pair *pair, double rate_hz,
                       double gap_s, double least_s, emg_strong_event **events,
                       size_t *n, emg_error *error)
{
    const emg_burst_list *a = &pair->a.runs;
    const emg_burst_list *b = pair->alone ? a : &pair->b.runs;
    emg_limits limits = {(int64_t)(gap_s * rate_hz + 0.5),
                         (int64_t)(least_s * rate_hz + 0.5),
                         (int64_t)(LEAST_TURNS_S * rate_hz + 0.5)};
    found_events found = {0};
    emg_status status = EMG_OK;
    for (size_t i = 0, k = 0; i < a->n && k < b->n && !status;) {
        emg_burst run = common(&a->at[i], &b->at[k]);
        if (run.from < run.to && a->at[i].segment == b->at[k].segment)
            status = add_parts(&found, pair, run, &limits, error);
        if (a->at[i].to < b->at[k].to)
            i++;
        else
            k++;
    }
    judge(&found, limits.least);
    sum_up(pair, &found);
    *events = found.at;
    *n = found.n;
    return status;
}
