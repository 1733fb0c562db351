"""Fine-tunes the neural stance model, tells its figures on what it did not learn from, and writes it in int8.

`python -m monitor.training.stance NEWSMTSC`: NEWSMTSC is the `.jsonl.gz` of its training part. It needs the
`train` extra and about two hours on one core. Run `stance_light` and `stance_card` after it.
"""

import random
import sys
from dataclasses import replace
from pathlib import Path

import torch

from monitor.tag import stance_model
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import pieces
from monitor.training.stance_network import Example, Network, Plan, averaged, export, fit, probabilities
from monitor.training.stance_rows import HANDS, Row, chosen, newsmtsc, own, told

OUT = Path(stance_model.__file__).parent / "weights" / "stance.onnx"
FIRST, LATER = HANDS[:14], HANDS[:20]  # hands: the networks grew with the rows, and those of old help the new
PART = 3_300  # of the own sentences, for a network that ends with the news
AGAIN = Plan(epochs=2, rate=5e-5, seed=1)
HEAT = 1.35  # what logits are divided by: chosen on the validation parts, so that a score is a chance


def main(path: Path) -> None:
    """Fit, write, and print the figures of the network in float and of the file in int8."""
    torch.set_num_threads(1)
    rows = [*newsmtsc(path), *own()]
    by = {hands: chosen(own(hands), "own", "train") for hands in (FIRST, LATER, HANDS)}
    network = learned(chosen(rows, "newsmtsc", "train"), by)
    export(network, HEAT, OUT)
    shipped = NeuralStance.shipped()
    for of, split in (("newsmtsc", "validation"), ("own", "validation"), ("own", "test")):
        part = chosen(rows, of, split)
        passages = [row.passage for row in part]
        print(f"{of:9} {split:10} float {told(part, probabilities(network, [*map(pieces, passages)]))}")
        print(f"{of:9} {split:10} int8  {told(part, shipped.probabilities(passages))}", flush=True)


def learned(news: list[Row], by: dict[str, list[Row]]) -> Network:
    """Networks, averaged, of which each begins anew or goes on from one before; `by` hands, the own rows."""
    first = fit(_examples(news + 2 * by[FIRST]), Plan())
    second = fit(_examples(news + by[FIRST]), AGAIN, first)
    few = random.Random(0).sample(by[FIRST], PART)
    third = fit(_examples(news + few), replace(AGAIN, epochs=1), first)
    fourth = fit(_examples(news + by[LATER]), Plan())
    fifth = fit(_examples(news + by[HANDS]), AGAIN, fourth)
    return averaged([averaged([first, second, third]), fourth, fifth])


def _examples(rows: list[Row]) -> list[Example]:
    return [(pieces(row.passage), row.label) for row in rows]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
