/* A chain from inside: stage by stage, bank by bank. */
#ifndef EMG_FLOW_CHAIN_H
#define EMG_FLOW_CHAIN_H

#include "emg/flow.h"

/** The stage that was added last; NULL: none was. */
emg_stage *emg_chain_last(const emg_chain *chain);

/** True when it has stages and all work at each bank apart from the others. */
bool emg_chain_is_apart(const emg_chain *chain);

/** Runs one bank of a block of the segment that the chain is in through all
 * stages. Returns the frames that leave, or -1 with *error set. */
int emg_chain_run_bank(emg_chain *chain, int bank, emg_block *block,
                       emg_error *error);

/** All banks of the block went through, and n frames of each leave. Blocks are
 * delivered in their order. */
void emg_chain_deliver(emg_chain *chain, emg_block *block, int n);

#endif
