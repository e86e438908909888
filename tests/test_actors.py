"""Who is named: (text, when, [(words, actor, sector)]) pairs, laws over any text, and the tables' own contracts."""

from __future__ import annotations

import csv
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import actors
from detente.errors import ShelfError, SourceError
from detente.model import Actor, Mention, Period, Span

DATA = resources.files("detente") / "data"


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def said(text: str, at: str = "", known: tuple[Actor, ...] = ()) -> list[tuple[str, str, str]]:
    found = actors.find(text, at=Period.of(at) if at else None, known=known)
    return [(mention.span.of(text), mention.value.id, mention.sector) for mention in found]


NEW_NAMES = [
    ("Fighters shelled Kharkiv and Mosul.", "", [("Kharkiv", "region:kharkiv", ""), ("Mosul", "region:mosul", "")]),
    ("The Vladivostok agreements of 1974", "", []),
    ("a Basra airport strike", "", []),
    ("Sinopec and the Adani Group sued Codelco.", "",
     [("Sinopec", "company:sinopec", "BUS"), ("Adani Group", "company:adani", "BUS"),
      ("Codelco", "company:codelco", "BUS")]),
    ("Fidesz and Jobbik; the Awami League", "",
     [("Fidesz", "group:fidesz", "PTY"), ("Jobbik", "group:jobbik", "PTY"),
      ("Awami League", "group:awami-league", "PTY")]),
    ("Turkey's AKP and a New Democracy", "", [("Turkey", "TUR", ""), ("AKP", "group:akp", "PTY")]),
    ("Greece under New Democracy", "", [("Greece", "GRC", ""), ("New Democracy", "group:new-democracy", "PTY")]),
    ("New democracy, new wolves, a golden dawn", "", []),
    ("Isis and Ecowas", "", [("Isis", "group:islamic-state", ""), ("Ecowas", "igo:ecowas", "")]),
    ("The European commission and the UN security council", "",
     [("European commission", "igo:eu-commission", ""), ("UN security council", "igo:unsc", "")]),
    ("The National Rally in France, a national rally in Kenya", "",
     [("National Rally", "group:national-rally", "PTY"), ("France", "FRA", ""), ("Kenya", "KEN", "")]),
]  # fmt: skip

OFFICERS = [
    ("The UN secretary-general met the NATO Secretary General.", "2015-03",
     [("UN secretary-general", "person:ban-ki-moon", ""), ("NATO Secretary General", "person:jens-stoltenberg", "")]),
    ("The UN secretary-general Ban Ki-moon spoke.", "2015-03",
     [("UN", "igo:un", ""), ("Ban Ki-moon", "person:ban-ki-moon", "GOV")]),
    ("The UN secretary-general spoke.", "", [("UN", "igo:un", "")]),
]  # fmt: skip

STATES = [
    # names, short forms, adjectives, demonyms
    ("The United States and Russia signed it.", "", [("United States", "USA", ""), ("Russia", "RUS", "")]),
    ("U.S. troops left.", "", [("U.S. troops", "USA", "MIL")]),
    ("It was the U.S.", "", [("U.S.", "USA", "")]),
    ("They told us so.", "", []),
    ("US$50 million were paid to Kenya.", "", [("Kenya", "KEN", "")]),
    (
        "The UK, France and West Germany agreed.",
        "",
        [("UK", "GBR", ""), ("France", "FRA", ""), ("West Germany", "DEU", "")],
    ),
    ("Great Britain seized Fiji.", "", [("Great Britain", "GBR", ""), ("Fiji", "FJI", "")]),
    ("the USSR and the PRC split", "", [("USSR", "SUN", ""), ("PRC", "CHN", "")]),
    ("The Soviets and the Panamanians", "", [("Soviets", "SUN", ""), ("Panamanians", "PAN", "")]),
    ("Côte d’Ivoire and Türkiye", "", [("Côte d’Ivoire", "CIV", ""), ("Türkiye", "TUR", "")]),
    (
        "North Korea fired; South Korean forces watched.",
        "",
        [("North Korea", "PRK", ""), ("South Korean forces", "KOR", "MIL")],
    ),
    (
        "the Democratic Republic of the Congo and Congo-Brazzaville",
        "",
        [("Democratic Republic of the Congo", "COD", ""), ("Congo-Brazzaville", "COG", "")],
    ),
    (
        "The Sudanese government and South Sudan",
        "",
        [("Sudanese government", "SDN", "GOV"), ("South Sudan", "SSD", "")],
    ),
    ("Nigerians in Niger", "", [("Nigerians", "NGA", ""), ("Niger", "NER", "")]),
    (
        "Guinea-Bissau, Papua New Guinea and Guinea",
        "",
        [("Guinea-Bissau", "GNB", ""), ("Papua New Guinea", "PNG", ""), ("Guinea", "GIN", "")],
    ),
    # what only looks like a state
    ("Latin America and the South China Sea", "", []),
    ("The Vietnam War and the Iran-Iraq War ended.", "", []),
    ("A Washington Post reporter from Atlanta, Georgia, met Michael Jordan.", "", []),
    ("Russian roulette on the Indian Ocean", "", []),
    ("Romans wrote of nomads.", "", []),
    # two in one
    ("Russian-Ukrainian talks", "", [("Russian", "RUS", ""), ("Ukrainian", "UKR", "")]),
    ("U.S.-Soviet relations", "", [("U.S.", "USA", ""), ("Soviet", "SUN", "")]),
    (
        "US- Russia ties; the NATO- Russia Council",
        "",
        [("US", "USA", ""), ("Russia", "RUS", ""), ("NATO- Russia Council", "igo:nato-russia-council", "")],
    ),
    ("the Sino-Indian border", "", [("Sino", "CHN", ""), ("Indian", "IND", "")]),
    ("a pro-Russian rally", "", [("Russian", "RUS", "")]),
    # headlines
    ("BRAZIL AND PERU SIGN", "", [("BRAZIL", "BRA", ""), ("PERU", "PER", "")]),
    ("MOSCOW (Reuters) - It rained.", "", []),
    # withdrawn and dated names
    ("Moscow answered Washington.", "1962", [("Moscow", "SUN", "GOV"), ("Washington", "USA", "GOV")]),
    ("Moscow answered Washington.", "2014", [("Moscow", "RUS", "GOV"), ("Washington", "USA", "GOV")]),
    ("Moscow answered.", "1905", [("Moscow", "RUS", "GOV")]),
    ("The Kremlin denied it.", "1983-09", [("Kremlin", "SUN", "GOV")]),
    ("Belgrade refused.", "1999", [("Belgrade", "YUG", "GOV")]),
    ("Belgrade refused.", "2022", [("Belgrade", "SRB", "GOV")]),
    ("Turkey declared war.", "1914", [("Turkey", "OTT", "")]),
    ("Turkey declared war.", "1945", [("Turkey", "TUR", "")]),
    ("the Republic of China", "1943", [("Republic of China", "CHN", "")]),
    ("the Republic of China", "1979", [("Republic of China", "TWN", "")]),
    (
        "Persia, Siam, Zaire and Ceylon",
        "",
        [("Persia", "IRN", ""), ("Siam", "THA", ""), ("Zaire", "COD", ""), ("Ceylon", "LKA", "")],
    ),
    (
        "East Germany, Czechoslovakia and South Vietnam",
        "",
        [("East Germany", "DDR", ""), ("Czechoslovakia", "CSK", ""), ("South Vietnam", "VNS", "")],
    ),
    # capitals: who acts, and where
    ("Beijing accused Tokyo.", "", [("Beijing", "CHN", "GOV"), ("Tokyo", "JPN", "GOV")]),
    ("They met in Beijing and Tokyo, near Kiev.", "", []),
    ("After the Moscow summit Kyiv wavered.", "", [("Kyiv", "UKR", "GOV")]),
    ("He flew to Cairo; Cairo’s answer was no.", "", [("Cairo", "EGY", "GOV")]),
]
PARTS = [
    ("Iraqi troops and Soviet negotiators", "", [("Iraqi troops", "IRQ", "MIL"), ("Soviet negotiators", "SUN", "GOV")]),
    ("U.S. and Soviet negotiators met.", "", [("U.S.", "USA", "GOV"), ("Soviet negotiators", "SUN", "GOV")]),
    (
        "Russia’s foreign ministry, China's army",
        "",
        [("Russia’s foreign ministry", "org:russia-foreign-ministry", "GOV"), ("China's army", "CHN", "MIL")],
    ),
    (
        "the armed forces of Ukraine and the Government of Peru",
        "",
        [("armed forces of Ukraine", "UKR", "MIL"), ("Government of Peru", "PER", "GOV")],
    ),
    (
        "French lawmakers, Colombian rebels and Polish opposition leaders",
        "",
        [
            ("French lawmakers", "FRA", "LEG"),
            ("Colombian rebels", "COL", "REB"),
            ("Polish opposition leaders", "POL", "OPP"),
        ],
    ),
    ("Russian opposition to the plan", "", [("Russian", "RUS", "")]),
    (
        "British intelligence and German banks",
        "",
        [("British intelligence", "GBR", "SPY"), ("German banks", "DEU", "BUS")],
    ),
    (
        "U.S. Senators and Senate Republicans",
        "",
        [("U.S. Senators", "org:usa-senate", "LEG"), ("Senate Republicans", "org:usa-senate", "LEG")],
    ),
    (
        "The United States wavered; the Senate and Congress did not.",
        "",
        [("United States", "USA", ""), ("Senate", "org:usa-senate", "LEG"), ("Congress", "org:usa-congress", "LEG")],
    ),
    ("The Senate of Arizona met.", "", []),
    ("the Congress of Vienna", "", []),
    ("The commander of the Italian outpost fled from Addis Ababa to Cairo.", "", [("Italian", "ITA", "")]),
    ("In Iraq forces gathered.", "", [("Iraq", "IRQ", "")]),
]
OTHERS = [
    ("the UN Security Council and the EU", "", [("UN Security Council", "igo:unsc", ""), ("EU", "igo:eu", "")]),
    (
        "NATO, OPEC+ and the African Union",
        "",
        [("NATO", "igo:nato", ""), ("OPEC+", "igo:opec-plus", ""), ("African Union", "igo:au", "")],
    ),
    ("the Commonwealth of Independent States", "", [("Commonwealth of Independent States", "igo:cis", "")]),
    ("Hamas and Hezbollah", "", [("Hamas", "group:hamas", "REB"), ("Hezbollah", "group:hezbollah", "REB")]),
    (
        "the Kremlin, the Pentagon and the KGB",
        "2000",
        [("Kremlin", "RUS", "GOV"), ("Pentagon", "org:pentagon", "MIL"), ("KGB", "org:kgb", "SPY")],
    ),
    (
        "Gazprom and the State Duma",
        "",
        [("Gazprom", "company:gazprom", "BUS"), ("State Duma", "org:state-duma", "LEG")],
    ),
    (
        "Crimea, Abkhazia and the Golan Heights",
        "",
        [
            ("Crimea", "region:crimea", ""),
            ("Abkhazia", "region:abkhazia", "PRE"),
            ("Golan Heights", "region:golan", ""),
        ],
    ),
]
MUSCAT = ("Joseph Muscat", "person:joseph-muscat", "GOV")
PERSONS = [
    (
        "Mikhail Gorbachev met Bush.",
        "1990-06",
        [("Mikhail Gorbachev", "person:mikhail-gorbachev", "GOV"), ("Bush", "person:george-h-w-bush", "GOV")],
    ),
    ("Bush met Putin.", "2005", [("Bush", "person:george-w-bush", "GOV"), ("Putin", "person:vladimir-putin", "GOV")]),
    ("Bush met Putin.", "", [("Bush", "person:george-w-bush", "GOV"), ("Putin", "person:vladimir-putin", "GOV")]),
    (
        "George H. W. Bush wrote. Bush was tired.",
        "",
        [("George H. W. Bush", "person:george-h-w-bush", "GOV"), ("Bush", "person:george-h-w-bush", "GOV")],
    ),
    ("Roosevelt wrote.", "1905", [("Roosevelt", "person:theodore-roosevelt", "GOV")]),
    ("Roosevelt wrote.", "1942", [("Roosevelt", "person:franklin-roosevelt", "GOV")]),
    ("Jimmy Carter travelled.", "2002", [("Jimmy Carter", "person:jimmy-carter", "")]),
    ("Abbas wrote to President Jefferson Holloway.", "1863", []),
    ("Jeb Bush and Billy Carter stayed home.", "2004", []),
    ("In May it rained.", "2017", []),
    ("the Carter administration", "", [("Carter administration", "USA", "GOV")]),
    (
        "Soviet leader Mikhail Gorbachev",
        "1988",
        [("Soviet", "SUN", ""), ("Mikhail Gorbachev", "person:mikhail-gorbachev", "GOV")],
    ),
    ("The Soviet leader agreed.", "1988", [("Soviet leader", "person:mikhail-gorbachev", "GOV")]),
    ("The Russian president spoke.", "2022-03", [("Russian president", "person:vladimir-putin", "GOV")]),
    ("The Russian president spoke.", "", [("Russian president", "RUS", "GOV")]),
    ("The former Russian president spoke.", "2022-03", [("Russian", "RUS", "")]),
    (
        "the President of the United States",
        "1943",
        [("President of the United States", "person:franklin-roosevelt", "GOV")],
    ),
    ("the British prime minister", "1985", [("British prime minister", "person:margaret-thatcher", "GOV")]),
    ("the German leader", "2010", [("German leader", "person:angela-merkel", "GOV")]),
    ("the Jordanian leader", "2003", [("Jordanian leader", "person:abdullah-ii-of-jordan", "GOV")]),
    ("the Fijian leader", "2020", [("Fijian leader", "person:frank-bainimarama", "GOV")]),
    ("the Fijian president", "2020", [("Fijian president", "person:jioji-konrote", "GOV")]),
    ("the Pakistani leader", "2005", [("Pakistani leader", "person:pervez-musharraf", "GOV")]),
    ("the Pakistani leader", "2010", [("Pakistani leader", "person:yousaf-raza-gilani", "GOV")]),
    ("the South African leader", "1965", [("South African leader", "person:hendrik-verwoerd", "GOV")]),
    ("the Chinese leader", "1965", [("Chinese leader", "person:mao-zedong", "GOV")]),
    ("the Sudanese leader", "2025-09", [("Sudanese leader", "person:abdel-fattah-al-burhan", "GOV")]),
    (
        "Kufuor and Hichilema met.",
        "2003",
        [("Kufuor", "person:john-kufuor", "GOV"), ("Hichilema", "person:hakainde-hichilema", "")],
    ),
    (
        "Israeli Foreign Minister Levy agreed.",
        "1991",
        [("Israeli", "ISR", ""), ("Levy", "person:david-levy", "GOV")],
    ),
    ("Israeli Foreign Minister Levy agreed.", "2015", [("Israeli Foreign Minister", "ISR", "GOV")]),
    ("Chadian commander Traore fled.", "", [("Chadian commander", "TCD", "MIL")]),
    ("It rained in Austin. Congress refused.", "", []),
    (
        "Lloyd Austin left. Congress refused.",
        "",
        [("Lloyd Austin", "person:lloyd-austin", "GOV"), ("Congress", "org:usa-congress", "LEG")],
    ),
    ("Prime Minister Palmer agreed.", "1990-01", [("Palmer", "person:geoffrey-palmer", "GOV")]),
    ("Prime Minister Palmer agreed.", "2001", []),
    ("Foreign Minister Okada agreed.", "2010-01", [("Okada", "person:katsuya-okada", "GOV")]),
    ("Nathan, Palmer, Stevens and Downer wrote plays in English.", "1990-01", []),
    ("Taylor Swift sang. Harriet Tubman was free. Rowling wrote.", "1999", []),
    ("Salam and Street sell bananas.", "2015", []),
    ("Qwerty Uiopova arrived.", "", []),
    (
        "Bulgarian Prime Minister Kiril Petkov spoke.",
        "2022-03",
        [("Bulgarian", "BGR", ""), ("Kiril Petkov", "person:kiril-petkov", "GOV")],
    ),
    ("Petkov spoke.", "2022-03", []),
    ("Karamanlis spoke.", "1976", [("Karamanlis", "person:konstantinos-karamanlis", "GOV")]),
    ("Karamanlis spoke.", "2007", [("Karamanlis", "person:kostas-karamanlis", "GOV")]),
    ("the Hungarian prime minister", "1989-03", [("Hungarian prime minister", "person:miklos-nemeth", "GOV")]),
    ("the Italian foreign minister", "1992-07-10", [("Italian foreign minister", "person:vincenzo-scotti", "GOV")]),
    ("the Polish foreign minister", "1982-07", [("Polish foreign minister", "POL", "GOV")]),
    ("the Icelandic leader", "2011", [("Icelandic leader", "person:johanna-sigurdardottir", "GOV")]),
    ("President Lagos spoke.", "2004", [("Lagos", "person:ricardo-lagos", "GOV")]),
    ("The port of Lagos grew.", "2004", [("Lagos", "NGA", "GOV")]),
    ("Joseph Muscat travelled. Muscat spoke.", "2015", [MUSCAT, ("Muscat", *MUSCAT[1:])]),
    ("Muscat and Tehran spoke.", "2015", [("Muscat", "OMN", "GOV"), ("Tehran", "IRN", "GOV")]),
    ("Prime Minister David Thompson spoke.", "2009", [("David Thompson", "person:david-j-h-thompson", "GOV")]),
    ("The singer David Thompson spoke.", "2009", []),
    ("Queen Beatrix read the works of Beatrix Potter.", "1990", [("Queen Beatrix", "person:queen-beatrix", "GOV")]),
    (
        "Norway won the case. Germany marks the day. Russia pounds Izmail.",
        "",
        [("Norway", "NOR", ""), ("Germany", "DEU", ""), ("Russia", "RUS", "")],
    ),
    ("The Korean won, the Finnish mark and the Sudanese pound fell.", "", []),
    ("Panic spread, Meta fell and Banks closed; Borne along, Price rose.", "2023", []),
]


@pytest.mark.parametrize(("text", "at", "expected"), STATES + PARTS + OTHERS + PERSONS + OFFICERS + NEW_NAMES)
def test_find(text: str, at: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, at) == expected


def test_a_person_known_from_before_is_meant() -> None:
    elder = actors.actor("person:george-h-w-bush")
    assert said("Bush was tired.", known=(elder,)) == [("Bush", "person:george-h-w-bush", "GOV")]


def test_what_the_document_speaks_of_decides_the_congress() -> None:
    assert said("Congress refused.") == []
    assert said("Congress refused.", known=(actors.actor("USA"),)) == [("Congress", "org:usa-congress", "LEG")]


INSTRUMENTS = [
    ("They signed the INF Treaty.", "", ["agreement:inf"]),
    ("New START follows the ABM treaty.", "", ["agreement:new-start", "agreement:abm"]),
    ("UN Resolution 9999", "", ["res:unsc-9999"]),
    ("Security Council resolutions 9998 and 9999", "", ["res:unsc-9998", "res:unsc-9999"]),
    ("A/RES/68/262", "", ["res:unga-68-262"]),
    ("General Assembly Resolution ES-11/1", "", ["res:unga-es-11-1"]),
    ("The General Assembly adopted resolution 9997.", "", ["res:unga-9997"]),
    ("House Resolution 9999", "", []),
    ("the Geneva Accords", "", []),
    ("the 1954 Geneva Accords", "", ["agreement:geneva-accords-1954"]),
    ("the Geneva Accords of April 1988", "", ["agreement:geneva-accords-1988"]),
    ("the Geneva Accords", "1956", ["agreement:geneva-accords-1954"]),
    ("the Geneva Accords", "1912", []),
    ("a new beginning", "", []),
]


@pytest.mark.parametrize(("text", "at", "expected"), INSTRUMENTS)
def test_find_instruments(text: str, at: str, expected: list[str]) -> None:
    found = actors.find_instruments(text, at=Period.of(at) if at else None)
    assert [mention.value.id for mention in found] == expected


CODES = [
    ("The United States agreed.", "1972", "USAGOV"),
    ("Iraqi troops marched.", "1990", "IRQMIL"),
    ("NATO agreed.", "2000", "IGO"),
    ("The Security Council met.", "2000", "UNO"),
    ("The European Union met.", "2000", "EUR"),
    ("Polish opposition leaders met.", "1988", "POLOPP"),
    ("Hamas refused.", "2006", "PSEREB"),
    ("Jimmy Carter spoke.", "1978", "USAGOV"),
    ("Jimmy Carter spoke.", "1999", "USA"),
    ("Mikhail Gorbachev spoke.", "1988", "SUNGOV"),
    ("Abkhazia seceded.", "1992", "GEOPRE"),
    ("The CIA denied it.", "1975", "USASPY"),
    ("The U.S. Senate refused.", "1920", "USALEG"),
]


@pytest.mark.parametrize(("text", "at", "code"), CODES)
def test_interchange(text: str, at: str, code: str) -> None:
    (mention,) = actors.find(text, at=Period.of(at))
    assert actors.interchange(mention, Period.of(at)) == code


def test_state_of() -> None:
    def state(actor_id: str, at: str = "") -> str:
        found = actors.state_of(actors.actor(actor_id), Period.of(at) if at else None)
        return found.id if found else ""

    assert state("USA") == "USA"
    assert state("org:kgb") == "SUN"
    assert state("group:hamas") == "PSE"
    assert state("igo:nato") == ""
    assert state("person:boris-yeltsin", "1995") == "RUS"
    assert state("person:mikhail-gorbachev", "1987") == "SUN"


def test_states_of_and_names() -> None:
    person = actors.actor("person:jimmy-carter")
    assert actors.states_of([person, "USA", "igo:nato", "nobody:knows"], Period.of("1978")) == (
        "USA",
        "igo:nato",
        "nobody:knows",
    )
    assert actors.name_of("GBR") == "United Kingdom"
    assert actors.name_of("nobody:knows") == "nobody:knows"


def test_offices_and_lifetimes() -> None:
    held = actors.offices("person:jimmy-carter")
    assert [office.office for office in held if office.actor == "USA"] == ["president"]
    assert [person.id for person in actors.holders("USA", "president", Period.of("1978"))] == ["person:jimmy-carter"]
    assert len(actors.holders("USA", "president", Period.of("1963"))) == 2
    assert actors.lifetime("person:franklin-roosevelt") == ("1882-01-30", "1945-04-12")
    assert actors.lifetime("person:nobody") == ("", "")


def test_an_unknown_actor_names_the_nearest() -> None:
    with pytest.raises(ShelfError, match="igo:nato"):
        actors.actor("igo:natoo")


# --------------------------------------------------------------------------------------------------------------- laws

PIECES = [text for text, _, _ in STATES + PARTS + OTHERS + PERSONS] + [
    "U.S",
    "the ",
    "-",
    "’s ",
    "President ",
    " of ",
    "$",
    "\n",
    "É",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=8), st.sampled_from(["", "1962", "2010"])
)
def test_spans_lie_in_the_text_sorted_and_apart(pieces: list[str], at: str) -> None:
    text = "".join(pieces)
    when = Period.of(at) if at else None
    for found in (actors.find(text, at=when), actors.find_instruments(text, at=when)):
        spans = [mention.span for mention in found]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(STATES + PARTS + OTHERS + PERSONS + OFFICERS + NEW_NAMES))
def test_lines_before_do_not_change_what_a_text_names(case: tuple[str, str, list[tuple[str, str, str]]]) -> None:
    text, at, expected = case
    assert said("It rained a lot then.\n" + text, at) == expected


def test_every_state_is_found_by_its_name() -> None:
    states = [row for row in table("actors.csv") if row["type"] == "state"]
    assert not [row["name"] for row in states if row["id"] not in {found for _, found, _ in said(row["name"])}]


def test_the_tables_agree() -> None:
    rows = {row["id"]: row for row in table("actors.csv")}
    aliases = table("aliases.csv")
    assert len(rows) >= 3000
    counts = Counter(row["type"] for row in rows.values())
    assert all(counts[kind] >= least for kind, least in {"igo": 380, "org": 400, "group": 600, "company": 580}.items())
    assert all(not row["of"] or row["of"] in rows for row in rows.values())
    assert all(alias["actor"] in rows or (alias["how"] == "not" and not alias["actor"]) for alias in aliases)
    assert len({tuple(alias.values()) for alias in aliases}) == len(aliases)
    qids = [row["wikidata"] for row in rows.values() if row["wikidata"]]
    assert len(set(qids)) == len(qids)


def test_states_that_states_came_out_of() -> None:
    assert [state.id for state in actors.forerunners("YEM")] == ["YAR", "YPR"]
    assert actors.forerunners("CHE") == ()
    rows = {row["id"]: row for row in table("actors.csv")}
    assert all(key in rows for row in rows.values() for key in row["follows"].split(";") if key)


def test_offices_belong_to_known_persons_and_actors() -> None:
    gazetteer = actors.load()
    held = [office for items in gazetteer.people.offices.values() for office in items]
    assert {office.actor for office in held} <= gazetteer.actors.keys()
    assert len(held) >= 3900
    assert len({office.actor for office in held}) >= 170


def test_a_megabyte_takes_seconds() -> None:
    text = (
        "Iraqi troops invaded Kuwait, and the United States asked Japan, France and the Soviet Union for help with it. "
        * 9000
    )
    actors.load()
    start = time.process_time()
    assert len(actors.find(text)) == 6 * 9000
    assert time.process_time() - start < 3


def test_mentions_are_values() -> None:
    (mention,) = actors.find("Chile")
    assert mention == Mention(span=Span(0, 5), value=actors.actor("CHL"), how="exact")


# ------------------------------------------------------------------------------------------------ a list of one's own


LIST = """name,id,type,of,aliases,from,to
Sahelian Guard,group:sahelian-guard,group,MLI,Garde sahélienne|SGX,2019,2024-06
Zeta Shipping,,company,GRC,Zeta Line,,
Ministry of Straits,,,,,,
Turkey,TUR,state,,Anatolian Republic,,
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "my.csv"
    path.write_text(LIST, encoding="utf-8")
    with actors.using(str(path)):
        yield path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Sahelian Guard attacked Mali.", ["group:sahelian-guard", "MLI"]),
        ("The SGX and the Garde sahelienne are one.", ["group:sahelian-guard", "group:sahelian-guard"]),
        ("Zeta Line sued Greece.", ["own:zeta-shipping", "GRC"]),
        ("The Ministry of Straits spoke.", ["own:ministry-of-straits"]),
        ("The Anatolian Republic voted.", ["TUR"]),
        ("Zetas and SGXY", []),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_list_of_ones_own(text: str, expected: list[str]) -> None:
    assert [mention.value.id for mention in actors.find(text)] == expected


@pytest.mark.usefixtures("own")
def test_a_listed_actor_is_like_any_other() -> None:
    guard = actors.actor("group:sahelian-guard")
    assert (guard.valid, actors.states_of([guard])) == (Period.of("2019", "2024-06"), ("MLI",))
    assert actors.actor("TUR").codes["cow"] == "640", "a packaged actor that the list names again stays as it is"


def test_a_list_is_known_only_while_it_is_used(own: Path) -> None:
    held = actors.used()
    assert held is not None
    assert held.name == own.name
    actors.use(None)
    assert actors.find("The Sahelian Guard") == []
    actors.use(held)
    assert [m.value.name for m in actors.find("The Sahelian Guard")] == ["Sahelian Guard"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"  \n \n", "is empty"),
        (b"name,type\n", "has no actors"),
        (b"title;type\nX;org\n", "has no column name; it has title;type"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "no text in UTF-8"),
        (b"name\nA\0B\n", "binary"),
        (b"name,from\nGuard,June\n", "line 2: 'June' is not a date"),
        (b"name,from\nGuard,2021-02-30\n", "line 2: '2021-02-30' is not a day"),
        (b"name,from,to\nGuard,2021,2019\n", "ends before it begins"),
        (b"name,type\nGuard,tribe\n", "'tribe' is no type of actor"),
        (b"name,type\n,org\n", "the name is empty"),
        (b"name,id\nGuard,a b\n", "'a b' is no id"),
        (b"name,id\nGuard,x\nOther,x\n", "the id 'x' is given to 'Guard' already"),
        (b"name,of\nGuard,Narnia\n", "Guard is of 'Narnia'"),
    ],
)
def test_what_is_no_list_of_actors_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as error, actors.using(str(path)):
        pass
    assert words in str(error.value)
    assert "my.csv" in str(error.value)
    assert actors.used() is None


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"), actors.using(str(tmp_path / "none.csv")):
        pass


def test_what_words_point_back_at_are_actors_that_there_are() -> None:
    ids = {key for row in table("references.csv") for key in row["among"].split("|") if key}
    assert ids <= {row["id"] for row in table("actors.csv")}
