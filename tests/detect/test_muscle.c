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
    {"S\xC3\xB3leo", "SOL", EMG_SIDE_UNKNOWN},
    {"Recto Femoral", "RF", EMG_SIDE_UNKNOWN},
    {"Vasto Medial izq", "VM", EMG_SIDE_LEFT},
    {"Bicipite brachiale dx", "BB", EMG_SIDE_RIGHT},
    {"Jambier ant\xC3\xA9rieur gauche", "TA", EMG_SIDE_LEFT},
    {"Tri\xCC\x81"
     "ceps d\xC3\xA9r",
     "TB", EMG_SIDE_RIGHT},
    {"TAl", "TA", EMG_SIDE_LEFT},
    {"L.TA", "TA", EMG_SIDE_LEFT},
    {"EMG LAT", "TA", EMG_SIDE_LEFT}, /* of sleep recordings */
    {"EMG RAT", "TA", EMG_SIDE_RIGHT},
    {"EMG Chin1", "DIG", EMG_SIDE_UNKNOWN},
    {"TA sn", "TA", EMG_SIDE_LEFT},
    {"\xE5\xB7\xA6"
     "FCR",
     "FCR", EMG_SIDE_LEFT},
    {"FCR \xE5\x8F\xB3", "FCR", EMG_SIDE_RIGHT},
    {"FCR d", "FCR", EMG_SIDE_UNKNOWN}, /* dexter, droit or a letter */
    {"orb_oculi", "OOC", EMG_SIDE_UNKNOWN},
    {"spl cap L", "SPL", EMG_SIDE_LEFT},
    {"Delt_ant", "DA", EMG_SIDE_UNKNOWN},
    {"gastro", "GAS", EMG_SIDE_UNKNOWN}, /* which head it is is not said */
    {"1st dorsal interosseous", "FDI", EMG_SIDE_UNKNOWN},
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

typedef struct placed {
    const char *others[3]; /* labels of the same recording */
    const char *label;
    const char *muscle;
    emg_body_side side;
    emg_muscle_doubt doubt;
} placed;

static const placed scenes[] = {
    {{"FCR g"}, "FCR d", "FCR", EMG_SIDE_RIGHT, EMG_NO_DOUBT},
    {{"FCR gauche"}, "FCR d", "FCR", EMG_SIDE_RIGHT, EMG_NO_DOUBT},
    {{"ECR d"}, "FCR d", "FCR", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"FCR re"}, "FCR li", "FCR", EMG_SIDE_LEFT, EMG_NO_DOUBT},
    {{"FCR g"}, "Lat d", "LAT", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"FCR"}, "TA", "TA", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"CT", "PCA"}, "EMG L TA", "THY", EMG_SIDE_LEFT, EMG_DOUBT_TA},
    {{"CT"}, "RTA", "THY", EMG_SIDE_RIGHT, EMG_DOUBT_TA},
    {{"CT"}, "tibialis anterior", "TA", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"VL"}, "Biceps", NULL, EMG_SIDE_UNKNOWN, EMG_DOUBT_BICEPS},
    {{"VL"}, "R Biceps", NULL, EMG_SIDE_UNKNOWN, EMG_DOUBT_BICEPS},
    {{"VL"}, "Biceps brachii", "BB", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"VL"}, "Biceps femoris", "BF", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
    {{"Triceps"}, "Biceps", "BB", EMG_SIDE_UNKNOWN, EMG_NO_DOUBT},
};

START_TEST(other_labels_tell_what_one_alone_does_not)
{
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        const placed *p = &scenes[i];
        emg_muscle_scene scene = {0};
        emg_muscle_scene_add(&scene, p->label);
        for (int k = 0; k < 3 && p->others[k]; k++)
            emg_muscle_scene_add(&scene, p->others[k]);
        emg_muscle_name name = emg_muscle_in(&scene, p->label);
        ck_assert_msg(name.side == p->side, "%s: side %d", p->label,
                      (int)name.side);
        ck_assert_int_eq(name.doubt, p->doubt);
        if (p->muscle)
            ck_assert_str_eq(name.muscle, p->muscle);
        else
            ck_assert_ptr_null(name.muscle);
    }
}
END_TEST

START_TEST(words_of_a_label_are_without_side_and_blanks)
{
    char words[64];
    ck_assert_int_eq(emg_muscle_words("Left Tibialis-Anterio", words, 64),
                     EMG_SIDE_LEFT);
    ck_assert_str_eq(words, "tibialisanterio");
    ck_assert_int_eq(emg_muscle_words("EMG 3", words, 64), EMG_SIDE_UNKNOWN);
    ck_assert_str_eq(words, "");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, labels_are_read_as_laboratories_write_them);
    tcase_add_test(tests, labels_are_read_alike_in_every_locale);
    tcase_add_test(tests, no_label_is_too_long);
    tcase_add_test(tests, words_of_a_label_are_without_side_and_blanks);
    tcase_add_test(tests, other_labels_tell_what_one_alone_does_not);
}

int
main(void)
{
    return unit_main("muscle", add);
}
