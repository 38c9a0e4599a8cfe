"""Read, check and join the raw tables, and read other people's events."""
