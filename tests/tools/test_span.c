#include "unit.h"

#include "kit/span.h"

START_TEST(spans_are_written_in_many_ways)
{
    static const struct {
        const char *text;
        double from, to;
    } cases[] = {{"2-4", 2, 4},
                 {"0.5s-2min", 0.5, 120},
                 {"1:30-2:00.5", 90, 120.5},
                 {"0:59:59-1:00:00", 3599, 3600},
                 {"250ms-1", 0.25, 1},
                 {"90:00-100:00", 5400, 6000},
                 {"10-", 10, 1e9},
                 {"-10", 0, 10}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kit_span span;
        ck_assert_msg(kit_span_read(cases[i].text, &span), "%s", cases[i].text);
        ck_assert_double_eq(span.from_s, cases[i].from);
        ck_assert_double_eq(span.to_s, cases[i].to);
    }
}
END_TEST

START_TEST(what_is_none_is_refused)
{
    static const char *const words[] = {
        "",      "-",    "5",        "4-2",    "2-2",   "a-b",
        "1-2-3", "--2",  "1:60-2:0", "1:-2:0", ":1-2:", "1:0:0:0-2:0:0:0",
        "nan-1", "0-inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        kit_span span;
        ck_assert_msg(!kit_span_read(words[i], &span), "%s", words[i]);
    }
}
END_TEST

static void
add(TCase *tests)
{
    tcase_add_test(tests, spans_are_written_in_many_ways);
    tcase_add_test(tests, what_is_none_is_refused);
}

int
main(void)
{
    return unit_main("span", add);
}
