#include "unit.h"

#include "flow/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define N_PIECES 40

typedef struct work {
    atomic_int done[N_PIECES];
} work;

static void
count(void *context, int piece)
{
    atomic_fetch_add(&((work *)context)->done[piece], 1);
}

static void
expect_times(work *w, int n, int times)
{
    for (int i = 0; i < N_PIECES; i++)
        ck_assert_int_eq(atomic_load(&w->done[i]), i < n ? times : 0);
}

START_TEST(each_piece_is_done_once)
{
    for (int n = 0; n < 6; n++) {
        work w = {0};
        emg_crew *crew = emg_crew_create(n, NULL);
        for (int round = 1; round < 50; round++) {
            emg_crew_begin(crew, count, &w, N_PIECES);
            emg_crew_finish(crew);
            expect_times(&w, N_PIECES, round);
        }
        emg_crew_destroy(crew);
    }
}
END_TEST

START_TEST(fewer_pieces_than_threads_and_none_are_fine)
{
    work w = {0};
    emg_crew *crew = emg_crew_create(4, NULL);
    emg_crew_finish(crew);
    emg_crew_begin(crew, count, &w, 0);
    emg_crew_finish(crew);
    expect_times(&w, 0, 0);
    emg_crew_begin(crew, count, &w, 2);
    emg_crew_finish(crew);
    expect_times(&w, 2, 1);
    emg_crew_destroy(crew);
}
END_TEST

typedef struct slow {
    pthread_t caller;
    atomic_int begun, done;
} slow;

/* The caller is done at once; whoever helps it is slow. */
static void
be_slow(void *context, int piece)
{
    slow *s = context;
    (void)piece;
    atomic_fetch_add(&s->begun, 1);
    while (atomic_load(&s->begun) < 2)
        usleep(100); /* until both are at it */
    if (!pthread_equal(pthread_self(), s->caller))
        usleep(50000);
    atomic_fetch_add(&s->done, 1);
}

START_TEST(the_caller_waits_for_who_is_slower)
{
    emg_crew *crew = emg_crew_create(2, NULL);
    for (int asleep = 0; asleep < 2; asleep++) {
        slow s = {.caller = pthread_self()};
        usleep(asleep ? 50000 : 0); /* the other has long gone to sleep */
        emg_crew_begin(crew, be_slow, &s, 2);
        emg_crew_finish(crew);
        ck_assert_int_eq(atomic_load(&s.done), 2);
    }
    emg_crew_destroy(crew);
}
END_TEST

START_TEST(destroy_finishes_what_was_begun)
{
    for (int n = 1; n < 5; n++) {
        work w = {0};
        emg_crew *crew = emg_crew_create(n, NULL);
        emg_crew_begin(crew, count, &w, N_PIECES);
        emg_crew_destroy(crew);
        expect_times(&w, N_PIECES, 1);
    }
    emg_crew_destroy(NULL);
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, each_piece_is_done_once);
    tcase_add_test(tests, fewer_pieces_than_threads_and_none_are_fine);
    tcase_add_test(tests, the_caller_waits_for_who_is_slower);
    tcase_add_test(tests, destroy_finishes_what_was_begun);
}

int
main(void)
{
    return unit_main("crew", add);
}
