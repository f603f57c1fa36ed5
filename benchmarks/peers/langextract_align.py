"""Run in the peers' environment: LangExtract's aligner over quotes on stdin, its verdicts and times on stdout.

stdin: a JSON list of {"quote", "text"}. stdout: {"verdicts": [status or null], "cpu": seconds}, aligned with its
defaults, each quote against its text, as its own pipeline does for one extraction.
"""

import json
import sys
import time

from langextract import data, resolver

cases = json.load(sys.stdin)


def align(case: dict[str, str]) -> str | None:
    """The status of a quote's alignment, or None."""
    extraction = data.Extraction(extraction_class="quote", extraction_text=case["quote"])
    try:
        aligned = resolver.WordAligner().align_extractions([[extraction]], case["text"])
    except ValueError:  # it knows no tokens in some scripts, and none in an empty quote
        return None
    status = aligned[0][0].alignment_status
    return status.value if status and aligned[0][0].char_interval else None


align(cases[0])
began = time.process_time()
verdicts = [align(case) for case in cases]
json.dump({"verdicts": verdicts, "cpu": time.process_time() - began}, sys.stdout)
