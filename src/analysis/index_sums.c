/* Frames, or points interpolated between them, become sums. */
#include "analysis/index_sums.h"

static void
add(emg_index_sums *s, const emg_index_point *p)
{
    emg_indices_add(&s->sums, p->a, p->b, p->a_on, p->b_on);
    s->multi += p->multi;
    s->a_on += p->a_on;
    s->b_on += p->b_on;
}

/* A share of the way from the frame before to this one. */
static emg_index_point
between(const emg_index_point *before, const emg_index_point *now, double share)
{
    const emg_index_point *near = share < 0.5 ? before : now;
    return (emg_index_point){before->a + share * (now->a - before->a),
                             before->b + share * (now->b - before->b),
                             before->multi +
                                 share * (now->multi - before->multi),
                             near->a_on, near->b_on};
}

void
emg_index_sums_add(emg_index_sums *s, const emg_index_point *point)
{
    while (s->grid > 1 && s->taken < s->grid) {
        double place = (double)(s->taken * (s->frames - 1)) / (s->grid - 1);
        if (place > (double)s->seen)
            break;
        emg_index_point p = s->seen > 0 ? between(&s->last, point,
                                                  place - (double)(s->seen - 1))
                                        : *point;
        add(s, &p);
        s->taken++;
    }
    if (s->grid < 2)
        add(s, point);
    s->last = *point;
    s->seen++;
}
