"""Sentences: capture."""


SENTENCES: dict[str, str] = {}

FIELD_NAMES: dict[str, str] = {}
