#include "stage.h"
#include "unit.h"

#include "filter/mains.h"

static emg_status
build(emg_chain *chain, const void *chosen, emg_error *error)
{
    bool on[64] = {0};
    (void)chosen;
    for (int c = 0; c < 64; c++)
        on[c] = c % 3 != 2;
    return emg_chain_add(
        chain, emg_mains_stage_create(emg_chain_format(chain), 10, on, error),
        error);
}

START_TEST(following_mains_keeps_the_rules_of_stages)
{
    stage_asks("mains", build, NULL, 50, 1200);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, following_mains_keeps_the_rules_of_stages);
}

int
main(void)
{
    return unit_main("mains stage", add);
}
