/* The table of options as a manual page: all of it but the part that people
 * write, which the build puts behind it. */
#include "kit/help.h"

#include <ctype.h>
#include <string.h>

/* Text as troff shows it: a minus that can be pasted into a shell, and no
 * line that begins like a request. */
static void
add_plain(emg_text *to, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool begins = to->length > 0 && to->chars[to->length - 1] == '\n';
        if (begins && (text[i] == '.' || text[i] == '\''))
            emg_text_add(to, "\\&");
        if (text[i] == '\\')
            emg_text_add(to, "\\e");
        else if (text[i] == '-')
            emg_text_add(to, "\\-");
        else
            emg_text_add_bytes(to, text + i, 1);
    }
}

static void
add_words(emg_text *to, const char *text)
{
    add_plain(to, text, strlen(text));
}

static void
add_upper(emg_text *to, const char *text)
{
    for (; *text; text++) {
        char upper = (char)toupper((unsigned char)*text);
        add_plain(to, &upper, 1);
    }
}

static void
add_title(emg_text *to, const kit_tool *tool)
{
    emg_text_add(to, ".TH ");
    add_upper(to, tool->name);
    emg_text_format(to, " 1 \"\" \"emgtools %s\" \"emgtools\"\n",
                    emg_version());
    emg_text_add(to, ".nh\n.ad l\n.SH NAME\n");
    add_words(to, tool->name);
    emg_text_add(to, " \\- ");
    size_t stop = strcspn(tool->purpose, ".");
    char first = (char)tolower((unsigned char)tool->purpose[0]);
    add_plain(to, &first, 1);
    add_plain(to, tool->purpose + 1, stop - 1);
    emg_text_add(to, "\n.SH SYNOPSIS\n.B ");
    add_words(to, tool->name);
    emg_text_add(to, "\n[\\fIoption\\fR ...]\n");
    if (kit_operand_name(tool))
        emg_text_format(to, "[\\fI%s\\fR ...]\n", kit_operand_name(tool));
}

static void
add_description(emg_text *to, const kit_tool *tool)
{
    emg_text_add(to, ".SH DESCRIPTION\n");
    add_words(to, tool->purpose);
    emg_text_add(to, "\n");
    if (tool->text) {
        emg_text_add(to, ".PP\n");
        add_words(to, tool->text);
    }
    if (kit_operand_name(tool) && !tool->named)
        emg_text_format(to,
                        ".PP\nWithout a %s, or with \\-, standard input is "
                        "read.\n",
                        kit_operand_name(tool));
    emg_text_add(to, ".PP\n");
    add_words(to, kit_no_device);
}

/* A line may break between the words that a value can be. */
static void
add_value(emg_text *to, const char *value)
{
    emg_text_add(to, " \\fI");
    while (*value) {
        size_t length = strcspn(value, "|");
        add_plain(to, value, length);
        if (value[length] == '|')
            emg_text_add(to, "|\\:");
        value += length + (value[length] == '|');
    }
    emg_text_add(to, "\\fR");
}

static void
add_example(emg_text *to, const kit_option *option)
{
    emg_text_add(to, ".br\nExample: \\-\\-");
    add_words(to, option->name);
    emg_text_add(to, " ");
    add_words(to, kit_example_of(option));
    emg_text_add(to, "\n");
}

static void
add_option(emg_text *to, const kit_option *option)
{
    const char *value = kit_value_name(option);
    emg_text text = {0};

    emg_text_add(to, ".TP\n");
    if (option->letter)
        emg_text_format(to, "\\fB\\-%c\\fR, ", option->letter);
    emg_text_add(to, "\\fB\\-\\-");
    add_words(to, option->name);
    emg_text_add(to, "\\fR");
    if (*value)
        add_value(to, value);
    emg_text_add(to, "\n");
    kit_add_explanation(&text, option);
    if (text.status)
        to->status = text.status;
    else
        add_words(to, text.chars);
    emg_text_add(to, "\n");
    emg_text_free(&text);
    if (kit_example_of(option))
        add_example(to, option);
}

static void
add_exit_statuses(emg_text *to, const kit_tool *tool)
{
    const char *statuses[KIT_MOST_EXIT_STATUSES];
    kit_exit_statuses(tool, statuses);
    emg_text_add(to, ".SH \"EXIT STATUS\"\n");
    for (const char **one = statuses; *one; one++) {
        size_t digits = strcspn(*one, " ");
        emg_text_format(to, ".TP\n.B %.*s\n", (int)digits, *one);
        add_words(to, *one + digits + 1);
        emg_text_add(to, "\n");
    }
}

void
kit_manual(emg_text *to, kit_chosen *chosen)
{
    kit_section sections[KIT_MOST_SECTIONS];
    int n = kit_sections(chosen, sections);

    add_title(to, chosen->tool);
    add_description(to, chosen->tool);
    emg_text_add(to, ".SH OPTIONS\nNumbers without a unit are Hz, s and uV.\n");
    for (int s = 0; s < n; s++) {
        if (sections[s].title)
            emg_text_format(to, ".SS %s\n", sections[s].title);
        for (const kit_option *o = sections[s].options; o->name; o++)
            add_option(to, o);
    }
    add_exit_statuses(to, chosen->tool);
}
