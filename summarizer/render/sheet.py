"""What every terminal view is made of: a console of a width, marks, and lines wrapped behind a lead."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from .neutral import neutral
from .standing import SIGNS, Tone

T = TypeVar("T")

READABLE = 100  # columns; longer lines are hard to read, however wide the terminal
ROOMY = 60  # columns from which labels have a column of their own
NARROWEST = 20
LABEL = 8  # columns of the longest label

LEGEND = {
    Tone.SETTLED: "settled",
    Tone.UNSURE: "not binding yet or not confirmed by all",
    Tone.DISPUTED: "disputed",
    Tone.WANTED: "wanted or refused",
    Tone.OPEN: "open",
}
_COLORS = {
    Tone.SETTLED: "green",
    Tone.UNSURE: "yellow",
    Tone.DISPUTED: "red",
    Tone.WANTED: "blue",
    Tone.OPEN: "magenta",
}
MARKS = {tone: (sign, _COLORS[tone]) for tone, sign in SIGNS.items()}


def printed(
    things: Sequence[T],
    lines: Callable[[Console, int, T], Iterable[Text]],
    *,
    width: int | None = None,
    color: bool | None = None,
) -> str:
    """The lines of each thing, one thing below the other, a rule between; at most `width` columns wide."""
    columns = shutil.get_terminal_size().columns if width is None else width
    columns = max(NARROWEST, min(columns, READABLE))
    colored = wants_color() if color is None else color
    output = StringIO()
    console = Console(
        file=output,
        width=columns,
        force_terminal=colored,
        color_system="standard" if colored else None,  # the terminal's own sixteen: they fit its theme
        no_color=not colored,
        legacy_windows=False,
        force_jupyter=False,
    )
    for number, thing in enumerate(things):
        if number:
            console.print(Text("\n" + "─" * columns + "\n", style="dim"), soft_wrap=True)
        for line in lines(console, columns, thing):
            line.rstrip()
            console.print(line, soft_wrap=True)
    return output.getvalue()


def wants_color() -> bool:
    """Whether standard output is a terminal that wants colour: not piped, no NO_COLOR, no TERM=dumb."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


class Sheet:
    """Lines at one width: wrapped behind a lead, and rows with a label."""

    def __init__(self, console: Console, columns: int) -> None:
        self.console = console
        self.columns = columns
        self.roomy = columns >= ROOMY

    def labelled(self, label: str, value: str, indent: int) -> Iterator[Text]:
        """A row with its label in a column of its own, or before the value where there is no room for one."""
        if self.roomy:
            return self.hung(value, Text.assemble(" " * indent, (f"{label:<{LABEL}} ", "dim")))
        return self.hung(value, Text.assemble(" " * indent, (f"{label}: ", "dim")), indent + 2)

    def hung(
        self, text: str | Text, lead: Text | None = None, follow: Text | int | None = None, style: str = ""
    ) -> Iterator[Text]:
        """The text wrapped behind `lead`, further lines behind `follow` (None: blanks of the same width).

        What is `Text` already is taken to be harmless.
        """
        lead = Text() if lead is None else lead
        rest = follow if isinstance(follow, Text) else blank(lead.cell_len if follow is None else follow)
        body = text if isinstance(text, Text) else Text(neutral(text), style=style)
        # Blanks stand in for what `lead` is longer than the later indent, so that later lines use their full room.
        surplus = max(0, lead.cell_len - rest.cell_len)
        room = self.columns - rest.cell_len
        wrapped = blank(surplus).append_text(body).wrap(self.console, room, overflow="fold")
        for number, line in enumerate(wrapped):
            line.rstrip()
            yield Text.assemble(rest, line) if number else Text.assemble(lead, line[surplus:])


def blank(columns: int) -> Text:
    """So many blanks."""
    return Text(" " * columns)
