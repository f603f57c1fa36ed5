"""A word list written as a block of text."""


def words(block: str) -> frozenset[str]:
    """The words of a block, parted by white space."""
    return frozenset(block.split())
