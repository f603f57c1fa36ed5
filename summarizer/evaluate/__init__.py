"""How good an engine is: gold written by people, and scores against it."""
