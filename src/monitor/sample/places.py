# ruff: noqa: E501 - a table reads best with one row a line
"""Countries and cities of the sample newsroom, by desk. The places are real, what happens there is not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A country as a sentence needs it."""

    name: str
    adjective: str
    capital: str
    cities: tuple[str, ...]
    desk: str


PLACES: dict[str, Place] = {
    "UKR": Place("Ukraine", "Ukrainian", "Kyiv", ("Odesa", "Kharkiv", "Lviv", "Poltava"), "europe"),
    "RUS": Place("Russia", "Russian", "Moscow", ("Kazan", "Murmansk", "Samara", "Perm"), "europe"),
    "DEU": Place("Germany", "German", "Berlin", ("Hamburg", "Leipzig", "Rostock"), "europe"),
    "FRA": Place("France", "French", "Paris", ("Marseille", "Lyon", "Nantes"), "europe"),
    "GBR": Place("Britain", "British", "London", ("Glasgow", "Bristol", "Leeds"), "europe"),
    "POL": Place("Poland", "Polish", "Warsaw", ("Gdansk", "Lublin", "Wroclaw"), "europe"),
    "MDA": Place("Moldova", "Moldovan", "Chisinau", ("Balti", "Cahul", "Tiraspol"), "europe"),
    "SRB": Place("Serbia", "Serbian", "Belgrade", ("Novi Sad", "Nis", "Subotica"), "europe"),
    "FIN": Place("Finland", "Finnish", "Helsinki", ("Tampere", "Turku", "Oulu"), "europe"),
    "HUN": Place("Hungary", "Hungarian", "Budapest", ("Debrecen", "Szeged", "Miskolc"), "europe"),
    "ITA": Place("Italy", "Italian", "Rome", ("Trieste", "Naples", "Genoa"), "europe"),
    "IRN": Place("Iran", "Iranian", "Tehran", ("Isfahan", "Tabriz", "Bandar Abbas"), "middle-east"),
    "IRQ": Place("Iraq", "Iraqi", "Baghdad", ("Basra", "Mosul", "Erbil"), "middle-east"),
    "ISR": Place("Israel", "Israeli", "Jerusalem", ("Haifa", "Tel Aviv", "Beersheba"), "middle-east"),
    "SAU": Place("Saudi Arabia", "Saudi", "Riyadh", ("Jeddah", "Dammam", "Tabuk"), "middle-east"),
    "YEM": Place("Yemen", "Yemeni", "Sanaa", ("Aden", "Taiz", "Hodeidah"), "middle-east"),
    "SYR": Place("Syria", "Syrian", "Damascus", ("Aleppo", "Homs", "Latakia"), "middle-east"),
    "LBN": Place("Lebanon", "Lebanese", "Beirut", ("Sidon", "Tyre", "Zahle"), "middle-east"),
    "JOR": Place("Jordan", "Jordanian", "Amman", ("Aqaba", "Irbid", "Zarqa"), "middle-east"),
    "CHN": Place("China", "Chinese", "Beijing", ("Shenzhen", "Chengdu", "Tianjin"), "asia-pacific"),
    "JPN": Place("Japan", "Japanese", "Tokyo", ("Osaka", "Sapporo", "Nagoya"), "asia-pacific"),
    "KOR": Place("South Korea", "South Korean", "Seoul", ("Busan", "Incheon", "Daegu"), "asia-pacific"),
    "PRK": Place("North Korea", "North Korean", "Pyongyang", ("Wonsan", "Hamhung"), "asia-pacific"),
    "TWN": Place("Taiwan", "Taiwanese", "Taipei", ("Kaohsiung", "Taichung", "Keelung"), "asia-pacific"),
    "PHL": Place("the Philippines", "Philippine", "Manila", ("Davao", "Cebu", "Iloilo"), "asia-pacific"),
    "VNM": Place("Vietnam", "Vietnamese", "Hanoi", ("Da Nang", "Hai Phong", "Can Tho"), "asia-pacific"),
    "IND": Place("India", "Indian", "New Delhi", ("Mumbai", "Chennai", "Kolkata"), "asia-pacific"),
    "PAK": Place("Pakistan", "Pakistani", "Islamabad", ("Karachi", "Quetta", "Lahore"), "asia-pacific"),
    "MMR": Place("Myanmar", "Burmese", "Naypyidaw", ("Yangon", "Mandalay", "Sittwe"), "asia-pacific"),
    "IDN": Place("Indonesia", "Indonesian", "Jakarta", ("Surabaya", "Medan", "Makassar"), "asia-pacific"),
    "AUS": Place("Australia", "Australian", "Canberra", ("Darwin", "Brisbane", "Adelaide"), "asia-pacific"),
    "BGD": Place("Bangladesh", "Bangladeshi", "Dhaka", ("Chattogram", "Khulna"), "asia-pacific"),
    "SDN": Place("Sudan", "Sudanese", "Khartoum", ("Port Sudan", "El Fasher", "Kassala"), "africa"),
    "ETH": Place("Ethiopia", "Ethiopian", "Addis Ababa", ("Mekelle", "Dire Dawa", "Gondar"), "africa"),
    "NGA": Place("Nigeria", "Nigerian", "Abuja", ("Lagos", "Kano", "Maiduguri"), "africa"),
    "MLI": Place("Mali", "Malian", "Bamako", ("Gao", "Timbuktu", "Mopti"), "africa"),
    "BFA": Place("Burkina Faso", "Burkinabe", "Ouagadougou", ("Bobo-Dioulasso", "Kaya"), "africa"),
    "COD": Place(
        "the Democratic Republic of the Congo",
        "Congolese",
        "Kinshasa",
        ("Goma", "Bukavu", "Kolwezi"),
        "africa",
    ),
    "KEN": Place("Kenya", "Kenyan", "Nairobi", ("Mombasa", "Kisumu", "Garissa"), "africa"),
    "SOM": Place("Somalia", "Somali", "Mogadishu", ("Kismayo", "Baidoa", "Bosaso"), "africa"),
    "MOZ": Place("Mozambique", "Mozambican", "Maputo", ("Pemba", "Beira", "Nampula"), "africa"),
    "SEN": Place("Senegal", "Senegalese", "Dakar", ("Thies", "Ziguinchor"), "africa"),
    "ZAF": Place("South Africa", "South African", "Pretoria", ("Durban", "Johannesburg"), "africa"),
    "GHA": Place("Ghana", "Ghanaian", "Accra", ("Kumasi", "Tamale", "Takoradi"), "africa"),
    "UGA": Place("Uganda", "Ugandan", "Kampala", ("Gulu", "Mbarara", "Jinja"), "africa"),
    "ZMB": Place("Zambia", "Zambian", "Lusaka", ("Kitwe", "Ndola", "Livingstone"), "africa"),
    "VEN": Place("Venezuela", "Venezuelan", "Caracas", ("Maracaibo", "Valencia"), "latin-america"),
    "COL": Place("Colombia", "Colombian", "Bogota", ("Cali", "Cucuta", "Barranquilla"), "latin-america"),
    "BRA": Place("Brazil", "Brazilian", "Brasilia", ("Manaus", "Recife", "Sao Paulo"), "latin-america"),
    "GTM": Place("Guatemala", "Guatemalan", "Guatemala City", ("Quetzaltenango", "Coban"), "latin-america"),
    "HND": Place("Honduras", "Honduran", "Tegucigalpa", ("San Pedro Sula", "La Ceiba"), "latin-america"),
    "ECU": Place("Ecuador", "Ecuadorian", "Quito", ("Guayaquil", "Cuenca", "Manta"), "latin-america"),
    "CUB": Place("Cuba", "Cuban", "Havana", ("Holguin", "Camaguey"), "latin-america"),
    "ARG": Place("Argentina", "Argentine", "Buenos Aires", ("Rosario", "Mendoza", "Salta"), "latin-america"),
    "PER": Place("Peru", "Peruvian", "Lima", ("Arequipa", "Cusco", "Iquitos"), "latin-america"),
    "PAN": Place("Panama", "Panamanian", "Panama City", ("Colon", "David"), "latin-america"),
    "CHL": Place("Chile", "Chilean", "Santiago", ("Antofagasta", "Valparaiso"), "latin-america"),
    "USA": Place(
        "the United States",
        "American",
        "Washington",
        ("Baltimore", "Cleveland", "San Diego"),
        "north-america",
    ),
    "CAN": Place("Canada", "Canadian", "Ottawa", ("Halifax", "Winnipeg", "Calgary"), "north-america"),
}
DESKS = ("europe", "middle-east", "asia-pacific", "africa", "latin-america", "north-america")

_EVERYWHERE: dict[str, float] = {
    "diplomacy": 2, "treaties": 1, "trade": 2, "elections": 2, "human-rights": 2, "cyber-security": 1,
    "energy": 1, "climate-change": 1, "public-health": 1, "disinformation": 1, "espionage": 1,
}  # fmt: skip
DESK_TOPICS: dict[str, dict[str, float]] = {
    "europe": _EVERYWHERE
    | {
        "sanctions": 2, "alliances": 2, "peace-talks": 2, "arms-sales": 1, "defence-budget": 2, "energy": 2,
        "migration": 1, "refugees": 1, "nuclear-policy": 1, "drones": 1, "war-crimes": 1, "foreign-aid": 1,
    },
    "middle-east": _EVERYWHERE
    | {
        "sanctions": 2, "peace-talks": 2, "arms-sales": 2, "nuclear-policy": 2, "military-intervention": 2,
        "terrorism": 2, "refugees": 2, "war-crimes": 1, "drones": 1, "famine": 1, "maritime-security": 2,
        "peacekeeping": 1,
    },
    "asia-pacific": _EVERYWHERE
    | {
        "maritime-security": 3, "alliances": 2, "nuclear-policy": 2, "sanctions": 1, "critical-minerals": 1,
        "defence-budget": 1, "coups": 0.5, "refugees": 1, "drones": 1, "migration": 1,
    },
    "africa": _EVERYWHERE
    | {
        "famine": 3, "coups": 3, "peacekeeping": 3, "foreign-aid": 3, "critical-minerals": 2, "refugees": 2,
        "terrorism": 2, "public-health": 2, "migration": 1, "war-crimes": 1, "peace-talks": 1,
    },
    "latin-america": _EVERYWHERE
    | {"migration": 15, "critical-minerals": 1, "sanctions": 1, "coups": 0.5, "terrorism": 0.5},
    "north-america": _EVERYWHERE
    | {
        "war-powers": 5, "defence-budget": 4, "arms-sales": 2, "drones": 2, "military-intervention": 2,
        "nuclear-policy": 1, "sanctions": 1, "foreign-aid": 1, "migration": 1, "alliances": 1,
    },
}  # fmt: skip
"""How often a desk turns to a topic; tariffs are planned apart, because they trend."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "peace-talks": ("UKR", "RUS", "MDA", "ISR", "YEM", "SYR", "LBN", "SDN", "ETH", "COD", "SOM", "MLI"),
    "nuclear-policy": ("RUS", "FRA", "GBR", "IRN", "SAU", "PRK", "PAK", "IND", "KOR", "USA"),
    "war-crimes": ("UKR", "SRB", "SYR", "YEM", "ISR", "SDN", "ETH", "COD", "MMR"),
    "military-intervention": ("IRQ", "SYR", "YEM", "LBN", "USA"),
    "war-powers": ("USA",),
    "coups": ("MLI", "BFA", "SDN", "GHA", "MMR", "PER", "SEN"),
    "famine": ("SDN", "ETH", "SOM", "YEM", "MLI", "MOZ", "NGA"),
    "peacekeeping": ("SDN", "MLI", "COD", "SOM", "LBN", "SYR"),
    "tariffs": ("DEU", "FRA", "ITA", "CHN", "JPN", "KOR", "VNM", "IND", "BRA", "USA", "CAN", "ZAF", "SAU"),
    "sanctions": ("RUS", "SRB", "IRN", "SYR", "PRK", "CHN", "MMR", "VEN", "CUB", "USA"),
    "arms-sales": ("UKR", "POL", "DEU", "SAU", "ISR", "JOR", "IRQ", "TWN", "IND", "USA"),
    "migration": (
        "ITA", "HUN", "POL", "GBR", "BGD", "PHL", "GTM", "HND", "VEN", "COL", "ECU", "PAN", "CUB", "USA", "SEN",
    ),
    "maritime-security": ("YEM", "IRN", "SAU", "CHN", "PHL", "TWN", "VNM", "JPN", "IDN", "AUS", "SOM"),
}  # fmt: skip
"""Topics that some countries only can be the scene of."""
