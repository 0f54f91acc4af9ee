"""Sentences: catalog."""


SENTENCES: dict[str, str] = {}
