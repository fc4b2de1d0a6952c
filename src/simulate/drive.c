/* What is planned, what the antagonist makes it do, and what never stops. */
#include "simulate/drive.h"

#include "simulate/tones.h"

#include <math.h>

void
emg_drive_start(emg_drive *drive, const emg_scenario *scenario,
                const emg_plan *plan, int muscle)
{
    *drive = (emg_drive){.scenario = scenario, .plan = plan, .muscle = muscle};
    emg_magnet_start(&drive->magnet, scenario->tms_interval_s, scenario->seed);
}

/* Its depth is 0.5, so the gain stays above 0.29. */
static double
tremor(const emg_plan *plan, double time_s)
{
    if (plan->tremor_depth <= 0)
        return 1;
    return 1 + plan->tremor_depth * sqrt(2) *
                   emg_sine(plan->tremor_hz * time_s + plan->tremor_turns);
}

double
emg_drive_peak(const emg_plan *plan)
{
    return 1 + sqrt(2) * plan->tremor_depth;
}

static double
gate(emg_drive *self, int other, double time_s)
{
    const emg_scenario *s = self->scenario;
    emg_ramp ramp = {s->ramp_s, s->cosine};
    return emg_gates_gain(&self->plan->muscles[self->muscle ^ other], ramp,
                          time_s, &self->at[other]);
}

static bool
silenced(emg_drive *self, double time_s)
{
    const emg_scenario *s = self->scenario;
    return (s->tms_uv > 0 || s->mep_uv > 0) &&
           !emg_magnet_lets_work(emg_magnet_since(&self->magnet, time_s));
}

double
emg_drive_gain(emg_drive *drive, double time_s)
{
    const emg_scenario *s = drive->scenario;
    double gain = gate(drive, 0, time_s);
    if (s->coactivation > 0) {
        double along = s->coactivation / 100 * gate(drive, 1, time_s);
        gain = along > gain ? along : gain;
    }
    if (s->tonic > 0 && s->tonic / 100 > gain)
        gain = s->tonic / 100;
    return silenced(drive, time_s) ? 0 : gain * tremor(drive->plan, time_s);
}
