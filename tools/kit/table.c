/* Cells in, lines out. */
#include "kit/table.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
kit_table_init(kit_table *table, const char *const *columns,
               kit_table_form form)
{
    *table = (kit_table){.columns = columns, .form = form};
    while (columns[table->n_columns])
        table->n_columns++;
}

void
kit_table_free(kit_table *table)
{
    emg_text_free(&table->rows);
    emg_text_free(&table->notes);
    emg_text_free(&table->found);
    for (size_t i = 0; i < table->n_events; i++)
        emg_free((char *)table->events[i].text);
    emg_free(table->events);
    while (table->n_extras > 0)
        emg_text_free(&table->extras[--table->n_extras].text);
    table->events = NULL;
    table->n_events = table->events_room = 0;
}

kit_extra *
kit_extra_add(kit_table *table, const char *ending)
{
    assert(table->n_extras < KIT_MOST_EXTRAS);
    kit_extra *extra = &table->extras[table->n_extras++];
    *extra = (kit_extra){.ending = ending, .n_rows = -1};
    return extra;
}

int64_t
kit_count_rows(const emg_text *rows)
{
    int64_t n = 0;
    for (size_t i = 0; i < rows->length; i++)
        n += rows->chars[i] == '\n';
    return n;
}

void
kit_table_header(kit_table *table)
{
    assert(table->cell == 0);
    for (int i = 0; i < table->n_columns && table->form != KIT_JSON; i++)
        kit_text(table, table->columns[i]);
}

/* What stands before the cell. */
static void
open_cell(kit_table *table)
{
    if (table->form != KIT_JSON) {
        if (table->cell > 0)
            emg_text_add(&table->rows, table->form == KIT_CSV ? "," : "\t");
        return;
    }
    emg_text_add(&table->rows, table->cell > 0 ? ", " : "{");
    emg_text_add_json(&table->rows, table->columns[table->cell]);
    emg_text_add(&table->rows, ": ");
}

static void
close_cell(kit_table *table)
{
    if (++table->cell < table->n_columns)
        return;
    emg_text_add(&table->rows, table->form == KIT_JSON ? "}\n" : "\n");
    table->cell = 0;
}

void
kit_missing(kit_table *table)
{
    open_cell(table);
    emg_text_add(&table->rows, table->form == KIT_JSON ? "null" : "n/a");
    close_cell(table);
}

void
kit_text(kit_table *table, const char *text)
{
    if (!text || !*text || strcmp(text, "n/a") == 0) {
        kit_missing(table);
        return;
    }
    open_cell(table);
    if (table->form == KIT_JSON)
        emg_text_add_json(&table->rows, text);
    else
        emg_text_add_cell(&table->rows, text,
                          table->form == KIT_CSV ? ',' : '\t');
    close_cell(table);
}

void
kit_number(kit_table *table, double number)
{
    if (!isfinite(number)) {
        kit_missing(table);
        return;
    }
    open_cell(table);
    emg_text_add_number(&table->rows, number);
    close_cell(table);
}

void
kit_numbers(kit_table *table, const double *numbers, int n)
{
    for (int i = 0; i < n; i++)
        kit_number(table, numbers[i]);
}

void
kit_integer(kit_table *table, int64_t number)
{
    open_cell(table);
    emg_text_add_integer(&table->rows, number);
    close_cell(table);
}

void
kit_keep_event(kit_table *table, double onset_s, double duration_s,
               const char *type, const char *channel)
{
    emg_text text = {0};
    if (!isfinite(onset_s))
        return;
    emg_text_format(&text, "%s %s", type, channel);
    emg_status status =
        emg_grow((void **)&table->events, &table->events_room,
                 table->n_events + 1, sizeof *table->events, NULL);
    if (!status && !text.status) {
        table->events[table->n_events++] =
            (emg_event){onset_s, duration_s, text.chars};
        return;
    }
    table->rows.status = EMG_NO_MEMORY;
    emg_text_free(&text);
}

void
kit_note(kit_table *table, const char *text, ...)
{
    char line[1024];
    va_list values;
    va_start(values, text);
    emg_text_print(line, sizeof line, text, values);
    va_end(values);
    emg_text_add(&table->notes, line);
    emg_text_add(&table->notes, "\n");
}
