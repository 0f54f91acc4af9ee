"""Sentences: store."""


SENTENCES: dict[str, str] = {}
