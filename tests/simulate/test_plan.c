#include "unit.h"

#include "simulate/plan.h"

static emg_plan
plan(emg_family family, double duration_s)
{
    emg_scenario scenario = emg_scenario_default();
    emg_plan made;
    scenario.family = family;
    scenario.duration_s = duration_s;
    ck_assert_int_eq(emg_plan_make(&made, &scenario, 0, NULL), EMG_OK);
    return made;
}

static void
check_lengths(const emg_gates *gates, double least, double most)
{
    for (size_t i = 0; i < gates->n; i++) {
        double length = gates->list[i].end_s - gates->list[i].start_s;
        ck_assert(length > least - 0.0011 && length < most + 0.0011);
    }
}

START_TEST(bouts_lie_in_order_between_two_seconds_of_rest_and_the_end)
{
    for (int family = 0; family < EMG_FAMILIES; family++) {
        if (family == EMG_FAMILY_TONIC || family == EMG_FAMILY_NO_REST)
            continue;
        emg_plan made = plan((emg_family)family, 300);
        for (int m = 0; m < 2; m++) {
            double last = 2 - 0.15;
            for (size_t i = 0; i < made.muscles[m].n; i++) {
                ck_assert_double_ge(made.muscles[m].list[i].start_s, last);
                last = made.muscles[m].list[i].end_s;
            }
            ck_assert_double_le(last, 300.001);
        }
        emg_plan_clear(&made);
    }
}
END_TEST

START_TEST(sustained_co_contractions_have_the_lengths_asked_for)
{
    emg_plan made = plan(EMG_FAMILY_COCONTRACTION, 600);
    ck_assert_uint_gt(made.truth.n, 100);
    ck_assert_uint_eq(made.truth.n, made.muscles[0].n);
    check_lengths(&made.truth, 0.7, 3);
    check_lengths(&made.muscles[0], 0.7, 3.3);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(the_shortest_rests_leave_no_overlap)
{
    emg_scenario scenario = emg_scenario_default();
    emg_plan made;
    scenario.family = EMG_FAMILY_COCONTRACTION;
    scenario.duration_s = 600;
    scenario.rest_s = 0.3;
    ck_assert_int_eq(emg_plan_make(&made, &scenario, 0, NULL), EMG_OK);
    ck_assert_uint_gt(made.truth.n, 200);
    for (int m = 0; m < 2; m++)
        for (size_t i = 1; i < made.muscles[m].n; i++)
            ck_assert_double_gt(made.muscles[m].list[i].start_s,
                                made.muscles[m].list[i - 1].end_s);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(a_mixture_holds_each_kind_of_bout)
{
    emg_plan made = plan(EMG_FAMILY_MIXED, 600);
    emg_gates brief = {0};
    emg_gates_intersect(&brief, &made.muscles[0], &made.muscles[1], 0, 0.2,
                        NULL);
    ck_assert_uint_gt(made.truth.n, 30);
    ck_assert_uint_gt(brief.n, made.truth.n + 10);
    ck_assert_uint_gt(made.muscles[0].n, brief.n + 10);
    ck_assert_uint_gt(made.muscles[1].n, brief.n + 10);
    check_lengths(&made.truth, 0.7, 3);
    emg_gates_clear(&brief);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(muscles_that_alternate_are_never_on_together)
{
    emg_plan made = plan(EMG_FAMILY_ALTERNATING, 600);
    emg_gates both = {0};
    emg_gates_intersect(&both, &made.muscles[0], &made.muscles[1], 0, 0, NULL);
    ck_assert_uint_eq(both.n, 0);
    ck_assert_uint_eq(made.truth.n, 0);
    ck_assert_uint_gt(made.muscles[0].n, 300);
    ck_assert_uint_eq(made.muscles[0].n, made.muscles[1].n);
    for (int m = 0; m < 2; m++)
        check_lengths(&made.muscles[m], 1 / 6.0, 1);
    emg_gates_clear(&both);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(one_muscle_alone_leaves_the_other_at_rest)
{
    const emg_family families[] = {EMG_FAMILY_SINGLE, EMG_FAMILY_CROSSTALK};
    for (int i = 0; i < 2; i++) {
        emg_plan made = plan(families[i], 60);
        ck_assert_uint_gt(made.muscles[0].n, 8);
        ck_assert_uint_eq(made.muscles[1].n, 0);
        ck_assert_uint_eq(made.truth.n, 0);
        emg_plan_clear(&made);
    }
    emg_plan made = plan(EMG_FAMILY_REST, 60);
    ck_assert_uint_eq(made.muscles[0].n + made.muscles[1].n, 0);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(tonic_activity_fills_the_recording_and_its_truth)
{
    emg_plan made = plan(EMG_FAMILY_TONIC, 60);
    ck_assert_double_lt(made.muscles[1].list[0].start_s, 0);
    ck_assert_uint_eq(made.truth.n, 1);
    ck_assert_double_eq(made.truth.list[0].start_s, 0);
    ck_assert_double_eq(made.truth.list[0].end_s, 60);
    ck_assert_double_eq(made.inside[1].list[0].end_s, 60);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(tremor_lies_between_four_and_seven_hertz)
{
    emg_plan made = plan(EMG_FAMILY_TREMULOUS, 60);
    ck_assert(made.tremor_hz >= 4 && made.tremor_hz < 7);
    ck_assert_double_eq(made.tremor_depth, 0.5);
    emg_plan_clear(&made);
    made = plan(EMG_FAMILY_MIXED, 60);
    ck_assert_double_eq(made.tremor_depth, 0);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(tremor_alternates_at_four_to_seven_hertz)
{
    emg_plan made = plan(EMG_FAMILY_TREMOR, 600);
    ck_assert_uint_eq(made.truth.n, 0);
    ck_assert_uint_gt(made.muscles[0].n, 800);
    ck_assert_uint_eq(made.muscles[0].n, made.muscles[1].n);
    for (int m = 0; m < 2; m++)
        check_lengths(&made.muscles[m], 1 / 14.0, 1 / 8.0);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(without_rest_one_muscle_at_least_works_at_any_time)
{
    emg_plan made = plan(EMG_FAMILY_NO_REST, 600);
    const emg_gates *muscles = made.muscles;
    size_t n = muscles[0].n + muscles[1].n;
    ck_assert_double_lt(muscles[0].list[0].start_s, 0);
    for (size_t i = 1; i < n; i++) {
        emg_bout last = muscles[(i - 1) % 2].list[(i - 1) / 2];
        emg_bout now = muscles[i % 2].list[i / 2];
        double shared_s = last.end_s - now.start_s;
        ck_assert(shared_s > 0.699 && shared_s < 3.001);
        ck_assert_double_gt(now.end_s - last.end_s, 0.699);
        if (i == n - 1)
            ck_assert_double_gt(now.end_s, 600);
    }
    ck_assert(made.truth.n >= n - 3 && made.truth.n <= n - 1);
    check_lengths(&made.truth, 0.5, 3);
    emg_plan_clear(&made);
}
END_TEST

START_TEST(a_clinic_sees_it_all_and_the_healthy_never_co_contract)
{
    emg_plan ill = plan(EMG_FAMILY_CLINIC, 1200);
    emg_plan healthy = plan(EMG_FAMILY_HEALTHY, 1200);
    emg_gates both = {0};
    int quick = 0, slow = 0;
    ck_assert_uint_gt(ill.truth.n, 60);
    check_lengths(&ill.truth, 0.7, 3);
    emg_gates_intersect(&both, &healthy.muscles[0], &healthy.muscles[1], 0, 0,
                        NULL);
    ck_assert_uint_eq(both.n, 0);
    for (size_t i = 0; i < healthy.muscles[0].n; i++) {
        emg_bout one = healthy.muscles[0].list[i];
        quick += one.end_s - one.start_s < 0.126;
        slow += one.end_s - one.start_s > 0.7;
    }
    ck_assert(quick > 100 && slow > 50);
    emg_plan_clear(&ill);
    emg_plan_clear(&healthy);
}
END_TEST

START_TEST(pairs_and_seeds_have_bouts_of_their_own)
{
    emg_scenario scenario = emg_scenario_default();
    emg_plan made[3];
    emg_plan_make(&made[0], &scenario, 0, NULL);
    emg_plan_make(&made[1], &scenario, 1, NULL);
    scenario.seed = 2;
    emg_plan_make(&made[2], &scenario, 0, NULL);
    ck_assert_double_ne(made[0].truth.list[0].start_s,
                        made[1].truth.list[0].start_s);
    ck_assert_double_ne(made[0].truth.list[0].start_s,
                        made[2].truth.list[0].start_s);
    for (int i = 0; i < 3; i++)
        emg_plan_clear(&made[i]);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests,
                   bouts_lie_in_order_between_two_seconds_of_rest_and_the_end);
    tcase_add_test(tests, sustained_co_contractions_have_the_lengths_asked_for);
    tcase_add_test(tests, the_shortest_rests_leave_no_overlap);
    tcase_add_test(tests, a_mixture_holds_each_kind_of_bout);
    tcase_add_test(tests, muscles_that_alternate_are_never_on_together);
    tcase_add_test(tests, one_muscle_alone_leaves_the_other_at_rest);
    tcase_add_test(tests, tonic_activity_fills_the_recording_and_its_truth);
    tcase_add_test(tests, tremor_lies_between_four_and_seven_hertz);
    tcase_add_test(tests, tremor_alternates_at_four_to_seven_hertz);
    tcase_add_test(tests, without_rest_one_muscle_at_least_works_at_any_time);
    tcase_add_test(tests,
                   a_clinic_sees_it_all_and_the_healthy_never_co_contract);
    tcase_add_test(tests, pairs_and_seeds_have_bouts_of_their_own);
}

int
main(void)
{
    return unit_main("plan", add);
}
