/* The bouts of each family. */
#include "simulate/plan.h"

#include "simulate/random.h"
#include "simulate/streams.h"

#include <math.h>

#define LEAD_S 2.0  /* of rest before the first bout */
#define LONE_S 0.15 /* most by which one muscle begins or ends before */
#define BRIEF_S 0.3 /* a co-contraction that is not sustained */

typedef struct drawing {
    emg_plan *plan;
    const emg_scenario *scenario;
    emg_random random;
    double end_s; /* of the bout drawn last */
    emg_error *error;
} drawing;

static double
bout_length(drawing *self)
{
    return emg_random_between(&self->random, self->scenario->shortest_s,
                              self->scenario->longest_s);
}

/* Times are whole milliseconds, for those who read the truth. */
static double
whole_ms(double time_s)
{
    return floor(time_s * 1000 + 0.5) / 1000;
}

static emg_status
contract(drawing *self, int muscle, double from_s, double to_s)
{
    if (to_s > self->end_s)
        self->end_s = to_s;
    return emg_gates_add(&self->plan->muscles[muscle], whole_ms(from_s),
                         whole_ms(to_s), self->error);
}

static emg_status
alone(drawing *self, int muscle, double at_s)
{
    return contract(self, muscle, at_s, at_s + bout_length(self));
}

/* At each edge one muscle, by lot, is a little longer there than the other. */
static emg_status
together(drawing *self, double at_s, double length_s)
{
    double from[2] = {at_s, at_s}, to[2] = {at_s + length_s, at_s + length_s};
    int first = emg_random_between(&self->random, 0, 1) < 0.5;
    int last = emg_random_between(&self->random, 0, 1) < 0.5;

    from[first] -= emg_random_between(&self->random, 0, LONE_S);
    to[last] += emg_random_between(&self->random, 0, LONE_S);
    emg_status status = contract(self, 0, from[0], to[0]);
    return status ? status : contract(self, 1, from[1], to[1]);
}

static emg_status
sustained(drawing *self, double at_s)
{
    return together(self, at_s, bout_length(self));
}

static emg_status
first_alone(drawing *self, double at_s)
{
    return alone(self, 0, at_s);
}

/* One frequency a bout, at least two turns of each muscle. */
static emg_status
alternate(drawing *self, double at_s, double slowest_hz, double fastest_hz)
{
    double hz = emg_random_between(&self->random, slowest_hz, fastest_hz);
    int turns = 2 * (int)(2 + 2 * hz);
    emg_status status = EMG_OK;

    for (int i = 0; i < turns && !status; i++)
        status = contract(self, i % 2, at_s + i / (2 * hz),
                          at_s + (i + 1) / (2 * hz));
    return status;
}

static emg_status
in_turn(drawing *self, double at_s)
{
    return alternate(self, at_s, 0.5, 3);
}

static emg_status
tremble(drawing *self, double at_s)
{
    return alternate(self, at_s, 4, 7);
}

static emg_status
any(drawing *self, double at_s)
{
    double lot = emg_random_between(&self->random, 0, 1);
    if (lot < 0.45)
        return sustained(self, at_s);
    if (lot < 0.65)
        return alone(self, 0, at_s);
    if (lot < 0.85)
        return alone(self, 1, at_s);
    return together(self, at_s, BRIEF_S);
}

static emg_status
always(drawing *self, double at_s)
{
    double beyond = self->scenario->ramp_s;
    double end = self->scenario->duration_s + beyond;
    (void)at_s;

    emg_status status = contract(self, 0, -beyond, end);
    return status ? status : contract(self, 1, -beyond, end);
}

/* What has no sustained co-contraction in it. */
static emg_status
healthy(drawing *self, double at_s)
{
    double lot = emg_random_between(&self->random, 0, 1);
    if (lot < 0.25)
        return alone(self, 0, at_s);
    if (lot < 0.5)
        return alone(self, 1, at_s);
    return lot < 0.75 ? in_turn(self, at_s) : tremble(self, at_s);
}

static emg_status
clinic(drawing *self, double at_s)
{
    double lot = emg_random_between(&self->random, 0, 1);
    return lot < 0.45 ? sustained(self, at_s) : healthy(self, at_s);
}

/* Each begins while the other still works, so there is no rest of both; two
 * co-contractions are parted by one muscle's time alone. */
static emg_status
hand_over(drawing *self, double at_s)
{
    double start_s = -self->scenario->ramp_s, shared_s = 0;
    emg_status status = EMG_OK;
    (void)at_s;

    for (int m = 0; start_s < self->scenario->duration_s && !status; m = !m) {
        double next_s = start_s + shared_s + bout_length(self);
        shared_s = bout_length(self);
        status = contract(self, m, start_s, next_s + shared_s);
        start_s = next_s;
    }
    return status;
}

typedef emg_status bout(drawing *self, double at_s);

static bout *const bouts[EMG_FAMILIES] = {
    [EMG_FAMILY_MIXED] = any,
    [EMG_FAMILY_COCONTRACTION] = sustained,
    [EMG_FAMILY_TREMULOUS] = sustained,
    [EMG_FAMILY_ALTERNATING] = in_turn,
    [EMG_FAMILY_SINGLE] = first_alone,
    [EMG_FAMILY_CROSSTALK] = first_alone,
    [EMG_FAMILY_REST] = NULL,
    [EMG_FAMILY_TONIC] = always,
    [EMG_FAMILY_FLAT] = any,
    [EMG_FAMILY_CLIPPED] = any,
    [EMG_FAMILY_TREMOR] = tremble,
    [EMG_FAMILY_NO_REST] = hand_over,
    [EMG_FAMILY_CLINIC] = clinic,
    [EMG_FAMILY_HEALTHY] = healthy,
};

/* Bout after bout; one that does not fit any more is taken back, so that none
 * is cut by the end of the recording. */
static emg_status
draw(drawing *self)
{
    bout *next = bouts[self->scenario->family];
    double rest = self->scenario->rest_s;
    bool once = next == always || next == hand_over;
    double at = LEAD_S;

    while (next && at < self->scenario->duration_s) {
        size_t n[2] = {self->plan->muscles[0].n, self->plan->muscles[1].n};
        emg_status status = next(self, at);
        if (status || once)
            return status;
        at = self->end_s +
             emg_random_between(&self->random, 0.5 * rest, 1.5 * rest);
        if (self->end_s + self->scenario->ramp_s <= self->scenario->duration_s)
            continue;
        for (int m = 0; m < 2; m++)
            self->plan->muscles[m].n = n[m];
        break;
    }
    return EMG_OK;
}

static emg_status
keep_truth(emg_plan *plan, const emg_scenario *scenario, emg_error *error)
{
    emg_status status = EMG_OK;
    for (int m = 0; m < 2; m++) {
        emg_gates *from = &plan->muscles[m];
        for (size_t i = 0; i < from->n && !status; i++)
            status = emg_gates_add(&plan->inside[m], from->list[i].start_s,
                                   from->list[i].end_s, error);
        emg_gates_cut(&plan->inside[m], scenario->duration_s);
    }
    if (status)
        return status;
    return emg_gates_sustained(&plan->truth, &plan->inside[0], &plan->inside[1],
                               error);
}

emg_status
emg_plan_make(emg_plan *plan, const emg_scenario *scenario, int pair,
              emg_error *error)
{
    drawing self = {.plan = plan, .scenario = scenario, .error = error};
    *plan = (emg_plan){0};
    emg_random_seed(&self.random, scenario->seed,
                    emg_stream_of(EMG_STREAM_PLAN, pair));
    if (scenario->family == EMG_FAMILY_TREMULOUS) {
        plan->tremor_depth = 0.5;
        plan->tremor_hz = emg_random_between(&self.random, 4, 7);
        plan->tremor_turns = emg_random_between(&self.random, 0, 1);
    }
    emg_status status = draw(&self);
    return status ? status : keep_truth(plan, scenario, error);
}

void
emg_plan_clear(emg_plan *plan)
{
    for (int m = 0; m < 2; m++) {
        emg_gates_clear(&plan->muscles[m]);
        emg_gates_clear(&plan->inside[m]);
    }
    emg_gates_clear(&plan->truth);
}
