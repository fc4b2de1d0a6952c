#include "recorded.h"
#include "toys.h"
#include "trace.h"
#include "unit.h"

#include "emg/analysis.h"

#include <math.h>
#include <stdlib.h>

#define RATE 1000
#define N (20 * RATE)

static const emg_event events[] = {{2.5, 0, "pulse"},
                                   {5, 0, "other"},
                                   {7, 0, "pulse"},
                                   {7.004, 0, "pulse"},
                                   {31, 0, "pulse"}};

typedef struct
try {
    recorded from;
    double *samples[2];
    emg_segment segments[2];
    toy_sink kept;
    emg_cleaned row;
}
try;

/* Noise with a stimulus at 2.5 s, and a trigger beside it. */
static void
run(try *t, emg_cleaning how, bool gap)
{
    size_t n = 0;
    t->samples[0] = calloc(N, sizeof(double));
    t->samples[1] = calloc(N, sizeof(double));
    trace_noise(t->samples[0], N, 1);
    for (int i = 0; i < 3; i++)
        t->samples[0][2500 + i] += i % 2 ? -3000 : 3000;
    for (int i = 0; i < 10; i++)
        t->samples[1][2500 + i] = 5;
    recorded_init(&t->from, RATE, 2, (const double *const *)t->samples, N);
    t->from.events = events;
    t->from.n_events = 5;
    t->segments[0] = (emg_segment){0};
    t->segments[1] = (emg_segment){1, 310000000, 10 * RATE};
    t->from.segments = t->segments;
    t->from.n_segments = gap ? 2 : 0;
    emg_source *source = emg_clean_create(&t->from.source, &how, NULL);
    toy_sink_init(&t->kept, 0);
    ck_assert_int_eq(emg_run(source, NULL, &t->kept.sink, 0, NULL), EMG_OK);
    t->row = emg_clean_report(source, &n, NULL)[0];
    emg_source_destroy(source);
    recorded_clear(&t->from);
}

static void
end(try *t)
{
    toy_sink_clear(&t->kept);
    free(t->samples[0]);
    free(t->samples[1]);
}

static bool
is_changed(const try *t, int frame)
{
    return t->kept.frames[frame].first != t->samples[0][frame];
}

static emg_cleaning
blanking(emg_tms_use where)
{
    return (emg_cleaning){.tms = where,
                          .tms_text = "pulse",
                          .tms_channel = 2,
                          .tms_before_s = 0.001,
                          .tms_after_s = 0.005};
}

/* 2.499 to 2.505 s; 6.999 to 7.009 s for two that overlap. */
START_TEST(annotated_stimuli_are_blanked)
{
    try t;
    run(&t, blanking(EMG_TMS_ANNOTATION), false);
    ck_assert_str_eq(t.row.step, "tms");
    ck_assert_int_eq(t.row.found, 2);
    for (int i = 0; i < N; i++)
        ck_assert_int_eq(is_changed(&t, i),
                         (i >= 2499 && i <= 2505) || (i >= 6999 && i <= 7009));
    ck_assert_double_lt(fabs(t.kept.frames[2500].first), 4);
    end(&t);
}
END_TEST

START_TEST(a_stimulus_at_the_start_of_a_stretch_stays_in_it)
{
    try t;
    run(&t, blanking(EMG_TMS_ANNOTATION), true);
    ck_assert_int_eq(t.row.found, 3);
    ck_assert(!is_changed(&t, 9999));
    for (int i = 10000; i <= 10005; i++)
        ck_assert(is_changed(&t, i));
    ck_assert(!is_changed(&t, 10006));
    end(&t);
}
END_TEST

START_TEST(a_trigger_or_the_pulse_itself_will_do)
{
    static const emg_tms_use ways[] = {EMG_TMS_TRIGGER, EMG_TMS_DETECT};
    for (int w = 0; w < 2; w++) {
        try t;
        run(&t, blanking(ways[w]), false);
        ck_assert_msg(t.row.found == 1, "way %d: %d", w, (int)t.row.found);
        for (int i = 2400; i < 2600; i++)
            ck_assert_int_eq(is_changed(&t, i), i >= 2499 && i <= 2505);
        end(&t);
    }
}
END_TEST

START_TEST(without_stimuli_nothing_is_changed)
{
    try t;
    emg_cleaning how = blanking(EMG_TMS_ANNOTATION);
    how.tms_text = "puls";
    run(&t, how, false);
    ck_assert_int_eq(t.row.state, EMG_CLEANED_NOT_NEEDED);
    ck_assert_int_eq(t.row.changed, 0);
    end(&t);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, annotated_stimuli_are_blanked);
    tcase_add_test(tests, a_stimulus_at_the_start_of_a_stretch_stays_in_it);
    tcase_add_test(tests, a_trigger_or_the_pulse_itself_will_do);
    tcase_add_test(tests, without_stimuli_nothing_is_changed);
}

int
main(void)
{
    return unit_main("clean tms", add);
}
