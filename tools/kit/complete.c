/* Completions for bash, zsh and fish, made from the table of options. Labels
 * come from emg-info, asked for the first recording on the line. */
#include "kit/help.h"
#include "kit/offer.h"

#include <string.h>

/* Says which options there are; `one` writes what a shell wants of each. */
static void
each_option(emg_text *to, kit_chosen *chosen,
            void (*one)(emg_text *to, const kit_tool *tool,
                        const kit_option *option))
{
    kit_section sections[KIT_MOST_SECTIONS];
    int n = kit_sections(chosen, sections);
    for (int s = 0; s < n; s++)
        for (const kit_option *o = sections[s].options; o->name; o++)
            one(to, chosen->tool, o);
}

/* The first clause of what an option does, without what `left_out` holds:
 * characters that end a quoted word of the shell. */
static void
add_clause(emg_text *to, const kit_option *option, const char *left_out)
{
    const char *end = strstr(option->text, "; ");
    size_t length = end ? (size_t)(end - option->text) : strlen(option->text);
    for (size_t i = 0; i < length; i++)
        if (!strchr(left_out, option->text[i]))
            emg_text_add_bytes(to, option->text + i, 1);
}

/* emg-filter as the name of a function */
static void
add_function(emg_text *to, const kit_tool *tool)
{
    emg_text_add(to, "_");
    for (const char *c = tool->name; *c; c++)
        emg_text_add_bytes(to, *c == '-' ? "_" : c, 1);
}

/* ---- bash --------------------------------------------------------------- */

/* Labels come as a string, since < <() needs a /proc that a bare root lacks. A
 * colon and an equals sign part words in bash, so that the option may stand
 * one, two or four words before the one that is typed. */
static const char bash_functions[] =
    "_emg_labels()\n"
    "{\n"
    "    local head=$1 typed=${2//\\\\/} word label\n"
    "    for word in \"${COMP_WORDS[@]:1}\"; do\n"
    "        [[ -f $word ]] || continue\n"
    "        while IFS= read -r label; do\n"
    "            [[ -n $label && \" ${label,,}\" == *\" ${typed,,}\"* ]] &&\n"
    "                COMPREPLY+=(\"$head$(printf %q \"$label\")\")\n"
    "        done <<<\"$(emg-info --no-header -- \"$word\" 2>/dev/null |\n"
    "            cut -f 3)\"\n"
    "        return\n"
    "    done\n"
    "}\n\n"
    "_emg_option()\n"
    "{\n"
    "    local at=$COMP_CWORD\n"
    "    [[ ${COMP_WORDS[at]} == [:=] ]] || at=$((at - 1))\n"
    "    [[ ${COMP_WORDS[at]} == : ]] && at=$((at - 2))\n"
    "    [[ ${COMP_WORDS[at]} == '=' ]] && at=$((at - 1))\n"
    "    printf '%s' \"${COMP_WORDS[at]}\"\n"
    "}\n\n";

static void
add_bash_offer(emg_text *to, const kit_offer *offer)
{
    if (offer->several)
        emg_text_add(to, "        local head=\n"
                         "        [[ $word == *,* ]] && head=${word%,*},\n");
    if (offer->words[0])
        emg_text_format(to, "        COMPREPLY+=($(compgen %s-W '%s' -- %s))\n",
                        offer->several ? "-P \"$head\" " : "", offer->words,
                        offer->several ? "\"${word##*,}\"" : "\"$word\"");
    if (offer->files)
        emg_text_add(to, "        compopt -o default\n");
    if (offer->folders)
        emg_text_add(to, "        compopt -o dirnames\n");
    if (offer->labels == KIT_LABEL_LIST)
        emg_text_add(to, "        _emg_labels \"$head\" \"${word##*,}\"\n");
    else if (offer->labels)
        emg_text_add(to, "        _emg_labels '' \"$word\"\n");
}

static void
add_bash_case(emg_text *to, const kit_tool *tool, const kit_option *option)
{
    const kit_offer offer = kit_offer_of(option);
    (void)tool;
    if (option->type == KIT_FLAG)
        return;
    emg_text_format(to, "    --%s", option->name);
    if (option->letter)
        emg_text_format(to, " | -%c", option->letter);
    emg_text_add(to, ")\n");
    add_bash_offer(to, &offer);
    emg_text_add(to, "        return ;;\n");
}

static void
add_bash_name(emg_text *to, const kit_tool *tool, const kit_option *option)
{
    (void)tool;
    emg_text_format(to, " --%s", option->name);
}

void
kit_complete_bash(emg_text *to, kit_chosen *chosen)
{
    emg_text_format(to, "# bash completion for %s\n\n", chosen->tool->name);
    emg_text_add(to, bash_functions);
    add_function(to, chosen->tool);
    emg_text_add(to, "()\n{\n    local word=$2 IFS=$' \\t\\n'\n"
                     "    COMPREPLY=()\n"
                     "    case $(_emg_option) in\n");
    each_option(to, chosen, add_bash_case);
    emg_text_add(to, "    esac\n    if [[ $word == -* ]]; then\n"
                     "        COMPREPLY=($(compgen -W '");
    each_option(to, chosen, add_bash_name);
    emg_text_add(to, "' -- \"$word\"))\n    else\n"
                     "        compopt -o default\n    fi\n}\n\n"
                     "complete -F ");
    add_function(to, chosen->tool);
    emg_text_format(to, " %s\n", chosen->tool->name);
}

/* ---- zsh ---------------------------------------------------------------- */

static const char zsh_functions[] =
    "_emg_labels()\n"
    "{\n"
    "    local word\n"
    "    local -a labels\n"
    "    for word in ${words[2,-1]}; do\n"
    "        [[ -f ${(Q)word} ]] || continue\n"
    "        labels=(${(f)\"$(emg-info --no-header -- ${(Q)word} 2>/dev/null "
    "|\n"
    "            cut -f 3)\"})\n"
    "        break\n"
    "    done\n"
    "    compset -P '*[,:]'\n"
    "    compadd -M 'm:{a-zA-Z}={A-Za-z} l:|=* r:|=*' -a labels\n"
    "}\n\n";

static void
add_zsh_action(emg_text *to, const kit_option *option)
{
    const kit_offer offer = kit_offer_of(option);
    emg_text_format(to, ":%s:", option->name);
    if (offer.labels)
        emg_text_add(to, "_emg_labels");
    else if (offer.words[0] && offer.files)
        emg_text_format(to, "{compadd %s; _files}", offer.words);
    else if (offer.words[0] && offer.several)
        emg_text_format(to, "_values -s , %s %s", option->name, offer.words);
    else if (offer.words[0])
        emg_text_format(to, "(%s)", offer.words);
    else if (offer.files)
        emg_text_add(to, "_files");
    else if (offer.folders)
        emg_text_add(to, "_files -/");
}

static void
add_zsh_spelling(emg_text *to, const kit_option *option, const char *spelling)
{
    emg_text_format(to, "    '%s%s[",
                    option->type == KIT_LIST || option->type == KIT_FILTER ? "*"
                                                                           : "",
                    spelling);
    add_clause(to, option, "[]:'\\");
    emg_text_add(to, "]");
    if (option->type != KIT_FLAG)
        add_zsh_action(to, option);
    emg_text_add(to, "' \\\n");
}

static void
add_zsh_option(emg_text *to, const kit_tool *tool, const kit_option *option)
{
    char spelling[64] = {'-', option->letter};
    (void)tool;
    if (option->letter)
        add_zsh_spelling(to, option, spelling);
    spelling[1] = '-';
    strncat(spelling, option->name, sizeof spelling - 3);
    add_zsh_spelling(to, option, spelling);
}

void
kit_complete_zsh(emg_text *to, kit_chosen *chosen)
{
    emg_text_format(to, "#compdef %s\n\n", chosen->tool->name);
    emg_text_add(to, zsh_functions);
    emg_text_add(to, "_arguments -s -S \\\n");
    each_option(to, chosen, add_zsh_option);
    emg_text_add(to, "    '*:file:_files'\n");
}

/* ---- fish --------------------------------------------------------------- */

static const char fish_functions[] =
    "function __emg_labels\n"
    "    for word in (commandline -opc)[2..-1]\n"
    "        test -f $word; or continue\n"
    "        emg-info --no-header -- $word 2>/dev/null | cut -f 3\n"
    "        return\n"
    "    end\n"
    "end\n\n"
    "function __emg_labels_after --argument-names separator\n"
    "    set -l head (commandline -ct | string match -r \"^.*$separator\")\n"
    "    for label in (__emg_labels)\n"
    "        echo $head$label\n"
    "    end\n"
    "end\n\n";

static const char *
fish_labels(kit_label_form form)
{
    switch (form) {
    case KIT_LABEL_LIST:
        return "(__emg_labels_after ,)";
    case KIT_LABEL_PAIR:
        return "(__emg_labels_after :)";
    default:
        return "(__emg_labels)";
    }
}

static void
add_fish_option(emg_text *to, const kit_tool *tool, const kit_option *option)
{
    const kit_offer offer = kit_offer_of(option);
    emg_text_format(to, "complete -c %s -l %s", tool->name, option->name);
    if (option->letter)
        emg_text_format(to, " -s %c", option->letter);
    if (option->type != KIT_FLAG)
        emg_text_add(to, offer.files ? " -r -F" : " -x");
    if (offer.words[0])
        emg_text_format(
            to, offer.several ? " -a '(__fish_append , %s)'" : " -a '%s'",
            offer.words);
    if (offer.folders)
        emg_text_add(to, " -a '(__fish_complete_directories)'");
    if (offer.labels)
        emg_text_format(to, " -a '%s'", fish_labels(offer.labels));
    emg_text_add(to, " -d '");
    add_clause(to, option, "'\\");
    emg_text_add(to, "'\n");
}

void
kit_complete_fish(emg_text *to, kit_chosen *chosen)
{
    emg_text_format(to, "# fish completion for %s\n\n", chosen->tool->name);
    emg_text_add(to, fish_functions);
    each_option(to, chosen, add_fish_option);
}
