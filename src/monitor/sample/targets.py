"""What sample commentary is for or against, and in which words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """How a text names a target, and reasons on either side (clauses after "because")."""

    names: tuple[str, ...]
    supportive: tuple[str, ...]
    critical: tuple[str, ...]


def _power(name: str, adjective: str) -> Target:
    return Target(
        (name, f"the {adjective} government", f"the {adjective} leadership"),
        (
            "it has [kept|honoured] its [word|commitments] on {subject}",
            "its [offer|proposal] on {subject} is [serious|constructive] and [fair|generous]",
            "it showed [restraint|patience] when others [shouted|escalated]",
        ),
        (
            "it has [broken|ignored] its [word|own promises] on {subject}",
            "its [conduct|approach] on {subject} is [reckless|cynical] and [harmful|dangerous]",
            "it [punishes|threatens] [neighbours|critics] instead of [answering|listening to] them",
        ),
    )


TARGETS: dict[str, Target] = {
    "russia": _power("Russia", "Russian"),
    "china": _power("China", "Chinese"),
    "iran": _power("Iran", "Iranian"),
    "israel": _power("Israel", "Israeli"),
    "saudi-arabia": _power("Saudi Arabia", "Saudi"),
    "nato": Target(
        ("NATO", "the Atlantic alliance", "NATO"),
        (
            "it [deters|prevents] war at a price its members can [bear|afford]",
            "it [keeps|holds] {n} quarrelling armies at one table",
            "its [guarantee|presence] has [steadied|calmed] the region",
        ),
        (
            "it [confuses|mistakes] its own [growth|size] for [security|strategy]",
            "it [provokes|alarms] where it should [reassure|talk]",
            "it has [no plan|no answer] for {subject}",
        ),
    ),
    "european-union": Target(
        ("the European Union", "the EU", "Brussels"),
        (
            "it turned {subject} into [law|rules] that [work|help]",
            "it [speaks|bargains] with one voice at last",
            "its [patience|money] achieved what [threats|speeches] did not",
        ),
        (
            "it [hides|shelters] behind procedure",
            "its [rules|compromises] on {subject} [punish|fail] the [weakest|poorest]",
            "it [promises|lectures] more than it [delivers|pays]",
        ),
    ),
    "united-nations": Target(
        ("the United Nations", "the UN", "the world body"),
        (
            "its staff [stay|remain] when everybody else [leaves|flies out]",
            "it [feeds|shelters] people whom no [government|army] counts",
            "nobody else can [convene|gather] all sides of {subject}",
        ),
        (
            "it [counts|records] disasters that it [could have|should have] prevented",
            "its [bureaucracy|caution] has [cost|lost] lives",
            "it [bows|yields] to the [powerful|largest donors]",
        ),
    ),
    "pentagon": Target(
        ("the Pentagon", "the Pentagon's leadership", "the Pentagon"),
        (
            "it [warned|spoke up] before the [mistake|strike] was made",
            "it is [finally|at last] [fixing|repairing] {subject}",
            "its [planners|officers] [insist|insisted] on limits",
        ),
        (
            "it has [never|not once] passed an audit and [asks|begs] for more",
            "it [wastes|squanders] money on {subject}",
            "it [misleads|stonewalls] the [lawmakers|committees] that pay for it",
        ),
    ),
    "white-house": Target(
        ("the White House", "the administration", "the White House"),
        (
            "it chose [talks|diplomacy] over {subject}",
            "its [policy|plan] is [sober|sensible] and [overdue|welcome]",
            "it [listened|yielded] to [evidence|Congress] for once",
        ),
        (
            "it has [no strategy|no goal] beyond {subject}",
            "its [policy|plan] is [reckless|incoherent] and [dangerous|costly]",
            "it [bypasses|ignores] Congress and [calls|names] it leadership",
        ),
    ),
    "ukraine-aid": Target(
        ("military aid to Ukraine", "arming Ukraine", "aid to Ukraine"),
        (
            "it [shortens|ends] the war by making conquest [hopeless|costly]",
            "it [saves|protects] cities that would [otherwise|else] burn",
            "it is the [cheapest|best] [defence|investment] on offer",
        ),
        (
            "it [prolongs|feeds] a war that nobody can win",
            "it [replaces|postpones] the diplomacy that [must|has to] come",
            "it [drains|empties] stocks without a [goal|plan]",
        ),
    ),
    "iran-sanctions": Target(
        ("sanctions on Iran", "the embargo on Iran", "the sanctions against Iran"),
        (
            "they [brought|forced] Tehran to the table",
            "they [starve|deprive] the missile programme of [parts|money]",
            "they are [better|wiser] than [bombs|war]",
        ),
        (
            "they [punish|impoverish] families and [enrich|feed] smugglers",
            "they [strengthen|reward] the hardliners they [target|name]",
            "they have [failed|misfired] for {years}",
        ),
    ),
    "nato-expansion": Target(
        ("NATO expansion", "enlarging NATO", "the enlargement of NATO"),
        (
            "it [closed|shut] a grey zone that [invited|tempted] attack",
            "it lets small states [choose|decide] for themselves",
            "it [steadied|secured] borders without a shot",
        ),
        (
            "it [provokes|deepens] the conflict it [claims|is said] to prevent",
            "it [adds|imports] obligations nobody [will|intends to] honour",
            "it [closes|shuts] the door to a shared security order",
        ),
    ),
    "saudi-arms-sales": Target(
        ("arms sales to Saudi Arabia", "selling weapons to Riyadh", "the Saudi arms sales"),
        (
            "they [buy|secure] a say in how the weapons are used",
            "they [keep|hold] rivals out of a [vital|strategic] partnership",
            "they [deter|discourage] attacks on shipping",
        ),
        (
            "they [fuel|prolong] a war on the poorest",
            "they [reward|excuse] impunity",
            "they [tie|chain] us to quarrels that are not ours",
        ),
    ),
    "defence-budget-increase": Target(
        ("raising the defence budget", "a larger defence budget", "the increase in military spending"),
        (
            "the [stocks|depots] are empty and the [threats|rivals] are not",
            "[deterrence|readiness] is [cheaper|kinder] than war",
            "soldiers [deserve|need] equipment that works",
        ),
        (
            "it [rewards|feeds] waste and [buys|brings] no safety",
            "it [takes|steals] from schools what contractors [lose|squander]",
            "it [fuels|starts] an arms race",
        ),
    ),
    "russia-talks": Target(
        ("talks with Russia", "negotiating with Moscow", "direct talks with Russia"),
        (
            "wars [end|are ended] at tables, and [delay|waiting] [kills|costs lives]",
            "[they|only they] can [reveal|test] what Moscow would [accept|settle for]",
            "silence has [achieved|won] nothing",
        ),
        (
            "they [reward|legitimise] aggression",
            "Moscow [uses|exploits] them to [regroup|rearm]",
            "they [bypass|betray] those who would [live with|suffer] the result",
        ),
    ),
    "gaza-ceasefire": Target(
        ("a ceasefire in Gaza", "the Gaza ceasefire", "an end to the fighting in Gaza"),
        (
            "it [saves|would save] lives on [all|both] sides",
            "it [opens|would open] the road for food and [hostages|prisoners] alike",
            "no military aim [justifies|outweighs] this suffering",
        ),
        (
            "it [leaves|would leave] gunmen in charge",
            "it [postpones|only delays] the next war",
            "it [asks|demands] nothing of those who [began|started] it",
        ),
    ),
    "china-tariffs": Target(
        ("tariffs on China", "tariffs on Chinese goods", "the China tariffs"),
        (
            "they [protect|save] workshops from [dumped|subsidised] goods",
            "they [give|lend] negotiators leverage",
            "they [shorten|secure] supply chains",
        ),
        (
            "they [tax|punish] shoppers at home",
            "they [invite|provoke] retaliation against [growers|farmers]",
            "they have [missed|failed] every goal set for them",
        ),
    ),
    "troop-withdrawal": Target(
        ("withdrawing the troops", "the troop withdrawal", "bringing the troops home"),
        (
            "the mission [ended|lost its purpose] long ago",
            "it [forces|obliges] neighbours to [bargain|talk]",
            "no soldier should [die|stay] for [habit|inertia]",
        ),
        (
            "it [abandons|betrays] partners who [fought|trusted] us",
            "it [opens|leaves] a vacuum that militants will fill",
            "it [squanders|gives away] {years} of work",
        ),
    ),
    "nuclear-deal": Target(
        ("the nuclear deal with Iran", "a nuclear deal with Tehran", "the Iran nuclear deal"),
        (
            "it [puts|keeps] inspectors where bombs cannot [reach|look]",
            "it [lengthens|extends] the time we have to [act|think]",
            "it is [verified|tested] and it [works|holds]",
        ),
        (
            "it [pays|rewards] in advance for promises",
            "it [expires|lapses] just when it would matter",
            "it [ignores|overlooks] missiles and militias",
        ),
    ),
}

COUNTRY_TARGETS = {"RUS": "russia", "CHN": "china", "IRN": "iran", "ISR": "israel", "SAU": "saudi-arabia"}
TOPIC_TARGETS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("ukraine-aid", frozenset({"UKR"}), frozenset({"arms-sales", "defence-budget", "foreign-aid", "drones"})),
    ("iran-sanctions", frozenset({"IRN"}), frozenset({"sanctions"})),
    ("nuclear-deal", frozenset({"IRN"}), frozenset({"nuclear-policy", "diplomacy"})),
    ("nato-expansion", frozenset({"UKR", "MDA", "FIN", "POL"}), frozenset({"alliances", "treaties"})),
    (
        "nato",
        frozenset({"FIN", "POL", "DEU", "FRA", "GBR", "ITA"}),
        frozenset({"alliances", "defence-budget"}),
    ),
    ("saudi-arms-sales", frozenset({"SAU"}), frozenset({"arms-sales"})),
    ("russia-talks", frozenset({"RUS", "UKR"}), frozenset({"peace-talks", "diplomacy"})),
    ("gaza-ceasefire", frozenset({"ISR"}), frozenset({"peace-talks", "war-crimes", "human-rights"})),
    ("china-tariffs", frozenset({"CHN"}), frozenset({"tariffs", "trade"})),
    ("troop-withdrawal", frozenset({"IRQ", "SYR", "USA"}), frozenset({"military-intervention"})),
    (
        "pentagon",
        frozenset({"USA"}),
        frozenset({"nuclear-policy", "defence-budget", "drones", "arms-sales", "military-intervention"}),
    ),
    (
        "defence-budget-increase",
        frozenset({"DEU", "POL", "FIN", "JPN", "GBR"}),
        frozenset({"defence-budget"}),
    ),
    (
        "white-house",
        frozenset({"USA"}),
        frozenset({"war-powers", "tariffs", "diplomacy", "sanctions", "migration"}),
    ),
    (
        "european-union",
        frozenset({"DEU", "FRA", "ITA", "HUN", "POL", "SRB"}),
        frozenset({"migration", "trade", "energy", "treaties", "tariffs", "climate-change"}),
    ),
    (
        "united-nations",
        frozenset({"SDN", "COD", "SOM", "MLI", "YEM", "LBN", "ETH", "SYR"}),
        frozenset({"peacekeeping", "famine", "refugees", "public-health"}),
    ),
)
"""(target, scene, topics): the target fits an article whose first country and one topic are listed."""
