#include "unit.h"

#include "emg/flow.h"

/* A source and a sink that only note what they are asked. */
typedef struct asked {
    emg_source source;
    emg_use first_use;
    int selected, destroyed;
} asked;

static emg_status
note_select(emg_source *source, const emg_use *use, emg_error *error)
{
    asked *self = (asked *)source;
    self->selected++;
    self->first_use = use[0];
    return emg_fail(error, EMG_BAD_OPTION, "no such channel");
}

static void
note_destroy(emg_source *source)
{
    ((asked *)source)->destroyed++;
}

START_TEST(a_selection_reaches_the_source_and_its_answer_comes_back)
{
    static const emg_source_ops ops = {.select = note_select};
    static const emg_use use[] = {EMG_PASS};
    asked source = {.source = {.ops = &ops}};
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(emg_source_select(&source.source, use, &error),
                     EMG_BAD_OPTION);
    ck_assert_int_eq(source.selected, 1);
    ck_assert_int_eq(source.first_use, EMG_PASS);
    ck_assert_str_eq(error.text, "no such channel");
}
END_TEST

START_TEST(a_source_is_destroyed_once_and_nothing_is_fine)
{
    static const emg_source_ops ops = {.destroy = note_destroy};
    asked source = {.source = {.ops = &ops}};
    emg_source_destroy(&source.source);
    ck_assert_int_eq(source.destroyed, 1);
    emg_source_destroy(NULL);
}
END_TEST

static int destroyed_sinks;

static void
count_sink(emg_sink *sink)
{
    (void)sink;
    destroyed_sinks++;
}

START_TEST(a_sink_is_destroyed_once_and_nothing_is_fine)
{
    static const emg_sink_ops ops = {.destroy = count_sink};
    emg_sink sink = {&ops};
    emg_sink_destroy(&sink);
    ck_assert_int_eq(destroyed_sinks, 1);
    emg_sink_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   a_selection_reaches_the_source_and_its_answer_comes_back);
    tcase_add_test(tests, a_source_is_destroyed_once_and_nothing_is_fine);
    tcase_add_test(tests, a_sink_is_destroyed_once_and_nothing_is_fine);
}

int
main(void)
{
    return unit_main("source", add);
}
