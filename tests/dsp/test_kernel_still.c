/* Samples that stand still, and squares, against plain loops. */
#include "tables.h"
#include "unit.h"

#include <stddef.h>
#include <string.h>

START_TEST(squares_are_added_frame_by_frame)
{
    emg_lanes frames[TABLES_MOST];
    tables all = tables_find();
    tables_fill(frames, TABLES_MOST);
    for (int t = 0; t < all.n; t++) {
        emg_lanes sum = {{3}}, wanted = sum;
        for (int i = 0; i < TABLES_MOST; i++)
            for (int k = 0; k < EMG_LANES; k++)
                wanted.v[k] += frames[i].v[k] * frames[i].v[k];
        all.at[t]->add_squares(frames, 100, &sum);
        all.at[t]->add_squares(frames + 100, TABLES_MOST - 100, &sum);
        tables_check(all.at[t], "squares", TABLES_MOST, &sum, &wanted,
                     sizeof sum);
    }
}
END_TEST

static void
stand_plainly(emg_still *s, const emg_lanes *x, emg_lanes *place,
              emg_lanes *out)
{
    *out = *place;
    for (int k = 0; k < EMG_LANES; k++) {
        bool same = x->v[k] == s->last.v[k];
        if (!same)
            s->held.v[k] = s->before.v[k];
        s->same.v[k] = same ? s->same.v[k] + 1 : 1;
        s->last.v[k] = x->v[k];
        s->before.v[k] = x->v[k] + s->offset.v[k];
        s->offset.v[k] *= s->fade;
    }
    *place = s->before;
}

START_TEST(it_is_counted_how_long_samples_stand_still)
{
    enum { N = 50 };
    emg_lanes in[N], ring[N], wanted_ring[N], wanted[N], out[N];
    emg_still start = {.fade = 0.9}, still, plain;
    tables all = tables_find();
    tables_fill(ring, N);
    tables_fill(&start.offset, 1);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < EMG_LANES; k++)
            in[i].v[k] = (double)(tables_bits() % (uint64_t)(k + 1));
    for (int t = 0; t < all.n; t++) {
        emg_lanes places[N];
        memcpy(out, in, sizeof in);
        memcpy(places, ring, sizeof ring);
        memcpy(wanted_ring, ring, sizeof ring);
        still = plain = start;
        for (int i = 0; i < N; i++)
            stand_plainly(&plain, &in[i], &wanted_ring[i], &wanted[i]);
        all.at[t]->still(&still, out, 20, places, out);
        all.at[t]->still(&still, out + 20, N - 20, places + 20, out + 20);
        tables_check(all.at[t], "still", N, &still, &plain,
                     offsetof(emg_still, fade));
        tables_check(all.at[t], "still", N, places, wanted_ring, sizeof places);
        tables_check(all.at[t], "still", N, out, wanted, sizeof out);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, squares_are_added_frame_by_frame);
    tcase_add_test(tests, it_is_counted_how_long_samples_stand_still);
}

int
main(void)
{
    return unit_main("kernel_still", add);
}
