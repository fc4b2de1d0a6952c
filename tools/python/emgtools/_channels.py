"""Which channels a label or a number names."""

from __future__ import annotations

import difflib


def numbers_of(recording):
    """The number and the label of each channel, in file order."""
    return sorted(
        (one.number, one.label.decode())
        for g in range(recording.n_groups)
        for one in recording.groups[g].channels[:recording.groups[g].n_channels])


def _bare(label):
    """EDF's "EMG R FCR" is "r fcr" to people who are in a hurry."""
    folded = label.casefold()
    return folded[4:] if folded.startswith("emg ") else folded


def _no_such(found, wanted):
    names = {form: label for _, label in found for form in (_bare(label), label)}
    near = difflib.get_close_matches(str(wanted).casefold(), names, 1)
    hint = f"did you mean {names[near[0]]!r}? " if near else ""
    return KeyError(f"there is no channel {wanted!r}; {hint}there are "
                    + ", ".join(f"{n} {label}" for n, label in found))


def named(found, wanted):
    """Those of found, (number, label) in file order, that are called so: by
    number, by label to the letter, in any case, or without EDF's "EMG "; the
    plainest of these ways that finds any."""
    hits = [one for one in found if one[0] == wanted]
    for form in (str, str.casefold, _bare):
        if not hits and isinstance(wanted, str):
            hits = [one for one in found if form(one[1]) == form(wanted)]
    if not hits:
        raise _no_such(found, wanted)
    return hits


def number_of(found, wanted):
    """The number of the only channel that is called so."""
    hits = named(found, wanted)
    if len(hits) > 1:
        raise ValueError(f"{wanted!r} names channels "
                         + " and ".join(str(n) for n, _ in hits)
                         + ": say which by its number")
    return hits[0][0]
