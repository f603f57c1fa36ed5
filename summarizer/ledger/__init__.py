"""The ledger: every answer that a model gave, under the hash of what decides it, so that none is paid for twice.

One SQLite file, readable by its owner only. It holds what was asked and answered, never a key.
"""

from .asked import Asked, Kept, Said
from .ledger import Ledger
from .location import default_path, ledger_path

__all__ = ["Asked", "Kept", "Ledger", "Said", "default_path", "ledger_path"]
