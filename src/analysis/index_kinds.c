/* Names, families and formulas of the indices that are computed. */
#include "analysis/index_kinds.h"

#include "emg/analysis.h"

static const emg_index_kind kinds[] = {
    {"falconer_winter", "shape", "%", "200 sum(lo) / sum(a + b)"},
    {"falconer_winter_trapezoid", "shape", "%",
     "200 int(lo) / int(a + b), by trapezoids"},
    {"falconer_winter_samples", "shape", "%", "mean(200 lo / (a + b))"},
    {"ratio_of_means", "shape", "%",
     "200 min(mean a, mean b) / (mean a + mean b)"},
    {"pearson", "shape", "", "cov(a, b) / (SD a SD b)"},
    {"cosine", "shape", "", "sum(a b) / sqrt(sum(a^2) sum(b^2))"},
    {"rudolph", "amplitude", "a", "mean((lo / hi) (lo + hi))"},
    {"mean_overlap", "amplitude", "a", "mean(lo)"},
    {"common_area", "amplitude", "a%",
     "int(lo) over 0-100 % of the time, by trapezoids"},
    {"wasted_contraction", "amplitude", "%", "100 mean(lo) / max(hi - lo)"},
    {"antagonist_agonist", "amplitude", "%",
     "100 mean(b) / mean(a), a the agonist"},
    {"multi_muscle", "amplitude", "a",
     "mean(s(d) mean(e)^2 / max(e)), d = mean |e_i - e_j|, s(d) = 1 - 1 / (1 + "
     "exp(-12 (d - 0.5)))"},
    {"temporal_overlap", "time", "%", "100 both on / all"},
    {"temporal_jaccard", "time", "%", "100 both on / either on"},
};

emg_index *
emg_index_of(int kind)
{
    static emg_index *const all[] = {
        emg_index_falconer_winter,
        emg_index_falconer_winter_trapezoid,
        emg_index_falconer_winter_samples,
        emg_index_ratio_of_means,
        emg_index_pearson,
        emg_index_cosine,
        emg_index_rudolph,
        emg_index_overlap,
        emg_index_common_area,
        emg_index_wasted,
        emg_index_antagonist,
        NULL,
        emg_index_temporal,
        emg_index_jaccard,
    };
    return all[kind];
}

const emg_index_kind *
emg_index_kinds(int *n)
{
    *n = sizeof kinds / sizeof *kinds;
    return kinds;
}
