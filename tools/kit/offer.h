/* What a shell can offer where an option's value is to be typed. */
#ifndef KIT_OFFER_H
#define KIT_OFFER_H

#include "kit/parse.h"

/** Which part of a channel list is being typed decides what is replaced. */
typedef enum kit_label_form {
    KIT_NO_LABELS,
    KIT_LABEL,      /* LABEL=UV, A-B: the first one */
    KIT_LABEL_LIST, /* after the last comma */
    KIT_LABEL_PAIR  /* A:B: each of the two */
} kit_label_form;

/**
 * Read from the value's name in the table: parts in lower case are offered as
 * they are, parts in capitals say what stands there, such as FILE.
 *
 * words    to be offered, parted by spaces; may be empty
 * several  of them may stand with commas between them
 */
typedef struct kit_offer {
    char words[512];
    bool several, files, folders;
    kit_label_form labels;
} kit_offer;

kit_offer kit_offer_of(const kit_option *option);

#endif
