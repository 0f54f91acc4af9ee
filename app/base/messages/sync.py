"""Sentences: sync."""


SENTENCES: dict[str, str] = {}
