"""Makes `resources/finder.txt` again from the catalogue's texts and `resources/phrases`."""

import resources
from app.domain.catalog_reader import read
from app.domain.finder_training import of_catalogue, of_phrases, train


def main() -> None:
    """Same data, same bytes."""
    examples = [
        *of_catalogue(read(resources.path("catalog"))),
        *of_phrases(resources.path("phrases")),
    ]
    model = train(examples)
    resources.path("finder.txt").write_text(model, encoding="utf-8", newline="\n")
    print(f"{len(examples):,} texts, {model.count(chr(10)) - 1:,} features")


if __name__ == "__main__":
    main()
