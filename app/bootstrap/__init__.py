"""The only place where real things meet ports: clock, randomness, environment, key stores, files."""
