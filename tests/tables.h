/* The tables of kernels that this processor runs, and data to ask them with. */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "dsp/kernels.h"

#include <stddef.h>

#define TABLES_MOST 300 /* frames */

/** The same work at each width of a vector. */
typedef struct tables {
    int n;
    const emg_kernels_table *at[3];
} tables;

tables tables_find(void);

/** 64 bits of a sequence that is the same in each test. */
uint64_t tables_bits(void);

/** Between -1 and 1. */
double tables_value(void);

/** n frames between -1000 and 1000. */
void tables_fill(emg_lanes *frames, int n);

/** The signed number of so many little-endian bytes. */
int32_t tables_code(const uint8_t *at, int bytes);

/** Fails, naming the table and what of how many frames it gave, where bytes
 * are not those that are wanted. */
void tables_check(const emg_kernels_table *table, const char *what, int n,
                  const void *got, const void *wanted, size_t size);

#endif
