"""The program's peak of memory: `python -m benchmarks.peak ARGUMENTS` runs `summarizer ARGUMENTS` and prints it, in MB.

What the system says of a child counts the memory of its parent, too, as it was when the child was made; so a process
asks about itself, and where it can (Linux) about what it has been since it became this program.
"""

import re
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> float:
    """The most memory that this process has had, in MB."""
    if STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
        assert found is not None
        return int(found[1]) / 1024
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / 1024 / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    from summarizer.cli import main

    try:
        main()
    finally:
        print(f"{peak():.1f}")
