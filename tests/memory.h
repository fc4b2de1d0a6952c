/* All memory of the library passes here (the linker's --wrap): counted, and
 * refused when a test asks for that. */
#ifndef TESTS_MEMORY_H
#define TESTS_MEMORY_H

#include <stdint.h>

/** How often memory was taken since the program began. */
int64_t memory_taken(void);

/** The n-th taking from now on, counted from 1, fails once; 0: none. */
void memory_refuse(int64_t nth);

/** True when the refusal has happened. */
int memory_refused(void);

#endif
