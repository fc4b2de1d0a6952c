/* The table of options as a page of text. */
#include "kit/help.h"

#include <string.h>

#define WIDTH 79
#define TEXT_COLUMN 26

const char kit_no_device[] =
    "Research tool, not a medical device: it reports measurements,\n"
    "never a diagnosis.\n";

/* What a value is called where the option gives no name for it. */
const char *
kit_value_name(const kit_option *option)
{
    static const char *const names[] = {
        [KIT_FLAG] = "",     [KIT_INT] = "N",     [KIT_HZ] = "HZ",
        [KIT_SECONDS] = "S", [KIT_UV] = "UV",     [KIT_NUMBER] = "X",
        [KIT_TEXT] = "TEXT", [KIT_LIST] = "LIST", [KIT_CHOICE] = "WORD",
        [KIT_SPAN] = "SPAN", [KIT_BAND] = "BAND", [KIT_FILTER] = "HZ"};
    return option->words ? option->words : names[option->type];
}

static const char *
unit_name(kit_type type)
{
    switch (type) {
    case KIT_HZ:
    case KIT_BAND:
    case KIT_FILTER:
        return "Hz, kHz";
    case KIT_SECONDS:
        return "s, ms, min";
    case KIT_UV:
        return "uV, mV";
    default:
        return NULL;
    }
}

/* Adds spaces until the line, which stands at `at`, reaches `column`. */
static void
add_indent(emg_text *to, size_t at, size_t column)
{
    for (; at < column; at++)
        emg_text_add(to, " ");
}

/* Words between the columns `first` and WIDTH; the line stands at `at`. */
static void
add_wrapped(emg_text *to, const char *text, size_t at, size_t first)
{
    bool begun = false;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (begun && at + 1 + length > WIDTH) {
            emg_text_add(to, "\n");
            at = 0;
            begun = false;
        }
        add_indent(to, at, begun ? at + 1 : first);
        emg_text_add_bytes(to, text, length);
        at = (begun ? at + 1 : first) + length;
        begun = true;
        text += length + strspn(text + length, " ");
    }
    emg_text_add(to, "\n");
}

void
kit_add_explanation(emg_text *to, const kit_option *option)
{
    const char *unit = unit_name(option->type);
    emg_text_add(to, option->text);
    if (unit)
        emg_text_format(to, "; %s", unit);
    if (option->type == KIT_LIST)
        emg_text_add(to, "; repeatable");
    if (option->standard || option->absent)
        emg_text_format(to, " (%s)",
                        option->standard ? option->standard : option->absent);
}

const char *
kit_example_of(const kit_option *option)
{
    if (option->example || option->type != KIT_CHOICE)
        return option->example ? option->example : option->standard;
    const char *last = strrchr(option->words, '|');
    return last ? last + 1 : option->words;
}

/* The value's name; a long list of words goes on in the next line. Returns
 * where the line stands then. */
static size_t
add_value(emg_text *to, const char *value, size_t at)
{
    const char *before = " ";
    while (*value) {
        size_t length = strcspn(value, "|");
        if (at + 1 + length + 1 > WIDTH) {
            emg_text_add(to, "|\n");
            add_indent(to, 0, TEXT_COLUMN / 2);
            at = TEXT_COLUMN / 2;
            before = "";
        }
        emg_text_add(to, before);
        emg_text_add_bytes(to, value, length);
        at += strlen(before) + length;
        before = "|";
        value += length + (value[length] == '|');
    }
    return at;
}

static void
add_option(emg_text *to, const kit_option *option)
{
    emg_text text = {0};
    size_t begun = to->length;

    if (option->letter)
        emg_text_format(to, "  -%c,", option->letter);
    else
        emg_text_add(to, "     ");
    emg_text_format(to, " --%s", option->name);
    size_t at = add_value(to, kit_value_name(option), to->length - begun);
    if (at + 1 >= TEXT_COLUMN) {
        emg_text_add(to, "\n");
        at = 0;
    }
    kit_add_explanation(&text, option);
    if (text.status)
        to->status = text.status;
    else
        add_wrapped(to, text.chars, at, TEXT_COLUMN);
    emg_text_free(&text);
}

void
kit_exit_statuses(const kit_tool *tool, const char *all[KIT_MOST_EXIT_STATUSES])
{
    static const char *const shared[] = {
        "64 wrong usage",
        "65 bad data",
        "66 input missing or unreadable",
        "70 our fault",
        "71 no memory",
        "73 output cannot be created",
        "74 a read or write failed",
        "75 try again",
        "128+N ended by signal N, such as 130 by Ctrl-C"};
    int n = 0;
    all[n++] = "0 done";
    all[n++] = "1 some recordings of several failed";
    if (tool->exit_status)
        all[n++] = tool->exit_status;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        all[n++] = shared[i];
    all[n] = NULL;
}

static void
add_exit_status(emg_text *to, const kit_tool *tool)
{
    const char *statuses[KIT_MOST_EXIT_STATUSES];
    emg_text all = {0};
    kit_exit_statuses(tool, statuses);
    for (const char **one = statuses; *one; one++)
        emg_text_format(&all, "%s%s", all.length > 0 ? "; " : "", *one);
    emg_text_add(to, "Exit status:\n");
    if (all.status)
        to->status = all.status;
    else
        add_wrapped(to, all.chars, 0, 2);
    emg_text_free(&all);
}

const char *
kit_operand_name(const kit_tool *tool)
{
    return tool->generate ? NULL : tool->sheets ? tool->sheets : "recording";
}

void
kit_help(emg_text *to, kit_chosen *chosen)
{
    const kit_tool *tool = chosen->tool;
    kit_section sections[KIT_MOST_SECTIONS];
    int n = kit_sections(chosen, sections);
    const char *input = kit_operand_name(tool);

    emg_text_format(to, "Usage: %s [option ...]", tool->name);
    if (input)
        emg_text_format(to, " [%s ...]", input);
    emg_text_add(to, "\n\n");
    add_wrapped(to, tool->purpose, 0, 0);
    if (tool->text) {
        emg_text_add(to, "\n");
        emg_text_add(to, tool->text);
    }
    for (int s = 0; s < n; s++) {
        if (sections[s].title)
            emg_text_format(to, "\n%s:\n", sections[s].title);
        for (const kit_option *o = sections[s].options; o->name; o++)
            add_option(to, o);
    }
    if (input && !tool->named)
        emg_text_format(
            to, "\nWithout a %s, or with -, standard input is read.\n", input);
    emg_text_add(to, "Numbers without a unit are Hz, s and uV.\n\nExamples:\n");
    emg_text_add(to, tool->examples);
    emg_text_add(to, "\n");
    add_exit_status(to, tool);
    emg_text_add(to, "\n");
    emg_text_add(to, kit_no_device);
}

void
kit_version(emg_text *to, const kit_tool *tool)
{
    emg_text_format(to, "%s (emgtools) %s\n", tool->name, emg_version());
    emg_text_add(to, kit_no_device);
}
