"""Many articles in, one brief out: summarise, group into stories, merge, compare, trace, publish.

No module here is named after the function `brief`: a submodule of that name would hide it in the package.
"""

from .public import abrief, abrief_all, brief, brief_all, brief_sources

__all__ = ["abrief", "abrief_all", "brief", "brief_all", "brief_sources"]
