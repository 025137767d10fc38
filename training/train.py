"""One training by a configuration: `python training/train.py CONFIG OUT [--section.key value]...`.

What `spacy train` does, with one difference: matrices are multiplied by
numpy. The library that spaCy takes for it, BLIS, falls back to its plain C
kernels on processors that it does not know, which made training four times
as slow on ours; numpy's knows more of them. OUT is there only when the
training has come to its end.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import registered  # noqa: F401 - its functions are named in the configurations
from spacy.cli._util import parse_config_overrides
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops


def main() -> None:
    """Write OUT with model-best, by the parts that are looked at while training, and model-last, when all is done."""
    config, out, *options = sys.argv[1:]
    set_current_ops(NumpyOps(use_blis=False))
    overrides = parse_config_overrides(options)
    nlp = init_nlp(load_config(config, overrides=overrides, interpolate=False))
    unfinished = Path(f"{out}.unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(parents=True)
    train(nlp, unfinished, stdout=sys.stdout, stderr=sys.stderr)
    unfinished.rename(out)


if __name__ == "__main__":
    main()
