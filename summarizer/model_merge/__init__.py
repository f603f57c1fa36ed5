"""What a model finds out about several articles: one call a question, items as references."""

from .engine import ModelMergeEngine

__all__ = ["ModelMergeEngine"]
