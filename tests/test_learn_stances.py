"""A target is learned from verdicts on it, where that is better than the default, and only there."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from monitor.catalog import Target
from monitor.learn.stances import FEWEST, Example, teach
from monitor.tag.stance import StanceTagger
from monitor.tag.stance_model import LABELS, Numbers
from monitor.tag.stance_own import learned, load, path_of, save
from monitor.tag.stance_passage import Passage

TARGET = Target("dam", "the dam", "entity", ("dam",))
WORDS = {"critical": "leaking", "neutral": "grey", "supportive": "humming"}
PLACES = ("Ayr", "Bonn", "Cork", "Dole", "Elne", "Faro", "Graz", "Hull", "Jena", "Kiel", "Lund", "Mons")


class Blind:
    """A default model that finds everything neutral."""

    name = "blind"

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        return np.tile(np.array([0.2, 0.6, 0.2], np.float32), (len(passages), 1))


class Knowing(Blind):
    """A default model that needs no teaching."""

    name = "knowing"

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        said = [next(n for n, label in enumerate(LABELS) if WORDS[label] in each.text) for each in passages]
        return np.array([[0.9 if n == each else 0.05 for n in range(3)] for each in said], np.float32)


def judged(count: int) -> list[Example]:
    labels = [LABELS[n % 3] for n in range(count)]
    return [
        Example("", f"In {PLACES[n % 12]} on day {n} the dam was {WORDS[label]} once more.", label)
        for n, label in enumerate(labels)
    ]


def test_what_the_default_misses_is_learned(tmp_path: Path) -> None:
    compared, own = teach(TARGET, judged(FEWEST), Blind())
    assert own is not None
    assert (compared.n, compared.used) == (FEWEST, True)
    assert compared.before < 0.2
    assert compared.learned > 0.9
    tagger = StanceTagger([TARGET], Blind(), {"dam": own})
    (tag,) = tagger.tag("", "In Nantes the dam was leaking again.")
    assert (tag.label, tag.method) == ("critical", own.name)
    assert own.name.startswith("own-")
    save(own, path_of(tmp_path / "stances", "dam"))
    kept = load(path_of(tmp_path / "stances", "dam"))
    assert kept.name == own.name
    assert learned(tmp_path / "stances", ["dam", "moon"]).keys() == {"dam"}
    assert learned(tmp_path / "nowhere", ["dam"]) == {}
    assert StanceTagger([TARGET], Blind(), {"dam": kept}).tag("", "The dam is grey.") == tagger.tag(
        "", "The dam is grey."
    )


def test_what_is_no_better_than_the_default_is_not_kept() -> None:
    compared, own = teach(TARGET, judged(FEWEST), Knowing())
    assert (compared.before, compared.used, own) == (1.0, False, None)


def test_what_was_learned_on_top_of_another_model_is_left_aside() -> None:
    _, own = teach(TARGET, judged(FEWEST), Blind())
    assert own is not None
    (tag,) = StanceTagger([TARGET], Knowing(), {"dam": own}).tag("", "The dam was humming in May.")
    assert (tag.label, tag.method) == ("supportive", "knowing")


def test_a_judged_article_that_does_not_name_the_target_teaches_nothing_and_counts_as_neutral() -> None:
    silent = [Example("", f"It rained on day {n}.", "critical") for n in range(5)]
    compared, own = teach(TARGET, [*judged(FEWEST), *silent], Blind())
    assert own is not None
    assert compared.n == FEWEST + 5
    assert compared.learned < 1
    nothing, _ = teach(TARGET, silent, Blind())
    assert (nothing.before, nothing.learned, nothing.used) == (0.0, 0.0, False)
