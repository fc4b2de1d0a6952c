/* Chapters are fixed from the segment's start, so that no block size matters.
 */
#include "detect/ladder.h"

#include "base/math.h"
#include "base/memory.h"
#include "dsp/logarithm.h"

#include <math.h>

#define LEVELS 30
#define LOWEST_DB -1.5
#define STEP_DB 1.25
#define NATS_A_DB 0.5
#define MOST_NATS 8.0
#define TURN_NATS 5.0
#define TEMPER                                                                 \
    0.8 /* neighbouring frames share some of their samples' colour             \
         */
#define HIGHEST_ON 1000.0 /* some steps above it are left */
#define ROOM (EMG_LADDER_CHAPTER + EMG_LADDER_LAG + 1)

emg_status
emg_ladder_init(emg_ladder *ladder, double freedom, emg_error *error)
{
    *ladder = (emg_ladder){.kernels = emg_kernels(),
                           .climb = {.levels = LEVELS,
                                     .turn = (float)TURN_NATS,
                                     .freedom = TEMPER * freedom / 2}};
    ladder->climb.cost[0] = (float)MOST_NATS;
    for (int i = 0; i < EMG_LADDER_ROW; i++) {
        double db = LOWEST_DB + i * STEP_DB;
        double power = emg_pow(10, db / 10);
        ladder->climb.cost[EMG_LADDER_ROW + i] =
            ladder->climb.cost[EMG_LADDER_ROW - i] =
                (float)fmin(i * STEP_DB * NATS_A_DB, MOST_NATS);
        ladder->climb.inverse[i] = 1 / power;
        ladder->climb.log[i] = emg_ln(power);
    }
    ladder->from = emg_new(ROOM * EMG_LADDER_ROW, sizeof(uint8_t), error);
    ladder->first = emg_new(ROOM, sizeof(uint8_t), error);
    return ladder->from && ladder->first ? EMG_OK : EMG_NO_MEMORY;
}

void
emg_ladder_start(emg_ladder *ladder)
{
    for (int i = 0; i < EMG_LADDER_ROW; i++)
        ladder->climb.score[i] = 0;
    ladder->taken = ladder->decided = 0;
}

static int
first_on(double threshold)
{
    double db = 10 * emg_ln(threshold) / 2.302585092994046;
    double level = ceil((db - LOWEST_DB) / STEP_DB - 1e-9);
    return level < 1 ? 1 : level > LEVELS ? LEVELS : (int)level;
}

void
emg_ladder_add(emg_ladder *ladder, double energy, double threshold)
{
    int64_t place = ladder->taken++ % ROOM;
    if (threshold > HIGHEST_ON) {
        energy *= HIGHEST_ON / threshold;
        threshold = HIGHEST_ON;
    }
    int first = first_on(threshold);
    ladder->first[place] = (uint8_t)first;
    ladder->climb.on_from = first;
    ladder->kernels->climb(&ladder->climb, energy,
                           ladder->from + place * EMG_LADDER_ROW);
}

static int
best_of(const emg_ladder *ladder)
{
    int best = 0;
    for (int k = 1; k < LEVELS; k++)
        if (ladder->climb.score[k] > ladder->climb.score[best])
            best = k;
    return best;
}

int
emg_ladder_decide(emg_ladder *ladder, bool ended, bool *on, int room)
{
    int64_t left = ladder->taken - ladder->decided;
    int n = ended ? (int)(left < room ? left : room) : EMG_LADDER_CHAPTER;
    if (!ended && left < EMG_LADDER_CHAPTER + EMG_LADDER_LAG)
        return 0;
    int level = best_of(ladder);
    int64_t place = (ladder->taken + ROOM - 1) % ROOM;
    for (int64_t f = ladder->taken - 1; f >= ladder->decided; f--) {
        if (f - ladder->decided < n)
            on[f - ladder->decided] = level >= ladder->first[place];
        level = ladder->from[place * EMG_LADDER_ROW + level];
        place = place > 0 ? place - 1 : ROOM - 1;
    }
    ladder->decided += n;
    return n;
}

void
emg_ladder_clear(emg_ladder *ladder)
{
    emg_free(ladder->from);
    emg_free(ladder->first);
    *ladder = (emg_ladder){0};
}
