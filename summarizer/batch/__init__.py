"""A folder of any size: a summary for each article, a brief for each negotiation, nothing lost, nothing paid twice."""

from .job import Job, Result
from .progress import Progress
from .public import asummarize_folder, summarize_folder
from .run import run_batch
from .stop import Stop

__all__ = ["Job", "Progress", "Result", "Stop", "asummarize_folder", "run_batch", "summarize_folder"]
