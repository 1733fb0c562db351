"""The words of the dashboard, each in one sentence: for the help beside a control, and for About."""

GLOSSARY = {
    "outlet": "A publication.",
    "source": "One feed, sitemap or archive of an outlet that is looked at.",
    "own": "Our outlets.",
    "peer": "An outlet that we compare ourselves with.",
    "section": "The outlet's own label of an article.",
    "desk": "Our grouping of countries; editors keep it in desks.toml.",
    "region": "A country that an article is about (its focus), not every country it mentions.",
    "topic": "What an article is about: an IPTC Media Topic (© IPTC, CC BY 4.0) or the newsroom's own.",
    "target": "Whom or what a stance is about, from targets.toml.",
    "stance": "Supportive, critical, neutral or unsure, toward a named target.",
    "holder": "Whose a stance is: the outlet's own voice, or somebody's whom it quotes.",
    "tone": "Polarity of the wording by TextBlob; not a stance.",
    "copy": "An article whose text repeats an earlier one of another outlet; it counts once.",
    "story": "The articles of any outlets that tell one event.",
    "passed us by": "Told by three or more peers and not by us.",
    "led": "A story of which our first article is of an earlier day than any peer's.",
    "share": "Matching articles over all articles of the same outlets and days.",
    "attention": "The share that a query has; of a story, the share of outlets that told it within 72 hours.",
    "interval": "Where the true value probably lies; shares carry 95 %, rates beside a reference 90 %.",
    "moved": "The intervals of two times have no value in common, so chance hardly explains the difference.",
    "reference": "What our rate is compared with: the peers, our own twelve months, or the need.",
    "expected": "How many stories we would have told at the reference's rate.",
    "gap": "Fewer stories than expected, by more than chance explains.",
    "over": "More stories than expected, by more than chance explains.",
    "strong": "Of a gap or an over: it stands although many cells are looked at.",
    "watch": "Probably fewer stories than expected; not sure enough to be called a gap.",
    "hangs on": "Without this one peer, the verdict on a cell would be another.",
    "intended": "An editor said, with a reason, that we mean to differ here.",
    "too few to tell": "So little is expected that even no story would be no evidence.",
    "cannot say": "Too few of the days were collected for a verdict.",
    "alert": "A week of far more, or of far fewer, stories of a subject than the year before suggests.",
    "change point": "The week from which a series has another level, by more than its usual scatter.",
    "collected": "Whether a source's articles of a day were had; no data is not zero.",
    "outcome": "What became of an item that a source listed: new, copy, too short, unreachable, …",
    "impact event": "Something that changed in the world and that our work had a part in, with its evidence.",
    "claimed": "Of an impact event: noted by one person; verified when another has seen the evidence.",
    "pick-up": "A peer's article that reprints, quotes or credits a piece of ours.",
    "pace": "How much of a promise is kept so far, and how much will probably be at its end.",
    "verdict": "A person's word on a tag; it wins over every tagger and survives tagging anew.",
}
"""Term and its sentence, from what is watched to what is concluded."""


def help(*terms: str) -> str:
    """The help beside a control: the sentences of these terms."""
    return " ".join(GLOSSARY[term] for term in terms)
