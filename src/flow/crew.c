/* A crew: each takes the next piece until there is none. */
#include "flow/crew.h"

#include "base/memory.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

#define LOOKS 200 /* some 50 us */

struct emg_crew {
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t begun, done;
    emg_crew_work *work;
    void *context;
    int n_pieces;
    int next; /* the piece that nobody has begun */
    int left; /* pieces that are not done */
    bool over;
    int n_threads;
    pthread_t threads[]; /* the others */
};

/* Called and left with the lock held. */
static void
do_pieces(emg_crew *self)
{
    while (self->next < self->n_pieces) {
        int piece = self->next++;
        pthread_mutex_unlock(&self->lock);
        self->work(self->context, piece);
        pthread_mutex_lock(&self->lock);
        if (--self->left == 0)
            pthread_cond_signal(&self->done);
    }
}

static bool
has_work(const emg_crew *self)
{
    return self->next < self->n_pieces || self->over;
}

static bool
is_done(const emg_crew *self)
{
    return self->left == 0;
}

/* Most waits are over before a thread that sleeps would be woken: it looks for
 * a while, and gives way where others want the processor. */
static void
wait_until(emg_crew *self, bool (*is)(const emg_crew *), pthread_cond_t *signal)
{
    for (int i = 0; i < LOOKS && !is(self); i++) {
        pthread_mutex_unlock(&self->lock);
        sched_yield();
        pthread_mutex_lock(&self->lock);
    }
    while (!is(self))
        pthread_cond_wait(signal, &self->lock);
}

static void *
serve(void *crew)
{
    emg_crew *self = crew;
    pthread_mutex_lock(&self->lock);
    while (!self->over) {
        do_pieces(self);
        wait_until(self, has_work, &self->begun);
    }
    pthread_mutex_unlock(&self->lock);
    return NULL;
}

emg_crew *
emg_crew_create(int n, emg_error *error)
{
    int others = n > 1 ? n - 1 : 0;
    emg_crew *self =
        emg_new(1, sizeof *self + (size_t)others * sizeof(pthread_t), error);
    if (!self)
        return NULL;
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->begun, NULL);
    pthread_cond_init(&self->done, NULL);
    while (self->n_threads < others &&
           pthread_create(&self->threads[self->n_threads], NULL, serve, self) ==
               0)
        self->n_threads++;
    return self;
}

void
emg_crew_begin(emg_crew *self, emg_crew_work *work, void *context, int n_pieces)
{
    pthread_mutex_lock(&self->lock);
    self->work = work;
    self->context = context;
    self->next = 0;
    self->n_pieces = self->left = n_pieces;
    pthread_cond_broadcast(&self->begun);
    pthread_mutex_unlock(&self->lock);
}

void
emg_crew_finish(emg_crew *self)
{
    pthread_mutex_lock(&self->lock);
    do_pieces(self);
    wait_until(self, is_done, &self->done);
    pthread_mutex_unlock(&self->lock);
}

void
emg_crew_destroy(emg_crew *self)
{
    if (!self)
        return;
    emg_crew_finish(self);
    pthread_mutex_lock(&self->lock);
    self->over = true;
    pthread_cond_broadcast(&self->begun);
    pthread_mutex_unlock(&self->lock);
    while (self->n_threads > 0)
        pthread_join(self->threads[--self->n_threads], NULL);
    pthread_cond_destroy(&self->begun);
    pthread_cond_destroy(&self->done);
    pthread_mutex_destroy(&self->lock);
    emg_free(self);
}
