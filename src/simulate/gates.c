/* Intervals of activity, their ramps and what two of them have in common. */
#include "simulate/gates.h"

#include "base/math.h"
#include "base/memory.h"

#define GAP_S 0.125 /* half a period of 4 Hz, the slowest dystonic drive */
#define SUSTAINED_S 0.5
#define LONG_AGO_S (-1e12)

emg_status
emg_gates_add(emg_gates *gates, double start_s, double end_s, emg_error *error)
{
    if (!(end_s > start_s))
        return EMG_OK;
    if (emg_grow((void **)&gates->list, &gates->room, gates->n + 1,
                 sizeof *gates->list, error))
        return EMG_NO_MEMORY;
    gates->list[gates->n++] = (emg_bout){start_s, end_s};
    return EMG_OK;
}

void
emg_gates_clear(emg_gates *gates)
{
    emg_free(gates->list);
    *gates = (emg_gates){0};
}

static double
larger(double a, double b)
{
    return a > b ? a : b;
}

static double
smaller(double a, double b)
{
    return a < b ? a : b;
}

void
emg_gates_cut(emg_gates *gates, double duration_s)
{
    size_t kept = 0;
    for (size_t i = 0; i < gates->n; i++) {
        emg_bout cut = {larger(gates->list[i].start_s, 0),
                        smaller(gates->list[i].end_s, duration_s)};
        if (cut.end_s > cut.start_s)
            gates->list[kept++] = cut;
    }
    gates->n = kept;
}

static emg_status
add_long(emg_gates *to, emg_bout one, double shortest_s, emg_error *error)
{
    if (one.end_s - one.start_s < shortest_s)
        return EMG_OK;
    return emg_gates_add(to, one.start_s, one.end_s, error);
}

emg_status
emg_gates_intersect(emg_gates *to, const emg_gates *a, const emg_gates *b,
                    double gap_s, double shortest_s, emg_error *error)
{
    emg_bout open = {LONG_AGO_S, LONG_AGO_S}; /* that may still grow */
    emg_status status = EMG_OK;
    for (size_t i = 0, j = 0; i < a->n && j < b->n && !status;) {
        emg_bout x = a->list[i], y = b->list[j];
        emg_bout both = {larger(x.start_s, y.start_s),
                         smaller(x.end_s, y.end_s)};
        if (both.end_s > both.start_s && both.start_s - open.end_s < gap_s) {
            open.end_s = both.end_s;
        } else if (both.end_s > both.start_s) {
            status = add_long(to, open, shortest_s, error);
            open = both;
        }
        if (x.end_s < y.end_s)
            i++;
        else
            j++;
    }
    return status ? status : add_long(to, open, shortest_s, error);
}

emg_status
emg_gates_sustained(emg_gates *to, const emg_gates *a, const emg_gates *b,
                    emg_error *error)
{
    return emg_gates_intersect(to, a, b, GAP_S, SUSTAINED_S, error);
}

/* From 0 to 1 about the edge, which lies `since` seconds back. */
static double
step(emg_ramp ramp, double since)
{
    double part = ramp.length_s > 0 ? since / ramp.length_s + 0.5 : since >= 0;
    if (part <= 0 || part >= 1)
        return part >= 1;
    return ramp.cosine ? 0.5 - 0.5 * emg_cos((double)EMG_PI * part) : part;
}

/* A ramp that is longer than a contraction would blur it into the next. */
static double
inside(emg_ramp ramp, emg_bout gate, double time_s)
{
    double longest_s = (gate.end_s - gate.start_s) / 2;
    ramp.length_s = smaller(ramp.length_s, longest_s);
    return step(ramp, time_s - gate.start_s) - step(ramp, time_s - gate.end_s);
}

double
emg_gates_gain(const emg_gates *gates, emg_ramp ramp, double time_s, size_t *at)
{
    double reach = ramp.length_s / 2, gain = 0;
    while (*at < gates->n && gates->list[*at].end_s + reach < time_s)
        (*at)++;
    for (size_t i = *at; i < gates->n; i++) {
        if (gates->list[i].start_s - reach > time_s)
            break;
        gain += inside(ramp, gates->list[i], time_s);
    }
    return gain;
}
