"""What the sample newsroom can say about one topic: phrases as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """The phrases of one topic, in the pattern language of `monitor.sample.grammar`."""

    subjects: tuple[str, ...]  # noun phrases in the singular: "the sanctions list"
    steps: tuple[str, ...]  # infinitives: "to widen the list"
    worries: tuple[str, ...]  # clauses after "that": "food imports will suffer"
    facts: tuple[str, ...]  # whole sentences
    quotes: tuple[str, ...]  # whole sentences, without quotation marks
    heads: tuple[str, ...]  # headlines
    agencies: tuple[str, ...]  # who is in charge: "the finance ministry"
    events: tuple[str, ...]  # what an event of this topic is called after its name: "accord"
