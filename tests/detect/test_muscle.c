/* Labels as laboratories write them. */
#include "unit.h"

#include "detect/muscle.h"

#include <locale.h>
#include <string.h>

typedef struct known {
    const char *label;
    const char *muscle; /* NULL: none */
    emg_body_side side;
} known;

static const known labels[] = {
    {"FCR", "FCR", EMG_SIDE_UNKNOWN},
    {"EMG R FCR", "FCR", EMG_SIDE_RIGHT},
    {"emg_fcr_left", "FCR", EMG_SIDE_LEFT},
    {"L SCM", "SCM", EMG_SIDE_LEFT},
    {"Sternocleidomastoid right", "SCM", EMG_SIDE_RIGHT},
    {"Biceps Brachii", "BB", EMG_SIDE_UNKNOWN},
    {"BICEPS", "BB", EMG_SIDE_UNKNOWN},
    {"biceps femoris", "BF", EMG_SIDE_UNKNOWN},
    {"TibialisAnterior", "TA", EMG_SIDE_UNKNOWN},
    {"LTA", "TA", EMG_SIDE_LEFT},
    {"TA-R", "TA", EMG_SIDE_RIGHT},
    {"Sensor 3: Soleus (links)", "SOL", EMG_SIDE_LEFT},
    {"EMG1 ECR", "ECR", EMG_SIDE_UNKNOWN},
    {"TB", "TB", EMG_SIDE_UNKNOWN},
    {"TP", "TP", EMG_SIDE_UNKNOWN},
    {"PL", "PL", EMG_SIDE_UNKNOWN}, /* not P of the left side */
    {"left FCR right", "FCR", EMG_SIDE_UNKNOWN},
    {"EMG 1", NULL, EMG_SIDE_UNKNOWN},
    {"left", NULL, EMG_SIDE_UNKNOWN},
    {"ACCX", NULL, EMG_SIDE_UNKNOWN},
    {"", NULL, EMG_SIDE_UNKNOWN},
    {"Bic\xC3\xA9ps f\xC3\xA9moris", "BF", EMG_SIDE_UNKNOWN},
    {"S\xC3\xB3leo", NULL, EMG_SIDE_UNKNOWN},
    {"Tri\xCC\x81" "ceps d\xC3\xA9r", "TB", EMG_SIDE_RIGHT},
    {"|", NULL, EMG_SIDE_UNKNOWN},
    {"\xff\xfe", NULL, EMG_SIDE_UNKNOWN},
};

static void
expect_all(void)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        emg_muscle_name name = emg_muscle_of(labels[i].label);
        const char *muscle = name.muscle ? name.muscle : "none";
        ck_assert_msg(
            strcmp(muscle, labels[i].muscle ? labels[i].muscle : "none") == 0,
            "%s is %s", labels[i].label, muscle);
        ck_assert_msg(name.side == labels[i].side, "%s: side %d",
                      labels[i].label, (int)name.side);
    }
}

START_TEST(labels_are_read_as_laboratories_write_them)
{
    expect_all();
}
END_TEST

START_TEST(labels_are_read_alike_in_every_locale)
{
    if (!setlocale(LC_ALL, "tr_TR.UTF-8")) {
        unit_skip("no locale tr_TR.UTF-8 here");
        return;
    }
    expect_all();
}
END_TEST

START_TEST(no_label_is_too_long)
{
    char label[1000];
    for (size_t n = 0; n < sizeof label; n++) {
        memset(label, n % 2 ? 'a' : 'L', n);
        for (size_t i = 3; i < n && n % 3 == 0; i += 4)
            label[i] = ' ';
        label[n] = 0;
        ck_assert_ptr_null(emg_muscle_of(label).muscle);
    }
}
END_TEST

START_TEST(antagonists_are_muscles_that_labels_can_name)
{
    size_t n;
    const emg_antagonists *pairs = emg_antagonist_pairs(&n);
    ck_assert_uint_ge(n, 20);
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(emg_muscle_of(pairs[i].a).muscle, pairs[i].a);
        /* LAT is no label: in sleep recordings it is the left tibialis */
        bool lat = strcmp(pairs[i].b, "LAT") == 0;
        ck_assert_str_eq(emg_muscle_of(lat ? "Latissimus" : pairs[i].b).muscle,
                         pairs[i].b);
        ck_assert(pairs[i].across == (strcmp(pairs[i].a, pairs[i].b) == 0));
        for (size_t k = 0; k < i; k++)
            ck_assert(strcmp(pairs[i].a, pairs[k].a) ||
                      strcmp(pairs[i].b, pairs[k].b));
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, labels_are_read_as_laboratories_write_them);
    tcase_add_test(tests, labels_are_read_alike_in_every_locale);
    tcase_add_test(tests, no_label_is_too_long);
    tcase_add_test(tests, antagonists_are_muscles_that_labels_can_name);
}

int
main(void)
{
    return unit_main("muscle", add);
}
