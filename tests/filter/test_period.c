#include "stage.h"
#include "unit.h"

#include "filter/period.h"

static emg_status
build(emg_chain *chain, const void *chosen, emg_error *error)
{
    static const double hz[EMG_MOST_PERIODS] = {7.3};
    (void)chosen;
    return emg_chain_add(
        chain, emg_period_create(emg_chain_format(chain), hz, 1, error), error);
}

START_TEST(a_period_template_keeps_the_rules_of_stages)
{
    stage_asks("mean period", build, NULL, 50, 1200);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, a_period_template_keeps_the_rules_of_stages);
}

int
main(void)
{
    return unit_main("mean period", add);
}
