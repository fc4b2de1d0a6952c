/* Which muscles work against each other, by region of the body. */
#include "detect/muscle.h"

/* THY with PCA, FDI with FPI and LPS are recorded with needles; GAS is what
 * does not tell which head of the gastrocnemius it is. */
static const emg_antagonists pairs[] = {
    {"neck", "SCM", "SCM", true},      {"neck", "SPL", "SPL", true},
    {"neck", "SCM", "SPL", false},     {"neck", "SCM", "SSP", false},
    {"face", "OOC", "LPS", false},     {"face", "OOC", "FRO", false},
    {"jaw", "MAS", "DIG", false},      {"jaw", "TEM", "DIG", false},
    {"jaw", "MAS", "LPT", false},      {"jaw", "TEM", "LPT", false},
    {"larynx", "THY", "PCA", false},   {"shoulder", "DA", "DP", false},
    {"shoulder", "PEC", "LAT", false}, {"elbow", "BB", "TB", false},
    {"elbow", "BRD", "TB", false},     {"wrist", "FCR", "ECR", false},
    {"wrist", "FCU", "ECU", false},    {"wrist", "FLEX", "EXT", false},
    {"fingers", "FDS", "EDC", false},  {"fingers", "FPL", "EPL", false},
    {"hand", "FDI", "FPI", false},     {"trunk", "RA", "ES", false},
    {"trunk", "EO", "EO", true},       {"knee", "RF", "BF", false},
    {"knee", "RF", "ST", false},       {"knee", "RF", "HAM", false},
    {"knee", "VL", "BF", false},       {"knee", "VL", "ST", false},
    {"knee", "VL", "HAM", false},      {"ankle", "TA", "SOL", false},
    {"ankle", "TA", "GM", false},      {"ankle", "TA", "GAS", false},
    {"foot", "EHL", "FHL", false},     {"foot", "TP", "PL", false},
};

const emg_antagonists *
emg_antagonist_pairs(size_t *n)
{
    *n = sizeof pairs / sizeof *pairs;
    return pairs;
}
