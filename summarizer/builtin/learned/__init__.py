"""Which sentences hold an item, and of which kind: a linear model trained on the development part of the gold."""
