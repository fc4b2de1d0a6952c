#include "unit.h"

#include "io/columns.h"
#include "writing.h"

#include <math.h>

typedef struct seen {
    int n;
    double times[40], values[40][2];
} seen;

static emg_status
see(void *to, double time_s, const double *values, emg_error *error)
{
    seen *all = to;
    (void)error;
    all->times[all->n] = time_s;
    memcpy(all->values[all->n++], values, 2 * sizeof *values);
    return EMG_OK;
}

static double
value(int number, int64_t frame)
{
    return number * 100 + (double)frame;
}

static void
give(const writing *w, emg_columns *columns, int group, emg_segment segment,
     int64_t from, int64_t to)
{
    emg_block block;
    (void)w;
    ck_assert_int_eq(emg_block_init(&block, 1, 16, NULL), EMG_OK);
    block.group = group;
    block.segment = segment;
    block.first_frame = from;
    block.n_frames = (int)(to - from);
    for (int f = 0; f < block.n_frames; f++)
        emg_block_bank(&block, 0)[f].v[0] = value(group + 1, from + f);
    ck_assert_int_eq(emg_columns_take(columns, &block, NULL), EMG_OK);
    emg_block_clear(&block);
}

START_TEST(a_group_that_ends_early_lacks_values)
{
    writing w = {0};
    emg_columns columns;
    seen all = {0};
    emg_segment one = {0, 0, 0}, two = {1, 50000000, 3};
    writing_add(&w, "A", "uV", 4);
    writing_add(&w, "B", "uV", 4);
    w.uses[1] = EMG_TREAT;
    writing_group(&w);
    ck_assert_int_eq(
        emg_columns_init(&columns, &w.recording, "JSON", true, see, &all, NULL),
        EMG_OK);
    give(&w, &columns, 0, one, 0, 3);
    give(&w, &columns, 0, two, 3, 5);
    ck_assert_int_eq(all.n, 0);
    give(&w, &columns, 1, one, 0, 2);
    ck_assert_int_eq(all.n, 2);
    give(&w, &columns, 1, two, 2, 4);
    ck_assert_int_eq(emg_columns_end(&columns, NULL), EMG_OK);
    ck_assert_int_eq(all.n, 5);
    const double times[] = {0, 0.25, 0.5, 5, 5.25};
    const double a[] = {100, 101, 102, 103, 104};
    const double b[] = {200, 201, NAN, 202, 203};
    for (int i = 0; i < 5; i++) {
        ck_assert_double_eq(all.times[i], times[i]);
        ck_assert_double_eq(all.values[i][0], a[i]);
        if (isnan(b[i]))
            ck_assert_double_nan(all.values[i][1]);
        else
            ck_assert_double_eq(all.values[i][1], b[i]);
    }
    emg_columns_clear(&columns);
    emg_recording_clear(&w.recording);
}
END_TEST

/* The queues turn round again and again, each at a place of its own. */
START_TEST(groups_in_turn_leave_side_by_side)
{
    writing w = {0};
    emg_columns columns;
    seen all = {0};
    emg_segment one = {0, 0, 0};
    writing_add(&w, "A", "uV", 4);
    writing_add(&w, "B", "uV", 4);
    w.uses[1] = EMG_TREAT;
    writing_group(&w);
    ck_assert_int_eq(
        emg_columns_init(&columns, &w.recording, "NPY", true, see, &all, NULL),
        EMG_OK);
    for (int a = 0, b = 0; a < 40; a += 4)
        for (give(&w, &columns, 0, one, a, a + 4); b + 5 <= a + 4; b += 5)
            give(&w, &columns, 1, one, b, b + 5);
    ck_assert_int_eq(all.n, 40);
    for (int i = 0; i < 40; i++) {
        ck_assert_double_eq(all.values[i][0], 100 + i);
        ck_assert_double_eq(all.values[i][1], 200 + i);
    }
    emg_columns_clear(&columns);
    emg_recording_clear(&w.recording);
}
END_TEST

START_TEST(names_differ_from_each_other)
{
    writing w = {0};
    emg_columns columns;
    char name[EMG_COLUMN_SIZE];
    static const char *const names[] = {"A", "ch2", "A#2", "A#3"};
    writing_add(&w, "A", "", 1);
    writing_add(&w, "", "", 1);
    writing_add(&w, "A", "", 1);
    writing_add(&w, "A", "", 1);
    writing_group(&w);
    ck_assert_int_eq(
        emg_columns_init(&columns, &w.recording, "CSV", false, see, NULL, NULL),
        EMG_OK);
    for (int c = 0; c < 4; c++) {
        emg_columns_name(&columns, c, name);
        ck_assert_str_eq(name, names[c]);
    }
    emg_columns_clear(&columns);
    emg_recording_clear(&w.recording);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_group_that_ends_early_lacks_values);
    tcase_add_test(tests, groups_in_turn_leave_side_by_side);
    tcase_add_test(tests, names_differ_from_each_other);
}

int
main(void)
{
    return unit_main("columns", add);
}
