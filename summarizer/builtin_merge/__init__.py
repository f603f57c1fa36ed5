"""The built-in engine for several articles: what they say together, found without a model."""

from .engine import BuiltinMergeEngine

__all__ = ["BuiltinMergeEngine"]
