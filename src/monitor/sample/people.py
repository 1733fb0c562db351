# ruff: noqa: E501 - lists of names
"""Invented names: people, institutes and words for events. None belongs to anybody."""

FIRST = (
    "Maren", "Idris", "Solveig", "Tomas", "Ayesha", "Benoit", "Camila", "Darius", "Elif", "Farid", "Greta",
    "Hanna", "Ilan", "Jovana", "Kofi", "Lucia", "Mateus", "Nadia", "Oren", "Paloma", "Quentin", "Rana",
    "Stellan", "Tamsin", "Ulla", "Viktoria", "Wendell", "Ximena", "Yusuf", "Zofia", "Anselm", "Bettina",
    "Corwin", "Dagny", "Esteban", "Fenna", "Gideon", "Hollis", "Imani", "Joost",
)  # fmt: skip
LAST = (
    "Tolvikar", "Ashgrovane", "Brundelot", "Castrenova", "Dravenholt", "Elmsparrow", "Fennimarsh", "Gallowhite",
    "Harkstone-Vey", "Ironquill", "Jasperwend", "Kellowinde", "Larkenfeld", "Mossbarrow", "Nettlecroft-Oro",
    "Ostrevane", "Pellimar", "Quarrington-Ude", "Ravensmoot", "Saltmeadow", "Tarnowick", "Umberlane",
    "Velmarte", "Wickenbourne", "Yarrowgate", "Zellinovar", "Amberdrift", "Bellfounder-Ix", "Copperhayn",
    "Duskwater", "Everlocke-Sy", "Farthingvale", "Glimmerod", "Hollowmere", "Inkpenna", "Jovanquist",
    "Kestrelund", "Lowlanterne", "Mirabanda", "Nightingrove", "Okonwari", "Pryderlind", "Rookwarden",
    "Silverbyre", "Thistlemarch", "Underhaven-Lo", "Vantreska", "Whistledown", "Abernaught", "Brackenholm",
)  # fmt: skip
INSTITUTES = (
    "the Sandbank Institute", "the Fernhollow Centre", "the Two Rivers Forum", "the Plumline Foundation",
    "the Marrowstone Council", "the Open Ledger Project", "the Kitefall Group", "the Weathervane Centre",
    "the Copper Bell Institute", "the Long Table Forum", "the Gorse Hill Centre", "the Lamplight Project",
    "the Fathom Research Group", "the Inkwell Observatory",
)  # fmt: skip
OFFICES = (
    "deputy minister", "committee chair", "special envoy", "government spokesperson", "provincial governor",
    "senior adviser", "permanent secretary", "deputy speaker", "chief negotiator", "regional commissioner",
)  # fmt: skip
EVENT_NAMES = (
    "Alderbrook", "Brindlewick", "Cindermoor", "Dovecastle", "Emberline", "Foxhaven", "Goldenreed", "Heronford",
    "Ivorygate", "Junipero Sound", "Kingsferrow", "Lindenmark", "Marblethorn", "Nightjar", "Orchardine",
    "Pebbleward", "Quillhaven", "Rosemarch", "Stonelark", "Tidewick", "Umberfield", "Violetmoor", "Windlass",
    "Yewbarrow", "Zephyrine", "Amberquay", "Birchgate", "Candleford Reach", "Driftmere", "Elderglass",
    "Fallowdene", "Gullswater", "Hazelmount", "Inchmarlow", "Jadewater", "Kelpstone", "Larchmere", "Mistlewood",
    "Netherlark", "Oakenshore", "Plumhollow", "Quarryline", "Reedmarsh", "Saffronhill", "Thornquay",
    "Underwillow", "Valespring", "Wrenmoor", "Yarnfield", "Zinnia Bay", "Ashlantern", "Bramblecross",
    "Copperfell", "Dunlinside", "Everbourne", "Flintharbour", "Glasswater", "Hollybank", "Islewright",
    "Jackdaw Point", "Kettlebridge", "Lowenmark", "Mothlight", "Northsedge", "Otterburrow",
)  # fmt: skip
MINERALS = ("lithium", "cobalt", "copper", "nickel", "graphite", "manganese")
