#include "unit.h"

#include "kit/parse.h"

static emg_status
read_as(kit_type type, const char *text, void *to, emg_error *error)
{
    kit_option option = {"x", 0, type, 0, "try", .words = "rms|arv|lowpass"};
    return kit_value_read(&option, text, to, error);
}

static double
number(kit_type type, const char *text)
{
    double value = -1;
    ck_assert_int_eq(read_as(type, text, &value, NULL), EMG_OK);
    return value;
}

START_TEST(numbers_take_units)
{
    ck_assert_double_eq(number(KIT_HZ, "20"), 20);
    ck_assert_double_eq(number(KIT_HZ, "20Hz"), 20);
    ck_assert_double_eq(number(KIT_HZ, "1.5kHz"), 1500);
    ck_assert_double_eq(number(KIT_SECONDS, "250ms"), 0.25);
    ck_assert_double_eq(number(KIT_SECONDS, "0.5s"), 0.5);
    ck_assert_double_eq(number(KIT_SECONDS, "100us"), 1e-4);
    ck_assert_double_eq(number(KIT_SECONDS, "2min"), 120);
    ck_assert_double_eq(number(KIT_UV, "50uV"), 50);
    ck_assert_double_eq(number(KIT_UV, "1mV"), 1000);
    ck_assert_double_eq(number(KIT_UV, "50"), 50);
    ck_assert_double_eq(number(KIT_NUMBER, "-1e-3"), -1e-3);
}
END_TEST

START_TEST(milliseconds_are_the_nearest_number_of_seconds)
{
    ck_assert_double_eq(number(KIT_SECONDS, "100ms"), 0.1);
    ck_assert_double_eq(number(KIT_SECONDS, "300ms"), 0.3);
    ck_assert_double_eq(number(KIT_SECONDS, "7ms"), 0.007);
}
END_TEST

START_TEST(half_a_word_is_no_number)
{
    static const struct {
        kit_type type;
        const char *text;
    } bad[] = {{KIT_HZ, "20hz"},       {KIT_HZ, "20 Hz"},
               {KIT_HZ, "Hz"},         {KIT_HZ, "20HzHz"},
               {KIT_HZ, "nan"},        {KIT_HZ, "inf"},
               {KIT_HZ, "0x10"},       {KIT_HZ, "20s"},
               {KIT_HZ, "1,5"},        {KIT_HZ, "0"},
               {KIT_HZ, "-3"},         {KIT_SECONDS, "5Hz"},
               {KIT_SECONDS, "ms"},    {KIT_UV, "5A"},
               {KIT_INT, "2.0"},       {KIT_INT, "99999999999"},
               {KIT_INT, "two"},       {KIT_NUMBER, "3x"},
               {KIT_BAND, "20"},       {KIT_BAND, "450-20"},
               {KIT_BAND, "20-20"},    {KIT_BAND, "0-20"},
               {KIT_BAND, "-20-450"},  {KIT_BAND, "20-450-900"},
               {KIT_CHOICE, "rm"},     {KIT_CHOICE, "RMS"},
               {KIT_CHOICE, "rms|arv"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double room[2] = {0};
        emg_error error = EMG_NO_ERROR;
        ck_assert_msg(read_as(bad[i].type, bad[i].text, room, &error) ==
                          EMG_BAD_OPTION,
                      "'%s' was taken", bad[i].text);
    }
}
END_TEST

START_TEST(a_band_is_two_frequencies)
{
    static const char *const texts[] = {"20-450",     "20Hz-450Hz",
                                        "20-450Hz",   "0.02kHz-0.45kHz",
                                        "2e1-4.5e+2", "2e+1-450"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kit_band band;
        ck_assert_int_eq(read_as(KIT_BAND, texts[i], &band, NULL), EMG_OK);
        ck_assert_double_eq(band.low_hz, 20);
        ck_assert_double_eq(band.high_hz, 450);
    }
    kit_band small;
    ck_assert_int_eq(read_as(KIT_BAND, "1e-1-2", &small, NULL), EMG_OK);
    ck_assert_double_eq(small.low_hz, 0.1);
    ck_assert_double_eq(small.high_hz, 2);
}
END_TEST

START_TEST(a_choice_is_one_of_its_words)
{
    int choice = -1;
    emg_error error = EMG_NO_ERROR;
    ck_assert_int_eq(read_as(KIT_CHOICE, "lowpass", &choice, NULL), EMG_OK);
    ck_assert_int_eq(choice, 2);
    read_as(KIT_CHOICE, "lowpas", &choice, &error);
    ck_assert_str_eq(error.text,
                     "--x: there is no 'lowpas'; did you mean lowpass?");
    error = EMG_NO_ERROR;
    read_as(KIT_CHOICE, "wavelet", &choice, &error);
    ck_assert_str_eq(
        error.text,
        "--x: there is no 'wavelet'; choose one of rms, arv, lowpass");
}
END_TEST

START_TEST(limits_are_included)
{
    kit_option option = {"order", 0, KIT_INT, 0, "", .least = 1, .most = 12};
    emg_error error = EMG_NO_ERROR;
    int value = 0;
    ck_assert_int_eq(kit_value_read(&option, "1", &value, NULL), EMG_OK);
    ck_assert_int_eq(kit_value_read(&option, "12", &value, NULL), EMG_OK);
    ck_assert_int_eq(kit_value_read(&option, "0", &value, NULL),
                     EMG_BAD_OPTION);
    kit_value_read(&option, "13", &value, &error);
    ck_assert_str_eq(error.text, "--order: '13' is not between 1 and 12");
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, numbers_take_units);
    tcase_add_test(tests, milliseconds_are_the_nearest_number_of_seconds);
    tcase_add_test(tests, half_a_word_is_no_number);
    tcase_add_test(tests, a_band_is_two_frequencies);
    tcase_add_test(tests, a_choice_is_one_of_its_words);
    tcase_add_test(tests, limits_are_included);
}

int
main(void)
{
    return unit_main("values", add);
}
