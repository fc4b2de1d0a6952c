"""What goes wrong, and how the library is called."""

from __future__ import annotations

import ctypes
import difflib
import warnings

from . import _c


class Error(Exception):
    """What the library refused or could not do.

    status   2 where a file makes no sense, 1 where what was asked cannot be, ...
    frame    to blame, or -1; byte likewise
    """

    def __init__(self, error):
        place = ", ".join(
            part for part in (error.file.decode(),
                              error.channel.decode(errors="replace")
                              and f'channel "{error.channel.decode(errors="replace")}"',
                              error.frame >= 0 and f"frame {error.frame}",
                              error.byte >= 0 and f"byte {error.byte}") if part)
        text = error.text.decode(errors="replace")
        super().__init__(f"{place}: {text}" if place else text)
        self.status = error.status
        self.frame = error.frame
        self.byte = error.byte


def place_of(word, words, what):
    """The place of a word among those that there are."""
    if word in words:
        return list(words).index(word)
    near = difflib.get_close_matches(str(word), words, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ValueError(f"{what} is one of {', '.join(words)}, not {word!r}{hint}")


def call(function, *arguments):
    """Calls with an error behind the arguments; raises where one is set."""
    error = _c.Error(frame=-1, byte=-1)
    result = function(*arguments, ctypes.byref(error))
    if error.status != _c.OK:
        raise Error(error)
    return result


@_c.Warn
def tell(_, warning):
    warnings.warn(str(Error(warning.contents)), stacklevel=2)
