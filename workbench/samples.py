"""A name in, the path of a file of the checkout out.

The sample articles and the attack history lie in `data/` beside the package
and travel with a checkout, not with an installed wheel. The invented exercises
that lie among the articles are no samples: nothing in them happened, and a
table or chart of samples must not show them as history. Nothing here opens,
reads or downloads a file; one that is not there is refused with what is.
"""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"
_EXERCISE = "x"
"""How the name of an invented exercise begins; `data/README.md` says what they are."""


def data(*parts: str) -> Path:
    """Path of a file under `data/` of the checkout; raises FileNotFoundError where it does not exist."""
    path = _DATA.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(
            f"There is no data/{'/'.join(parts)} beside the package: it travels with a checkout of the project "
            "(the folder with README.md and notebooks/), so work from one or name a file of your own."
        )
    return path


def samples() -> tuple[Path, ...]:
    """Paths of the sample articles of real events, sorted by name; raises FileNotFoundError outside a checkout."""
    return tuple(path for path in sorted(data("articles").glob("*.txt")) if not path.name.startswith(_EXERCISE))


def sample(name: str = "green-zone") -> Path:
    """Path of one sample article by its name without `.txt`; raises FileNotFoundError with the names there are."""
    for path in samples():
        if path.stem == name:
            return path
    names = ", ".join(path.stem for path in samples()) or "none yet"
    raise FileNotFoundError(f"There is no sample article named {name!r} in data/articles; there are: {names}.")
