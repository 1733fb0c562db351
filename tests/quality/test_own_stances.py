"""What verdicts on one target teach: sentences of GWSD on climate change, through a newsroom's record.

`pytest tests/quality/test_own_stances.py -s` prints the figures. The data are not ours to ship:
../shared/data/stance/gwsd.jsonl.gz beside the project.
"""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from monitor.catalog import starter
from monitor.filters import Filters
from monitor.learn.judging import Judging
from monitor.learn.stances import ComparedStance, macro_f1
from monitor.newsroom import Newsroom
from monitor.tag.stance_model import LABELS

GWSD = Path(__file__).parents[3] / "shared" / "data" / "stance" / "gwsd.jsonl.gz"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
HELD = 200
NAMES = [
    "climate",
    "global",
    "warming",
    "greenhouse",
    "carbon",
    "emissions",
    "emission",
    "fossil",
    "fuels",
    "fuel",
    "temperatures",
    "temperature",
    "sea",
    "CO2",
    "renewable",
    "energy",
    "pollution",
    "methane",
    "coal",
    "glaciers",
    "ice",
    "drought",
    "hurricanes",
    "storms",
    "weather",
    "heat",
    "oil",
    "environmental",
    "planet",
    "atmosphere",
    "science",
    "scientists",
    "environment",
    "ocean",
    "oceans",
    "cold",
    "cooling",
    "EPA",
    "solar",
    "gas",
    "IPCC",
    "rain",
    "snow",
    "species",
    "forests",
    "warmer",
    "hotter",
    "Arctic",
    "Gore",
    "warmed",
    "warmest",
    "hottest",
]
TARGET = f"""
[[target]]
id = "climate"
name = "climate change is a serious concern"
kind = "proposition"
aliases = {json.dumps(NAMES)}
pro = ["climate crisis", "climate emergency"]
con = ["climate alarmism", "climate hoax"]
"""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    if not GWSD.exists():
        pytest.skip(f"{GWSD} is not here")
    with gzip.open(GWSD, "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    once = {each["text"]: each for each in found}
    return sorted(once.values(), key=lambda each: sha1(each["id"].encode()).hexdigest())


@pytest.fixture
def room(tmp_path: Path, rows: list[dict[str, Any]]) -> Newsroom:
    folder = tmp_path / "room"
    starter.write(folder)
    (folder / "targets.toml").write_text(TARGET)
    settings = folder / "monitor.toml"
    settings.write_text(f"min_words = 1\nworkers = 0\n{settings.read_text()}")
    told = [
        {"url": f"https://example.org/{each['id']}", "title": each["id"], "text": each["text"]}
        for each in rows
    ]
    lines = (json.dumps(each | {"outlet": "foreign-policy", "published": "2026-11-02"}) for each in told)
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    made = Newsroom(folder, now=lambda: NOW)
    made.bring_in(tmp_path / "rows.jsonl")
    return made


def learned(room: Newsroom, taught: Sequence[dict[str, Any]]) -> ComparedStance:
    """Judge, learn and tag again."""
    judging = Judging(room.catalog, room.record)
    said = {"kind": "stance", "code": "climate", "verdict": "yes"}
    verdicts = [
        said | {"url": f"https://example.org/{each['id']}", "label": each["label"]} for each in taught
    ]
    judging.take((("row", each) for each in verdicts), NOW)
    (compared,) = judging.learn_stances()
    room.retag()
    return compared


def figure(room: Newsroom, held: Sequence[dict[str, Any]]) -> float:
    """Macro-F1 of what the tags of articles say; unsure, or no tag, counts as neutral."""
    tags = _stances(room)
    said = [tags.get(each["id"], "neutral") for each in held]
    truth = [each["label"] for each in held]
    as_numbers = (np.array([LABELS.index(each) for each in labels]) for labels in (said, truth))
    return macro_f1(*as_numbers)


def _stances(room: Newsroom) -> dict[str, str]:
    frame = room.articles(Filters(target=("climate",)), limit=10_000)
    told = zip(frame["title"], frame["stances"], strict=True)
    labels = {title: stances[0].rsplit(":", 1)[1] for title, stances in told}
    return {title: label for title, label in labels.items() if label in LABELS}


@pytest.mark.parametrize(("taught", "floor"), [(200, 0.55), (None, 0.62)], ids=["200", "all"])
def test_verdicts_on_a_target_teach_it(
    room: Newsroom, rows: list[dict[str, Any]], taught: int | None, floor: float
) -> None:
    held, rest = rows[:HELD], rows[HELD:]
    before = figure(room, held)
    compared = learned(room, rest[:taught])
    after = figure(room, held)
    print(
        f"\n{compared.n} verdicts: macro-F1 of {HELD} held out {before:.3f} as before, {after:.3f} learned; "
        f"cross-validated {compared.before:.3f} and {compared.learned:.3f} ± {compared.error:.3f}"
    )
    assert compared.used
    assert after > before
    assert after >= floor
