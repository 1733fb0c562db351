"""Fine-tunes the neural stance model, tells its figures on what it did not learn from, and writes it in int8.

`python -m monitor.training.stance NEWSMTSC`: NEWSMTSC is the `.jsonl.gz` of its training part. It needs the
`train` extra and about a quarter of an hour on one core. Writes tag/weights/stance.onnx and the scorecard.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from monitor.evaluate.stance import stance_scorecard
from monitor.tag import Tagger, stance_model
from monitor.tag.stance_model import LABELS
from monitor.tag.stance_neural import NeuralStance
from monitor.tag.stance_passage import pieces
from monitor.training.stance_network import Plan, export, fit, probabilities
from monitor.training.stance_rows import Row, chosen, newsmtsc, own, told

TAG = Path(stance_model.__file__).parent
OUT, CARD = TAG / "weights" / "stance.onnx", TAG / "scorecards" / "stance.json"
OWN_WEIGHT = 3  # times that each of the project's own sentences is read in an epoch
HEAT = 1.35  # what logits are divided by: chosen on the validation parts, so that a score is a chance


def main(path: Path) -> None:
    """Fit, write, and print the figures of the network in float and of the file in int8."""
    torch.set_num_threads(1)
    rows = [*newsmtsc(path), *own()]
    learned = chosen(rows, "newsmtsc", "train") + OWN_WEIGHT * chosen(rows, "own", "train")
    network = fit([(pieces(row.passage), row.label) for row in learned], Plan())
    export(network, HEAT, OUT)
    shipped = NeuralStance.shipped()
    for of, split in (("newsmtsc", "validation"), ("own", "validation"), ("own", "test")):
        part = chosen(rows, of, split)
        passages = [row.passage for row in part]
        print(f"{of:9} {split:10} float {told(part, probabilities(network, [*map(pieces, passages)]))}")
        print(f"{of:9} {split:10} int8  {told(part, shipped.probabilities(passages))}", flush=True)
    write_card(chosen(rows, "newsmtsc", "validation"), chosen(rows, "own", "test"))


def write_card(of_news: Sequence[Row], of_own: Sequence[Row]) -> None:
    """Measure the shipped tagger on what was kept apart, and write the scorecard that ships with it."""
    sets = {"NewsMTSC, a tenth of its train": of_news, "own sentences, a fifth of their targets": of_own}
    gold = [
        {
            "text": row.passage.text,
            "target": row.passage.target,
            "span": [row.passage.start, row.passage.end],
            "label": LABELS[row.label],
            "source": name,
        }
        for name, rows in sets.items()
        for row in rows
    ]
    CARD.write_text(stance_scorecard(gold, Tagger()).to_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
