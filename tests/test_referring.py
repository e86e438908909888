"""What words point back at: (text, words and whom they mean), where one actor is meant and where none is."""

from __future__ import annotations

import pytest

from detente import annotate, repair
from detente.model import Document, Source

MEANT = [
    ("Saudi Arabia condemned Iran. The kingdom cut its ties.", [("kingdom", "SAU")]),
    ("NATO met Georgia. The alliance promised it help.", [("alliance", "igo:nato")]),
    ("The European Union and Chile signed. The bloc will pay.", [("bloc", "igo:eu")]),
    ("Boko Haram attacked Chad, and the militants fled to Niger.", [("militants", "group:boko-haram")]),
    ("Mali said that Wagner left. The company denied it.", []),
    ("India fined Huawei. The company appealed.", [("company", "company:huawei")]),
    ("Hamas spoke to Egypt. The rebel group agreed.", [("rebel group", "group:hamas")]),
    ("Interpol warned Peru, which left the organisation.", [("organisation", "igo:interpol")]),
    ("In May 2013 France sent troops. The president spoke.", [("president", "person:francois-hollande")]),
    ("In 2005 Tony Blair met Kenya's envoy. The prime minister agreed.", [("prime minister", "person:tony-blair")]),
    ("France and Mali signed. The president left.", []),
    ("Iceland's president refused a request from the prime minister.", []),
    ("The president of Chad spoke, and the prime minister of Mali.", []),
    ("NATO met Georgia. The alliance system held.", []),
    ("Japan and Peru signed. The kingdom paid.", []),
    ("The council met. The assembly voted.", []),
    ("Canada spoke in the Group of Seven. The group of states agreed.", []),
    ("The alliance fell apart.", []),
]


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_what_is_pointed_back_at(text: str, expected: list[tuple[str, str]]) -> None:
    document = annotate.annotate(repair.repair(Document(source=Source(id="t", title="t"), text=text)))
    found = [
        (sentence.at(mention.span), mention.value.id)
        for sentence in document.sentences
        for mention in sentence.actors
        if mention.how == "reference"
    ]
    assert found == expected


ACTING = [
    ("The Taliban attacked Kabul. They seized a bank.", ["group:taliban"]),
    ("Chad attacked Libya. They signed a truce.", ["LBY", "TCD"]),
    ("Narendra Modi and Xi Jinping spoke about Iran. Peru was named. The two leaders agreed on a truce.",
     ["person:narendra-modi", "person:xi-jinping"]),
    ("Narendra Modi met Xi Jinping, and India and China smiled. The two countries signed a truce.", ["CHN", "IND"]),
    ("Egypt spoke. Its navy seized a ship.", ["EGY"]),
    ("Egypt and Chad spoke to Mali. Its navy seized a ship.", ["EGY"]),
    ("Egypt told Chad that its navy had seized a ship.", ["unlinked:navy"]),  # whose, is left open
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ACTING)
def test_who_acts_where_a_pronoun_stands(text: str, expected: list[str]) -> None:
    document = annotate.annotate(repair.repair(Document(source=Source(id="t", title="t"), text=text)))
    acts = [act for clause in document.sentences[-1].clauses for act in clause.acts if act.lemma != "tell"]
    assert sorted({m.value.id for act in acts for m in act.source}) == sorted(expected)
