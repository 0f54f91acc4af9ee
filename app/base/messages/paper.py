"""Sentences: paper."""


SENTENCES: dict[str, str] = {}
