"""Where the ledger stands: the user's data folder, or where a setting says."""

from pathlib import Path

OFF = "off"


def default_path() -> Path:
    """The ledger's place in the user's data folder, as the operating system has it."""
    from platformdirs import user_data_path

    return user_data_path("summarizer", appauthor=False) / "ledger.sqlite"


def ledger_path(setting: str | None) -> Path | None:
    """The file that the setting `ledger` names; the default place without one, None for `off`."""
    if setting == OFF:
        return None
    return Path(setting).expanduser() if setting else default_path()
