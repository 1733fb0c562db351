# ruff: noqa: E501 - a table reads best with one row a line
"""The invented outlets: what each covers, how often, and how its site is built."""

from dataclasses import dataclass, field
from typing import Literal

from monitor.model import Role

FeedState = Literal["paged", "shallow", "dead"]


@dataclass(frozen=True, slots=True)
class SampleSection:
    """A section of an outlet and what goes there; without desks and topics, it takes the rest."""

    label: str
    aliases: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """An invented publication."""

    id: str
    name: str
    role: Role
    home: str  # ISO 3166-1 alpha-3
    kind: str
    zone: int  # hours from UTC; articles appear at hours that share a date with UTC
    articles: int  # in the whole period
    weekend: tuple[float, float]  # Saturday and Sunday, as a share of a weekday
    desks: dict[str, float]  # weights
    sections: tuple[SampleSection, ...]
    types: dict[str, float]  # the outlet's own words for kinds of article, with weights
    topics: dict[str, float] = field(default_factory=dict)  # how much more than others it likes a topic
    dated_addresses: bool = True  # /yyyy/mm/dd/slug, else /slug
    json_ld: bool = True
    feed: FeedState = "paged"

    @property
    def site_name(self) -> str:
        """The name on its pages, which says that it is a sample."""
        return f"{self.name} (Sample)"


COMMENTARY = frozenset({"Analysis", "Opinion", "Commentary", "Essay", "Editorial", "Column"})
"""Types that argue; all others report."""

_FORCES = ("defence-budget", "arms-sales", "drones")
_CRISES = ("famine", "public-health", "climate-change", "refugees")

OUTLETS: tuple[SampleOutlet, ...] = (
    SampleOutlet(
        "lanternfish-review", "Lanternfish Review", "own", "USA", "magazine", -5, 480, (0.3, 0.15),
        {"north-america": 30, "europe": 26, "middle-east": 22, "asia-pacific": 11, "latin-america": 9, "africa": 2},
        (
            SampleSection("QiOSK", ("QIOSK", "Qiosk")),
            SampleSection("Military Industrial Complex", ("Military-Industrial Complex",), topics=_FORCES),
            SampleSection("Global Crises", ("Global Crisis",), topics=_CRISES),
            SampleSection("Europe", (), ("europe",)),
            SampleSection("Middle East", ("Mideast",), ("middle-east",)),
            SampleSection("Asia-Pacific", ("Asia Pacific",), ("asia-pacific",)),
            SampleSection("Africa", (), ("africa",)),
            SampleSection("Latin America", (), ("latin-america",)),
            SampleSection("North America", (), topics=("trade", "tariffs", "energy", "migration")),
            SampleSection("Washington Politics", ("Washington",), ("north-america",)),
        ),
        {"Analysis": 50, "Reporting": 32, "Opinion": 14, "Explainer": 4},
        {"defence-budget": 5, "arms-sales": 2, "drones": 1.5, "war-powers": 1.2},
    ),
    SampleOutlet(
        "ninepin-wire", "Ninepin Wire", "peer", "GBR", "news agency", 0, 380, (0.7, 0.6),
        {"europe": 22, "middle-east": 17, "asia-pacific": 17, "africa": 15, "latin-america": 19, "north-america": 10},
        (
            SampleSection("Conflict", ("Conflict & Security",), topics=(*_FORCES, "peace-talks", "terrorism", "coups")),
            SampleSection("Economy", ("Business",), topics=("trade", "tariffs", "energy", "sanctions")),
            SampleSection("World", ("World news",)),
        ),
        {"News": 88, "Explainer": 12},
    ),
    SampleOutlet(
        "baobab-compass", "Baobab & Compass", "peer", "KEN", "regional review", 3, 210, (0.4, 0.3),
        {"africa": 88, "middle-east": 6, "europe": 3, "asia-pacific": 3},
        (
            SampleSection("Security", ("Peace and security",), topics=(*_FORCES, "coups", "peacekeeping", "terrorism")),
            SampleSection("Money", ("Money & Mines",), topics=("trade", "tariffs", "critical-minerals", "foreign-aid")),
            SampleSection("Continent", ()),
        ),
        {"Reporting": 60, "Commentary": 40},
        dated_addresses=False,
    ),
    SampleOutlet(
        "gravel-redoubt", "Gravel Redoubt", "peer", "USA", "security blog", -5, 220, (0.35, 0.35),
        {"europe": 26, "middle-east": 24, "asia-pacific": 22, "africa": 10, "latin-america": 6, "north-america": 12},
        (
            SampleSection("Hardware", (), topics=(*_FORCES, "maritime-security", "nuclear-policy")),
            SampleSection("Signals", (), topics=("espionage", "cyber-security", "disinformation")),
            SampleSection("Strategy", ()),
        ),
        {"Essay": 55, "Briefing": 45},
        {"drones": 3, "cyber-security": 2, "maritime-security": 2, "arms-sales": 2, "espionage": 2, "migration": 0.5},
        dated_addresses=False, json_ld=False,
    ),
    SampleOutlet(
        "sandglass-commentary", "Sandglass Commentary", "peer", "BEL", "think tank", 1, 170, (0.1, 0.05),
        {"europe": 36, "middle-east": 16, "asia-pacific": 16, "africa": 14, "latin-america": 10, "north-america": 8},
        (
            SampleSection("Europe in the World", ("Europe",), ("europe",)),
            SampleSection("Global Order", ("Order",), topics=("treaties", "alliances", "diplomacy", "sanctions")),
            SampleSection("Regions", ()),
        ),
        {"Commentary": 75, "Explainer": 25},
        {"treaties": 2, "climate-change": 2, "energy": 1.5},
    ),
    SampleOutlet(
        "open-palm", "Open Palm Magazine", "peer", "CHE", "human rights magazine", 1, 180, (0.3, 0.4),
        {"africa": 30, "middle-east": 23, "latin-america": 17, "asia-pacific": 16, "europe": 14},
        (
            SampleSection("Justice", ("Law and justice",), topics=("war-crimes", "human-rights", "treaties")),
            SampleSection("On the Move", (), topics=("refugees", "migration")),
            SampleSection("Field Notes", ()),
        ),
        {"Reporting": 55, "Opinion": 45},
        {"human-rights": 4, "war-crimes": 3, "refugees": 3, "famine": 2, "elections": 0.5},
        json_ld=False,
    ),
    SampleOutlet(
        "monsoon-ledger", "Monsoon Ledger", "peer", "SGP", "Asia journal", 8, 210, (0.25, 0.2),
        {"asia-pacific": 84, "middle-east": 7, "europe": 5, "africa": 4},
        (
            SampleSection("Markets", (), topics=("trade", "tariffs", "energy", "critical-minerals")),
            SampleSection("Seas and Borders", (), topics=("maritime-security", "alliances", "migration", "refugees")),
            SampleSection("Capitals", ()),
        ),
        {"Analysis": 50, "News": 50},
    ),
    SampleOutlet(
        "tin-condor", "The Tin Condor", "peer", "COL", "regional weekly", -5, 150, (0.5, 0.8),
        {"latin-america": 92, "north-america": 8},
        (
            SampleSection("Caminos", ("Roads",), topics=("migration", "refugees")),
            SampleSection("Plaza", ()),
        ),
        {"News": 65, "Column": 35},
        feed="shallow",
    ),
    SampleOutlet(
        "brasswick-courier", "Brasswick Courier", "peer", "CAN", "daily", -5, 0, (0.5, 0.5),
        {"north-america": 1},
        (SampleSection("News", ()),),
        {"News": 1},
        feed="dead",
    ),
)  # fmt: skip
SHALLOW_ITEMS = 40
"""How many items a shallow feed lists."""


def section_of(outlet: SampleOutlet, desk: str, topics: tuple[str, ...]) -> str:
    """The outlet's section for an article: by its first topic, then by its desk, else the last that takes all."""
    for section in outlet.sections:
        if topics[0] in section.topics and (section.label != "North America" or desk == "north-america"):
            return section.label
    for section in outlet.sections:
        if desk in section.desks:
            return section.label
    return outlet.sections[-1].label
