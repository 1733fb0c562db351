"""Fine-tunes the neural stance model, tells its figures on what it did not learn from, and writes it in int8.

`python -m monitor.training.stance NEWSMTSC`: NEWSMTSC is the `.jsonl.gz` of its training part. It needs the
`train` extra and about an hour on one core. Run `stance_light` and `stance_card` after it.
"""

import random
import sys
from pathlib import Path

import torch

from monitor.tag import stance_model
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import pieces
from monitor.training.stance_network import Example, Network, Plan, averaged, export, fit, probabilities
from monitor.training.stance_rows import Row, chosen, newsmtsc, own, told

OUT = Path(stance_model.__file__).parent / "weights" / "stance.onnx"
EARLY = "abcdefghijklmnopqrst"  # hands
PART = 3_300  # of the own sentences, for a network that ends with the news
HEAT = 1.35  # what logits are divided by: chosen on the validation parts, so that a score is a chance


def main(path: Path) -> None:
    """Fit, write, and print the figures of the network in float and of the file in int8."""
    torch.set_num_threads(1)
    rows = [*newsmtsc(path), *own()]
    news, ours = (chosen(rows, of, "train") for of in ("newsmtsc", "own"))
    network = learned(news, chosen(own(EARLY), "own", "train"), ours)
    export(network, HEAT, OUT)
    shipped = NeuralStance.shipped()
    for of, split in (("newsmtsc", "validation"), ("own", "validation"), ("own", "test")):
        part = chosen(rows, of, split)
        passages = [row.passage for row in part]
        print(f"{of:9} {split:10} float {told(part, probabilities(network, [*map(pieces, passages)]))}")
        print(f"{of:9} {split:10} int8  {told(part, shipped.probabilities(passages))}", flush=True)


def learned(news: list[Row], early: list[Row], ours: list[Row]) -> Network:
    """Three networks, averaged: one that reads the early hands three times, one that goes on with all hands,
    and one that ends with the news.
    """
    first = fit(_examples(news + early), Plan())
    second = fit(_examples(news + ours), Plan(epochs=2, rate=5e-5, seed=1), first)
    ours = random.Random(0).sample(ours, PART)
    return averaged([first, second, fit(_examples(news + ours), Plan(epochs=1, rate=5e-5, seed=1), second)])


def _examples(rows: list[Row]) -> list[Example]:
    return [(pieces(row.passage), row.label) for row in rows]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
