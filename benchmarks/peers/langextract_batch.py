"""Run in the peers' environment: LangExtract over the texts of a folder, as its own pipeline does it.

`langextract_batch.py URL IN_FLIGHT CHARACTERS FOLDER [BEFORE]` prints {"done", "calls", "wall", "cpu"}: as
`benchmarks.contestants`, and how often it asked. `CHARACTERS` is the length of the pieces that it cuts a text into.
"""

import contextlib
import json
import sys
import time
from pathlib import Path

import langextract as lx
from langextract.providers.openai import OpenAILanguageModel

PROMPT = "List what the article says was agreed, who demands what, and what is still open, in the article's words."
SAID = "The union demands a raise of 7 percent. Both sides signed the ferry timetable. The grant is not decided yet."
KINDS = ("demand", "agreed_term", "open_question")
EXAMPLE = lx.data.ExampleData(
    SAID,
    [
        lx.data.Extraction(kind, f"{said.strip()}.", attributes={"issue": "other"})
        for kind, said in zip(KINDS, SAID.rstrip(".").split(". "), strict=True)
    ],
)
calls = 0


def counted(self, prompt, config, _asked=OpenAILanguageModel._process_single_prompt):
    """Ask, and count it."""
    global calls
    calls += 1
    return _asked(self, prompt, config)


def run(folder: Path, url: str, in_flight: int, characters: int) -> int:
    """How many texts it has read."""
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    read = lx.extract(
        [lx.data.Document(text=text, document_id=str(number)) for number, text in enumerate(texts)],
        prompt_description=PROMPT,
        examples=[EXAMPLE],
        config=lx.factory.ModelConfig(
            model_id="claude",
            provider="OpenAILanguageModel",
            provider_kwargs={"api_key": "none", "base_url": url, "max_workers": in_flight},
        ),
        max_char_buffer=characters,
        batch_length=in_flight,  # or it sends fewer at a time
        max_workers=in_flight,
        show_progress=False,
    )
    return sum(bool(document.extractions) for document in read)


OpenAILanguageModel._process_single_prompt = counted
url, in_flight, characters, folder, *before = sys.argv[1:]
with contextlib.redirect_stdout(sys.stderr):
    for first in before:
        run(Path(first), url, int(in_flight), int(characters))
    calls = 0
    began, cpu_before = time.perf_counter(), time.process_time()
    done = run(Path(folder), url, int(in_flight), int(characters))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu_before
print(json.dumps({"done": done, "calls": calls, "wall": wall, "cpu": cpu}))
