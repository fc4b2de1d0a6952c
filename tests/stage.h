/* What every stage is asked, whatever it computes. */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "emg/flow.h"

/**
 * Adds the stages under test to a chain. Returns what the last adding gave.
 */
typedef emg_status (*stage_builder)(emg_chain *chain, const void *settings,
                                    emg_error *error);

/**
 * Builds chains at 1 to 17 channels and demands of each, bit by bit:
 *
 * - blocks of 1, 7, 64, 256, 4096 frames and one whole give the same
 * - as many frames leave as came, or what the change of rate says
 * - no more than the announced lag is ever held back
 * - flush empties it, and it stays empty
 * - reset is as good as new, half emptied too; after a gap it starts afresh
 * - a channel does not leak into another, and is the same among any number
 * - spare lanes never matter
 * - banks that it calls apart may go one after the other, in any order
 * - memory is taken only while it is built, and what fails there leaves nothing
 *
 * name     of the stage, for messages
 * rate_hz  of the channels it is given
 * frames   of the longest recording it is given: some times its lag
 */
void stage_asks(const char *name, stage_builder build, const void *settings,
                int64_t rate_hz, int64_t frames);

#endif
