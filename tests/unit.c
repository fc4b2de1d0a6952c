/* One runner for all unit tests. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#define TIMEOUT_S 110 /* of which none takes a fifth on an idle machine */

int
unit_main(const char *name, void (*add)(TCase *))
{
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    tcase_set_timeout(cases, TIMEOUT_S);
    add(cases);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

const char *
unit_data(void)
{
    const char *folder = getenv("EMG_TEST_DATA");
    return folder && *folder ? folder : NULL;
}

void
unit_skip(const char *why)
{
    fprintf(stderr, "# skipped: %s\n", why);
}
