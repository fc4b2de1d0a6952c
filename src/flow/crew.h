/* Threads that share out pieces of work. */
#ifndef EMG_FLOW_CREW_H
#define EMG_FLOW_CREW_H

#include "emg/base.h"

typedef struct emg_crew emg_crew;

/** Does one piece of what was begun. */
typedef void emg_crew_work(void *context, int piece);

/** A crew of n, the caller among them. One that cannot be started is done
 * without. NULL with *error set: no memory. */
emg_crew *emg_crew_create(int n, emg_error *error);

/** The others begin with pieces 0 to n_pieces - 1, each done by one of them;
 * what was begun before is finished. */
void emg_crew_begin(emg_crew *crew, emg_crew_work *work, void *context,
                    int n_pieces);

/** The caller helps; returns when all pieces are done. */
void emg_crew_finish(emg_crew *crew);

/** Finishes what was begun. */
void emg_crew_destroy(emg_crew *crew);

#endif
