#include "unit.h"

#include "analysis/strong_pair.h"
#include "base/memory.h"

/* Both muscles have runs; 1000 frames a second. */
typedef struct times {
    int64_t from, to;
} times;

static emg_strong_pair pair;
static emg_burst a[8], b[8];
static emg_strong_event *events;
static size_t n;

static size_t
fill(emg_burst *runs, const times *when, int count)
{
    for (int i = 0; i < count; i++)
        runs[i] = (emg_burst){.from = when[i].from, .to = when[i].to};
    return (size_t)count;
}

static void
find(const times *of_a, int n_a, const times *of_b, int n_b, double gap_s)
{
    pair.a.runs = (emg_burst_list){a, fill(a, of_a, n_a), 8};
    pair.b.runs = (emg_burst_list){b, fill(b, of_b, n_b), 8};
    ck_assert_int_eq(
        emg_strong_pair_events(&pair, 1000, gap_s, 1, &events, &n, NULL),
        EMG_OK);
}

static void
is(size_t i, int64_t from, int64_t to)
{
    ck_assert_uint_lt(i, n);
    ck_assert_int_eq(events[i].run.from, from);
    ck_assert_int_eq(events[i].run.to, to);
}

START_TEST(an_event_is_when_both_are_on_for_long_enough)
{
    static const times one[] = {{1000, 4000}, {6000, 7000}};
    static const times two[] = {{2000, 5000}, {6500, 9000}};
    find(one, 2, two, 2, 0.15);
    ck_assert_uint_eq(n, 1);
    is(0, 2000, 4000);
    emg_free(events);
}
END_TEST

START_TEST(a_short_pause_is_closed_where_its_sides_are_longer)
{
    static const times one[] = {{0, 9000}};
    static const times two[] = {
        {0, 1000}, {1100, 2000}, {2100, 2150}, {2290, 5000}};
    find(one, 1, two, 4, 0.15);
    ck_assert_uint_eq(n, 2);
    is(0, 0, 2000); /* 50 frames are not twice the pause before them */
    is(1, 2290, 5000);
    emg_free(events);
    find(one, 1, two, 4, 0.05);
    ck_assert_uint_eq(n, 2);
    is(0, 0, 1000);
    emg_free(events);
}
END_TEST

START_TEST(segments_are_never_joined)
{
    static const times both[] = {{0, 1500}, {1510, 3000}};
    pair.a.runs = (emg_burst_list){a, fill(a, both, 2), 8};
    pair.b.runs = (emg_burst_list){b, fill(b, both, 2), 8};
    a[1].segment = b[1].segment = 1;
    emg_strong_pair_events(&pair, 1000, 0.15, 1, &events, &n, NULL);
    ck_assert_uint_eq(n, 2);
    emg_free(events);
}
END_TEST

START_TEST(turns_end_an_event)
{
    static const times both[] = {{0, 9000}};
    pair.turns = (emg_intervals){0};
    emg_intervals_add(&pair.turns, (emg_interval){3000, 5000, 0}, NULL);
    emg_intervals_add(&pair.turns, (emg_interval){7000, 7100, 0}, NULL);
    find(both, 1, both, 1, 0.15);
    ck_assert_uint_eq(n, 3);
    is(0, 0, 3000);
    is(1, 3000, 5000);
    is(2, 5000, 9000); /* one window of turns may be chance */
    ck_assert(!events[0].in_turns && events[1].in_turns);
    emg_free(events);
    emg_intervals_free(&pair.turns);
}
END_TEST

START_TEST(sums_are_those_of_its_stretches)
{
    static const times both[] = {{0, 2000}, {4000, 6000}};
    emg_both sums[] = {{.from = 10, .to = 1990, .n = 198, .a = {9, 8, 7}},
                       {.from = 4010, .to = 5000, .n = 99, .b = {6, 5, 4}},
                       {.from = 5010, .to = 5990, .n = 98, .b = {3, 2, 1}}};
    pair.both = sums;
    pair.n_both = 3;
    find(both, 2, both, 2, 0.15);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(events[0].sums.n, 198);
    ck_assert_double_eq(events[0].sums.a.own, 8);
    ck_assert_int_eq(events[1].sums.n, 197);
    ck_assert_double_eq(events[1].sums.b.heard, 9);
    emg_free(events);
    pair.n_both = 0;
}
END_TEST

START_TEST(what_is_masked_is_cut_out)
{
    emg_burst_list list = {emg_new(2, sizeof(emg_burst), NULL), 2, 2};
    emg_intervals away = {0};
    list.at[0] = (emg_burst){.from = 0, .to = 100};
    list.at[1] = (emg_burst){.from = 200, .to = 300};
    emg_intervals_add(&away, (emg_interval){20, 30, 0}, NULL);
    emg_intervals_add(&away, (emg_interval){90, 210, 0}, NULL);
    ck_assert_int_eq(emg_burst_list_cut(&list, &away, NULL), EMG_OK);
    static const int64_t from[] = {0, 30, 210}, to[] = {20, 90, 300};
    ck_assert_uint_eq(list.n, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(list.at[i].from, from[i]);
        ck_assert_int_eq(list.at[i].to, to[i]);
    }
    emg_free(list.at);
    emg_intervals_free(&away);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, what_is_masked_is_cut_out);
    tcase_add_test(tests, an_event_is_when_both_are_on_for_long_enough);
    tcase_add_test(tests, a_short_pause_is_closed_where_its_sides_are_longer);
    tcase_add_test(tests, segments_are_never_joined);
    tcase_add_test(tests, turns_end_an_event);
    tcase_add_test(tests, sums_are_those_of_its_stretches);
}

int
main(void)
{
    return unit_main("strong_events", add);
}
