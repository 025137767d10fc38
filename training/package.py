"""The assembled pipeline into the house: `python training/package.py BUILT MODEL`.

What lies in MODEL goes, but for its LICENSE and NOTICE, which are written by
hand; what was built comes in its place. A folder without both is refused, so
that no weights ever ship without their licence.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

KEPT = ("LICENSE", "NOTICE")


def package(built: Path, model: Path) -> None:
    """Nothing; raises SystemExit where the model folder lacks its licence or its notice."""
    missing = [name for name in KEPT if not (model / name).is_file()]
    if missing:
        raise SystemExit(f"{model} has no {' and no '.join(missing)}; take it from the project's history first.")
    for old in model.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.name not in KEPT:
            old.unlink()
    shutil.copytree(built, model, dirs_exist_ok=True)


def main() -> None:
    """Replace the model and say how large it is."""
    built, model = map(Path, sys.argv[1:])
    package(built, model)
    size = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    print(f"{model.resolve().name}: {size:,} bytes")


if __name__ == "__main__":
    main()
