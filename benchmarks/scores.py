"""How good it is: baselines, the built-in engine, a plain script and a model on the gold, in one table.

    python -m benchmarks scores                       # the table of the README
    python -m benchmarks scores --part development    # without those that need recorded answers
    python -m benchmarks scores --record              # ask again what no recorded answer fits; OPENAI_BASE_URL
    python -m benchmarks scores --readme              # write the table into the README

The plain script and the model are asked about the test part; their answers are in cassettes/scores/.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from summarizer.errors import EndpointError, InputError, SummarizerError
from summarizer.evaluate.gold import Loaded, load, load_all
from summarizer.evaluate.run import evaluate
from summarizer.evaluate.scores import Scored
from summarizer.run import run
from summarizer.settings import load_settings
from tests.conftest import RECORDED_MODEL, ROOT

from . import baselines, plain
from .score_table import as_table, put_into
from .tape import TAPES, NotRecorded, recorded, replayed

GOLD = ROOT / "gold"
README = ROOT / "README.md"
AT_ONCE = 8  # sets that are recorded side by side
MODEL = "model"
Say = Callable[[str], None]


def model(loaded: Loaded, base_url: str) -> Scored:
    """Our whole way with a model, its brief included, over one set."""
    os.environ.setdefault("OPENAI_API_KEY", "none")
    settings = load_settings(model=RECORDED_MODEL, base_url=base_url, timeout=3500, retry_seconds=0, ledger="off")
    return replace(run(evaluate([loaded], settings)), name=MODEL)


ASKED: dict[str, Callable[[Loaded, str], Scored]] = {plain.NAME: plain.scored, MODEL: model}


def contestants(part: str, say: Say = lambda _: None) -> list[Scored]:
    """Everybody's scores on a part of the gold.

    `say` hears of articles without a summary, and of a contestant without recorded answers why it has none.
    """
    sets = load_all(GOLD / part)
    likely = baselines.usual(sets if part == "development" else load_all(GOLD / "development"))
    unasked = [
        baselines.scored(f"first {likely.items} sentences", sets, baselines.first, likely),
        baselines.scored("TextRank", sets, baselines.central, likely),
        replace(run(evaluate(sets, load_settings(model="builtin"))), name="built-in engine"),
    ]
    made = unasked + ([again(name, sets, say) for name in ASKED] if part == "test" else [])
    for each in made:
        for article, why in each.failed.items():
            say(f"{each.name}: {article}: {why}")
    return made


def again(name: str, sets: Sequence[Loaded], say: Say, folder: Path = TAPES) -> Scored:
    """The scores of a contestant by its recorded answers; without articles where one set has none that fit."""
    made = []
    for loaded in sets:
        try:
            made.append(_by_tape(name, loaded, tape_of(name, loaded, folder)))
        except NotRecorded as missing:
            say(f"{name}: {missing}")
            return Scored(name, [], [], {})
    return Scored(
        name,
        [tally for each in made for tally in each.tallies],
        [missed for each in made for missed in each.missed],
        {article: why for each in made for article, why in each.failed.items()},
        [tally for each in made for tally in each.sets],
    )


def tape_of(name: str, loaded: Loaded, folder: Path = TAPES) -> Path:
    """Where the answers of a contestant about a set are."""
    return folder / name.replace(" ", "-") / f"{loaded.path.parent.name}.yaml"


def record(name: str, gold: Path, base_url: str, folder: Path = TAPES) -> str:
    """Ask a contestant about a set, if what is recorded does not fit; what came of it. Raises SummarizerError."""
    loaded = load(gold, load_settings(model="builtin"))
    tape = tape_of(name, loaded, folder)
    try:
        _by_tape(name, loaded, tape)
        return f"{name}: {tape.stem}: fits"
    except NotRecorded:
        tape.parent.mkdir(parents=True, exist_ok=True)
    with recorded(tape, base_url):
        ASKED[name](loaded, base_url)
    try:
        _by_tape(name, loaded, tape)
    except NotRecorded as missing:
        raise EndpointError(f"{base_url} has left requests without an answer: {missing}") from None
    return f"{name}: {tape.stem}: recorded"


def _by_tape(name: str, loaded: Loaded, tape: Path) -> Scored:
    with replayed(tape) as base_url:
        return ASKED[name](loaded, base_url)


def record_all(sets: Sequence[Path], say: Say, pool: Executor, folder: Path = TAPES) -> bool:
    """Record every contestant on every set; whether all went well. One that fails costs itself only.

    Raises InputError where it is not said whom to ask.
    """
    base_url = os.environ.get("OPENAI_BASE_URL")
    if not base_url:
        raise InputError("Whom to ask is not said: set OPENAI_BASE_URL to an OpenAI-compatible server, with /v1.")
    went_well = True
    under_way = {(n, gold): pool.submit(record, n, gold, base_url, folder) for gold in sets for n in ASKED}
    for (name, gold), job in under_way.items():
        try:
            say(job.result())
        except SummarizerError as error:
            went_well = False
            say(f"{name}: {gold.parent.name}: not recorded: {error}")
    return went_well


def _record(say: Say) -> bool:
    # Processes, for vcrpy records all that a process asks on one cassette.
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        return record_all([each.path for each in load_all(GOLD / "test")], say, pool)


def main(arguments: Sequence[str]) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks scores", description="Scores and baselines.")
    parser.add_argument("--part", choices=["development", "test"], default="test")
    parser.add_argument("--record", action="store_true", help="ask OPENAI_BASE_URL what no recorded answer fits")
    parser.add_argument("--readme", action="store_true", help="write the table into the README")
    chosen = parser.parse_args(arguments)
    if chosen.part != "test" and (chosen.record or chosen.readme):
        parser.error("the README and the recorded answers are of the test part: leave out --part.")

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    try:
        went_well = _record(say) if chosen.record else True
        table = as_table(contestants(chosen.part, say))
    except SummarizerError as error:
        say(str(error))
        return error.exit_code
    if chosen.readme:
        README.write_text(put_into(README.read_text("utf-8"), table), "utf-8")
    print(table, end="")
    return 0 if went_well else EndpointError.exit_code
