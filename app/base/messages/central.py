"""Sentences: central."""

SENTENCES: dict[str, str] = {}
