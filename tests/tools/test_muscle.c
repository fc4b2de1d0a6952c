#include "kit/muscle.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

typedef struct known {
    const char *label, *muscle; /* of the table */
    const char *found;          /* NULL: none */
    emg_body_side side;
} known;

/* The first are those of the official examples, or follow their form. */
static const known channels[] = {
    {"EMG1", "Flexor carpi radialis", "FCR", EMG_SIDE_UNKNOWN},
    {"EMG2", "Tibialis Anterior", "TA", EMG_SIDE_UNKNOWN},
    {"EMG3", "Soleus (left)", "SOL", EMG_SIDE_LEFT},
    {"L_3", "Flexor carpi ulnaris", "FCU", EMG_SIDE_LEFT},
    {"R_EMG1", "Extensor carpi radialis", "ECR", EMG_SIDE_RIGHT},
    {"R FCR", "Flexor carpi radialis", "FCR", EMG_SIDE_RIGHT},
    {"L FCR", "Extensor carpi ulnaris", "ECU", EMG_SIDE_LEFT},
    {"L_3", "Soleus (left)", "SOL", EMG_SIDE_LEFT},
    {"L_3", "Soleus (right)", "SOL", EMG_SIDE_UNKNOWN},
    {"R FCR", "", "FCR", EMG_SIDE_RIGHT},
    {"R FCR", "some muscle", "FCR", EMG_SIDE_RIGHT},
    {"EMG1", "some muscle", NULL, EMG_SIDE_UNKNOWN},
    {"EMG1", "Biceps brachii, brachialis", NULL, EMG_SIDE_UNKNOWN},
};

static emg_channel
channel(const char *label, const char *muscle)
{
    emg_channel made = {0};
    snprintf(made.label, sizeof made.label, "%s", label);
    snprintf(made.muscle, sizeof made.muscle, "%s", muscle);
    return made;
}

START_TEST(the_table_tells_the_muscle_and_the_label_the_side)
{
    for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
        const known *k = &channels[i];
        emg_channel one = channel(k->label, k->muscle);
        emg_muscle_name name = kit_muscle_of(&one);
        if (k->found)
            ck_assert_str_eq(name.muscle ? name.muscle : "none", k->found);
        else
            ck_assert_ptr_null(name.muscle);
        ck_assert_msg(name.side == k->side, "%s, %s", k->label, k->muscle);
    }
}
END_TEST

START_TEST(sides_differ_where_both_are_told)
{
    for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
        emg_channel one = channel(channels[i].label, channels[i].muscle);
        ck_assert_int_eq(kit_sides_differ(&one),
                         strcmp(channels[i].muscle, "Soleus (right)") == 0);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, the_table_tells_the_muscle_and_the_label_the_side);
    tcase_add_test(tests, sides_differ_where_both_are_told);
}

int
main(void)
{
    return unit_main("muscle", add);
}
