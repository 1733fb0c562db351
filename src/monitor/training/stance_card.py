"""Measures the shipped stances on what was kept apart, and writes the scorecard that ships with them.

`python -m monitor.training.stance_card NEWSMTSC`: NEWSMTSC is the `.jsonl.gz` of its training part.
"""

import sys
from pathlib import Path

from monitor.evaluate.stance import stance_scorecard
from monitor.tag import Tagger, stance_model
from monitor.tag.stance_model import LABELS
from monitor.training.stance_rows import chosen, newsmtsc, own

CARD = Path(stance_model.__file__).parent / "scorecards" / "stance.json"


def main(path: Path) -> None:
    """Write the card."""
    sets = {
        "NewsMTSC, a tenth of its train": chosen(newsmtsc(path), "newsmtsc", "validation"),
        "own sentences, a fifth of their targets": chosen(own(), "own", "test"),
    }
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
