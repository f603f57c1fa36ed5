"""Where a command's result goes: stdout or a file, in the format asked for."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..errors import SummarizerError

ENDINGS = {
    **{".md": "markdown", ".markdown": "markdown", ".json": "json", ".csv": "csv", ".txt": "terminal"},
    **{".html": "html", ".htm": "html"},
}


def chosen_format(
    asked: str | None, output: Path | None, endings: "Mapping[str, str]" = ENDINGS, default: str = "terminal"
) -> str:
    """The format asked for, or the one that the ending of a file stands for; else the default."""
    from ..errors import InputError

    if asked:
        return asked
    ending = output.suffix.lower() if output and output.is_file() | (not output.exists()) else ""
    if ending and ending not in endings:
        known = ", ".join(sorted(endings))
        raise InputError(f"{output}: no format goes with the ending {ending}; take one of {known}, or say --format.")
    return endings.get(ending, default)


def look(output: Path | None) -> dict[str, Any]:
    """Files get neither colour nor the width of whoever's terminal."""
    return {"width": 100, "color": False} if output else {}


def keep(files: "Iterable[Path]", output: Path | None, what: str) -> None:
    """Refuse to write a result over a file that it is made from; `what` that file is. Raises InputError."""
    from ..errors import InputError

    if output is not None and output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise InputError(f"{output} is {what}; name another file with -o.")


def end_with(errors: "Sequence[SummarizerError]") -> None:
    """Each error on a line of stderr, and the exit code for a run that gave something all the same; none without."""
    from ..errors import EndpointError

    tell(errors)
    if errors:
        sys.exit(3 if any(isinstance(error, EndpointError) for error in errors) else 1)


def tell(errors: "Sequence[SummarizerError]") -> None:
    """Each error on a line of stderr."""
    for error in errors:
        click.echo(f"Error: {error}", err=True)


def say(line: str) -> None:
    """A line on stderr."""
    click.echo(line, err=True)


def put_all(texts: "Iterable[str]", newline: str | None = None) -> None:
    """Write texts to stdout as they come; ends the program where the reader leaves. Raises InputError."""
    from ..errors import InputError

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:  # a terminal that lacks ¶ shows ? for it
        reconfigure(errors="replace", newline=newline)
    try:
        sys.stdout.writelines(texts)
        sys.stdout.flush()
    except BrokenPipeError:  # as `head` does, once it has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        raise InputError(f"The output cannot be written: {error.strerror}; write to a file with -o.") from error


def put(text: str, output: Path | None) -> None:
    """Write to stdout, or whole or not at all to a file; into a pipe or device as it is. Raises InputError."""
    from ..errors import InputError

    if output is None:
        put_all([text], newline="" if text.endswith("\r\n") else None)  # CSV brings its own line ends
        return
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")
            return
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}; name another file with -o.") from error
