"""Whose a stance is: the outlet's own, or of those whom it quotes or whose words it reports."""

from collections.abc import Sequence

import numpy as np
import pytest

from monitor.catalog import Target
from monitor.tag.stance import StanceTagger
from monitor.tag.stance_model import Numbers
from monitor.tag.stance_passage import Passage

OWN = """
[[NATO]] has outlived its purpose, and the bill keeps growing.
The summit showed how little [[NATO]] can agree on.
[[NATO]] said that it would send two battalions to the border.
The [[NATO]] chief told reporters that the summit had been a success.
According to [[NATO]], the exercise will last ten days.
Ministers met in Oslo on Friday to discuss [[NATO]] and its budget.
It must be said that [[NATO]] has kept the peace for decades.
That said, [[NATO]] remains the cheapest insurance there is.
Needless to say, [[NATO]] did nothing of the kind.
The senator criticized [[NATO]] in a speech on Monday.
Germany pays more into [[NATO]] than it did ten years ago.
“We are tired,” the general said, and [[NATO]] has no answer to that.
The minister said the talks were useful, but [[NATO]] remains a burden on its smallest members.
He said nothing; [[NATO]] had failed him before.
As I have said before, [[NATO]] is worth its price.
We have argued for years that [[NATO]] should stay out of Asia.
Nobody in the alliance asked what [[NATO]] would do next.
[[NATO]], which says it defends democracy, has seldom done so at home.
Asked about the war, the president said little. [[NATO]] carried the day without him.
The vote was close; [[NATO]] won it, and deserved to.
When [[NATO]] says jump, the Baltic states no longer ask how high.
The treaty that founded [[NATO]] says that an attack on one is an attack on all.
What the generals told Congress was false, and [[NATO]] paid for it.
[[NATO]] argued that the strike was lawful.
The paper that [[NATO]] published in May reads like an apology.
Critics of [[NATO]] were proved wrong by the winter.
Whatever one may say about [[NATO]], it has never lost a member.
The budget of [[NATO]] will be settled in June, and nobody has read it.
Spain, [[NATO]] officials said, would miss its goal again.
Talks with [[NATO]] broke down on Thursday after two hours.
"""
QUOTED = """
The minister said that [[NATO]] had betrayed its smallest members.
The minister said [[NATO]] had betrayed its smallest members.
[[NATO]] has betrayed its smallest members, the minister said.
[[NATO]] has betrayed its smallest members, said Anna Lind, the minister.
According to the minister, [[NATO]] has betrayed its smallest members.
[[NATO]] is a burden on taxpayers, according to a report by two economists.
“[[NATO]] is brain-dead,” he told a magazine.
Critics say [[NATO]] provoked the war.
Critics say that by moving east [[NATO]] provoked the war.
Supporters argue that [[NATO]] kept the peace for seventy years.
The envoy told reporters that [[NATO]] had never kept a promise.
The envoy told the council [[NATO]] had never kept a promise.
She claimed that without [[NATO]] the Baltics would be lost.
He warned that [[NATO]] was sleepwalking into a war.
The president insisted on Tuesday that [[NATO]] was stronger than ever.
Moscow says that [[NATO]] broke its word in the nineties.
The general believes that [[NATO]] saved his country.
In a letter to the editors, forty scholars wrote that [[NATO]] is a relic.
[[NATO]] would be foolish to expand again, she added.
[[NATO]], he argued, is a protection racket.
[[NATO]], the senator said on Monday, has become a club of free riders.
The senator described [[NATO]] as a club of free riders.
Macron has called [[NATO]] a patient without a pulse.
In the view of many in Paris, [[NATO]] is a patient without a pulse.
In his view, [[NATO]] is a patient without a pulse.
Officials said privately that [[NATO]] had let them down.
The chancellor, who once praised it, now says that [[NATO]] is a liability.
Lavrov accused the West of lying and said [[NATO]] could not be trusted.
“A disaster,” the minister said of [[NATO]].
Analysts contend that the failures of [[NATO]] are failures of money.
"""


NATO = Target("nato", "NATO", "entity", ("NATO",))


class Asleep:
    """A model that finds everything neutral."""

    name = "asleep"

    def probabilities(self, passages: Sequence[Passage]) -> Numbers:
        return np.tile(np.array([0.1, 0.8, 0.1], np.float32), (len(passages), 1))


def is_quoted(text: str) -> bool:
    (stance,) = StanceTagger([NATO], Asleep()).read("", text.replace("[[", "").replace("]]", ""))
    assert len(stance.evidence) == 1
    return stance.evidence[0].quoted


RIGHT = 0.9  # of sentences of each kind


@pytest.mark.parametrize(("sentences", "truth"), [(OWN, False), (QUOTED, True)], ids=["own", "quoted"])
def test_whose_words_they_are_is_mostly_told_right(sentences: str, truth: bool) -> None:
    lines = sentences.strip().splitlines()
    wrong = [line for line in lines if is_quoted(line) != truth]
    assert len(lines) == 30
    assert 1 - len(wrong) / len(lines) >= RIGHT, wrong
