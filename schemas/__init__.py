"""The shapes: what a model is asked for (`draft`), what is published (`article`, `summary`), the words both use."""
