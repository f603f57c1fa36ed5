"""What the documents say about speed and size, measured: speed as ratios against a peer or a floor of the same run."""
