"""Sentences: keys."""


SENTENCES: dict[str, str] = {}
