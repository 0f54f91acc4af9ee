"""The catalogue that ships with the program, read and checked."""

import resources
from app.domain.catalog import Catalog
from app.domain.catalog_reader import read


def shipped() -> Catalog:
    """Raises `CatalogErrors` with every mistake when somebody broke it."""
    return read(resources.path("catalog"))
