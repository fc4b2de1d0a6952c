#include "text_case.h"

/* Labels and units of all channels, joined. */
static void
named(const char *text, const char *channels)
{
    emg_text_layout layout = text_laid_out(emg_text_plain_read, text);
    char all[512] = "";
    for (int i = 0; i < layout.n_channels; i++) {
        strcat(all, layout.channels[i].label);
        strcat(all, "/");
        strcat(all, layout.channels[i].unit);
        strcat(all, "|");
    }
    ck_assert_str_eq(all, channels);
    emg_text_layout_clear(&layout);
}

START_TEST(names_carry_units_unless_brackets_hold_a_side)
{
    named("time,FCR (uV),ECR [mV],BF (long head),TA (left),x (1)\n"
          "0,1,2,3,4,5\n",
          "FCR/uV|ECR/mV|BF (long head)/|TA (left)/|x (1)/|");
    named("time;\"FCR; right\"\n0;1\n", "FCR; right/|");
    named("t,a,b\ns,mV,uV\n0,1,2\n", "a/mV|b/uV|");
    named("My study\nt,a\n0,1\n", "a/|");
    named("# made by hand\n\nt,a\n0,1\n", "a/|");
    named("time/s,EMG A/mV,L/R,FCR_uV\n0,1,2,3\n", "EMG A/mV|L/R/|FCR_uV/|");
    named(",a,b\n0,1,2\n", "a/|b/|");
    named("Frame,a\n1,2\n", "a/|");
}
END_TEST

START_TEST(a_time_column_is_told_by_its_name_and_has_its_own_unit)
{
    static const struct {
        const char *text;
        double seconds;
    } rows[] = {{"time,a\n0,1\n", 1},           {"Time (ms),a\n0,1\n", 1e-3},
                {"X[s],a\n0,1\n", 1},           {"t [us],a\n0,1\n", 1e-6},
                {"time,a\nms,mV\n0,1\n", 1e-3}, {"Zeit;a\n0;1\n", 1},
                {"Time/ms,a\n0,1\n", 1e-3},     {"Timestamp_us,a\n0,1\n", 1e-6},
                {"time_s,a\n0,1\n", 1},         {"sec,a\n0,1\n", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        emg_text_layout layout =
            text_laid_out(emg_text_plain_read, rows[i].text);
        ck_assert_int_eq(layout.columns[0].role, EMG_TEXT_TIME);
        ck_assert_double_eq(layout.columns[0].seconds, rows[i].seconds);
        ck_assert_int_eq(layout.n_channels, 1);
        emg_text_layout_clear(&layout);
    }
    emg_text_layout layout = text_laid_out(emg_text_plain_read, "x,y\n0,1\n");
    ck_assert_int_eq(layout.n_channels, 2);
    emg_text_layout_clear(&layout);
}
END_TEST

START_TEST(units_of_voltage_and_time_are_known)
{
    static const char *const units[] = {"mV", "uv", "s", "us", "MSEC"};
    static const char *const others[] = {"", "g", "deg", "left", "Hz"};
    for (size_t i = 0; i < 5; i++) {
        const emg_text_cell yes = {units[i], strlen(units[i])};
        const emg_text_cell no = {others[i], strlen(others[i])};
        ck_assert(emg_text_is_unit(&yes));
        ck_assert(!emg_text_is_unit(&no));
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, names_carry_units_unless_brackets_hold_a_side);
    tcase_add_test(tests,
                   a_time_column_is_told_by_its_name_and_has_its_own_unit);
    tcase_add_test(tests, units_of_voltage_and_time_are_known);
}

int
main(void)
{
    return unit_main("text names", add);
}
