"""What several articles say together, and the checks on it: pure functions over items, whoever proposed them."""
