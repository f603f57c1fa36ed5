"""What the documents say about speed, measured: every figure is a ratio against a peer or a floor of the same run."""
