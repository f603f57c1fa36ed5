"""What a batch is asked to do, and what it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import StopError
from ..schemas.batch import Failure, Skipped
from ..schemas.brief import Brief
from ..schemas.summary import ArticleSummary
from ..settings import Settings
from .outputs import ARTICLES, BRIEF


@dataclass(frozen=True)
class Job:
    """One batch: the folder of articles, the folder for the results, and how it is done.

    `include` and `exclude` are globs as in .gitignore, against paths within the folder. `budget` is in US dollars.
    """

    folder: Path
    out: Path
    settings: Settings
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    budget: float | None = None
    brief: bool = True
    batch_api: bool = False


@dataclass
class Result:
    """How a batch ended. Counts are articles, of `skipped` and `failed` also files.

    `stopped` is why it did not come to its end: a StopError, or None; `interrupted` where the user stopped it.
    """

    out: Path
    done: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    removed: int = 0
    requests: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    given_up: int = 0  # requests in flight when the run was stopped
    items: int = 0
    notes: list[str] = field(default_factory=list)
    stopped: StopError | None = None
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """What the command ends with: 0, 1, 2, 3, 4 or 130."""
        if self.interrupted:
            return 130
        if self.stopped is not None:
            return self.stopped.exit_code
        return 1 if self.failed else 0

    def summaries(self) -> Iterator[ArticleSummary]:
        """The summaries, one at a time from their files, in the order of their ids."""
        for file in sorted((self.out / ARTICLES).glob("*.json")):
            yield ArticleSummary.model_validate_json(file.read_bytes())

    def briefs(self) -> list[Brief]:
        """The briefs, one for each negotiation; empty where none was made."""
        import json

        file = self.out / BRIEF
        if not file.exists():
            return []
        value = json.loads(file.read_bytes())
        return [Brief.model_validate(brief) for brief in (value if isinstance(value, list) else [value])]
