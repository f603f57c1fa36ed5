"""`locate` against LangExtract's aligner on the same quotes: speed, and who is right where they differ.

Two sets: the quotes of the recorded answers, each against its article (all are to be found), and the cases in
tests/cases/locate.json (each with its expected verdict). LangExtract lives in an environment of its own.
"""

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from summarizer.ground import locate
from summarizer.ground.fold import folded_article

from .answering import recorded
from .around_a_call import articles
from .figure import Figure, ratio

ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"
# The table in the field notes: what an aligner must not accept, and the typography that it must.
TABLE = ("peer-", "mixed-curly-quote")


def measure() -> list[Figure]:
    """CPU on the recorded quotes; verdicts on the cases."""
    quotes = recorded_quotes()
    theirs = _peer(quotes)
    ours = _ours(quotes)
    cases = json.loads((ROOT / "tests/cases/locate.json").read_text("utf-8"))
    plain = [case for case in cases if "near" not in case]
    peer = _peer([{"quote": case["quote"], "text": case["text"]} for case in plain])["verdicts"]
    mine = [bool(locate(case["quote"], case["text"])) for case in plain]
    expected = [case["expect"] is not None for case in plain]
    right = sum(a == b for a, b in zip(mine, expected, strict=True))
    peer_right = sum((a is not None) == b for a, b in zip(peer, expected, strict=True))
    for case, ours_says, theirs_says in zip(plain, mine, peer, strict=True):
        if case["id"].startswith(TABLE):
            print(
                f"  {case['id']}: locate {'found' if ours_says else 'not found'}, aligner {theirs_says or 'not found'}"
            )
    return [
        ratio(
            f"`locate` / LangExtract's aligner, {len(quotes)} recorded quotes",
            ours * 1000,
            theirs["cpu"] * 1000,
            1.0,
            "ms",
        ),
        Figure(f"`locate`: right verdicts of {len(plain)} cases", str(right), f"{len(plain)}", right == len(plain)),
        Figure(f"LangExtract's aligner: right verdicts of {len(plain)} cases", str(peer_right)),
    ]


def recorded_quotes() -> list[dict[str, str]]:
    """Every quote of every recorded answer, with the text of its article."""
    texts = [article.text for article in articles()]
    found = []
    for messages, answer in recorded().items():
        text = next(
            (text for text in texts if json.dumps(text)[1:-1] in json.dumps(json.loads(messages)[1]["content"])), None
        )
        draft: dict[str, Any] = json.loads(json.loads(answer)["choices"][0]["message"]["content"])
        items = [*draft["agreed_terms"], *draft["demands"], *draft["open_questions"]]
        found += [{"quote": quote, "text": text} for item in items for quote in item["quotes"] if text]
    return found


def _ours(quotes: list[dict[str, str]]) -> float:
    folded_article.cache_clear()
    began = time.process_time()
    for case in quotes:
        locate(case["quote"], case["text"])
    return time.process_time() - began


def aligned(cases: list[dict[str, str]]) -> list[str | None]:
    """LangExtract's status of each quote against its text; None where it aligns nothing."""
    verdicts: list[str | None] = _peer(cases)["verdicts"]
    return verdicts


def _peer(cases: list[dict[str, str]]) -> dict[str, Any]:
    finished = subprocess.run(
        [str(PEERS), str(Path(__file__).parent / "peers" / "langextract_align.py")],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(finished.stdout)
    return answer
