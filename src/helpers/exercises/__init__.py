"""Check the answers of the exercises."""
