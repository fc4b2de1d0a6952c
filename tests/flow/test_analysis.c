#include "unit.h"

#include "emg/flow.h"
#include "toys.h"

static const toy_stretch stretches[] = {{0, 25, {.number = 0}}};
static const int groups[] = {2};

/* Wants `passes` of them, counts frames, may fail on the way. */
typedef struct counting {
    emg_analysis analysis;
    int passes, prepared, finished, destroyed;
    int64_t frames;
    int fail_in_pass; /* prepare fails in this pass; -1 never */
} counting;

static emg_status
prepare(emg_analysis *analysis, int pass, bool *wanted, emg_error *error)
{
    counting *self = (counting *)analysis;
    ck_assert(*wanted);
    ck_assert_int_eq(pass, self->prepared);
    self->prepared++;
    if (pass == self->fail_in_pass)
        return emg_fail(error, EMG_NO_MEMORY, "none left");
    *wanted = pass < self->passes;
    return EMG_OK;
}

static emg_status
take(emg_sink *sink, const emg_block *block, emg_error *error)
{
    (void)error;
    ((counting *)sink)->frames += block->n_frames;
    return EMG_OK;
}

static emg_status
finish(emg_sink *sink, emg_error *error)
{
    counting *self = (counting *)sink;
    (void)error;
    self->finished++;
    ck_assert_int_eq(self->frames, 25 * self->finished);
    return EMG_OK;
}

static void
destroy(emg_sink *sink)
{
    ((counting *)sink)->destroyed++;
}

static const emg_analysis_ops ops = {
    .sink = {.name = "counting",
             .take = take,
             .finish = finish,
             .destroy = destroy},
    .prepare = prepare,
};

static counting
counting_of(int passes)
{
    return (counting){.analysis = {.sink = {&ops.sink}, .ops = &ops},
                      .passes = passes,
                      .fail_in_pass = -1};
}

START_TEST(each_pass_sees_the_whole_recording)
{
    for (int passes = 0; passes < 4; passes++) {
        toy_source source;
        counting count = counting_of(passes);
        toy_source_init(&source, 1, groups, stretches, 1);
        ck_assert_int_eq(emg_analyse(&source.source, &count.analysis, 10, NULL),
                         EMG_OK);
        ck_assert_int_eq(count.prepared, passes + 1);
        ck_assert_int_eq(count.finished, passes);
        ck_assert_int_eq(count.frames, 25 * passes);
        ck_assert_int_eq(source.n_rewinds, passes > 0 ? passes - 1 : 0);
        emg_source_destroy(&source.source);
    }
}
END_TEST

START_TEST(a_pass_that_cannot_be_prepared_ends_it)
{
    toy_source source;
    counting count = counting_of(3);
    emg_error error = EMG_NO_ERROR;
    count.fail_in_pass = 1;
    toy_source_init(&source, 1, groups, stretches, 1);
    ck_assert_int_eq(emg_analyse(&source.source, &count.analysis, 0, &error),
                     EMG_NO_MEMORY);
    ck_assert_int_eq(count.finished, 1);
    ck_assert_int_eq(count.prepared, 2);
    emg_source_destroy(&source.source);
}
END_TEST

START_TEST(a_source_that_breaks_ends_it_without_finish)
{
    toy_source source;
    counting count = counting_of(2);
    emg_error error = EMG_NO_ERROR;
    toy_source_init(&source, 1, groups, stretches, 1);
    source.fail_after = 10;
    ck_assert_int_eq(emg_analyse(&source.source, &count.analysis, 10, &error),
                     EMG_IO_FAILED);
    ck_assert_int_eq(count.finished, 0);
    ck_assert_int_eq(count.prepared, 1);
    emg_source_destroy(&source.source);
}
END_TEST

START_TEST(destroying_reaches_the_analysis)
{
    counting count = counting_of(0);
    emg_analysis_destroy(&count.analysis);
    ck_assert_int_eq(count.destroyed, 1);
    emg_analysis_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_pass_sees_the_whole_recording);
    tcase_add_test(tests, a_pass_that_cannot_be_prepared_ends_it);
    tcase_add_test(tests, a_source_that_breaks_ends_it_without_finish);
    tcase_add_test(tests, destroying_reaches_the_analysis);
}

int
main(void)
{
    return unit_main("analysis", add);
}
