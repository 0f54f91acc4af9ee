"""The demonstration: an invented day at an invented window, through the real services."""
