/* What every unit test needs: one suite, one case, its tests. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>

/** Runs the tests that add() puts into one case; the exit status of main. */
int unit_main(const char *name, void (*add)(TCase *));

/** The folder of further recordings, or NULL: then a test that needs it says
 * so with unit_skip and returns. */
const char *unit_data(void);
void unit_skip(const char *why);

#endif
