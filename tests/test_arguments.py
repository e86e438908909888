"""Who did what to whom, as the claims of a text say it: each wording gives these pairs and no others."""

from __future__ import annotations

import pytest

from detente import reading
from detente.model import Document, Modality, Period, Source
from detente.record import claim_row

PAIRS: list[tuple[str, list[str]]] = [
    # what did not happen is no act
    ("Japan did not sanction Myanmar.", []),
    ("Ghana has not recognised Kosovo.", []),
    ("Brazil never attacked Bolivia.", []),
    ("Sweden has never joined NATO.", []),
    ("Neither India nor Pakistan signed the treaty.", []),
    ("No Chilean troops invaded Peru.", []),
    ("Chad has yet to ratify the treaty with Sudan.", []),
    ("Japan no longer recognises Taiwan.", []),
    ("Greece stopped short of condemning Turkey.", []),
    ("Iran: no talks with Iraq.", []),
    # denied, supposed, hoped for
    ("Turkey denied that it had bombed Syria.", []),
    ("Rwanda denied that its army had attacked Burundi.", []),
    ("India denied attacking Pakistan.", []),
    ("If Iran attacked Israel, the United States would bomb Iran.", []),
    ("If Sudan invades Ethiopia, Egypt would sanction Sudan.", []),
    ("Libya would have attacked Chad.", []),
    ("Kenya hopes that Uganda will not attack Rwanda.", []),
    ("Peru rejected accusations that a deal allowing Chile to arrest fishermen helped smugglers.", []),
    ("Serbia marked the anniversary of Austria's invasion of Serbia.", []),
    # to come: cooperation is an agreement, force a threat
    ("France will send aid to Mali.", ["FRA AGREE MLI"]),
    ("Poland will expel Russian diplomats.", ["POL THREATEN RUS"]),
    ("Macron is expected to visit Egypt on Monday.", ["FRA AGREE EGY"]),
    ("Modi is due to meet Xi.", ["IND CHN AGREE"]),
    ("Egypt and Ethiopia were to sign an accord.", ["EGY ETH AGREE"]),
    # what may or ought to be is no act, what perhaps was is one
    ("Chad may attack Niger.", []),
    ("Chad may have attacked Niger.", ["TCD ASSAULT NER"]),
    ("Kenya announced plans to help Malawi.", ["KEN AGREE MWI"]),
    ("Gabon became the first state to recognise Kosovo.", ["GAB SUPPORT XKX"]),
    ("Gabon was not the first state to recognise Kosovo.", []),
    # small clauses, joint doings, two nationalities of one noun
    ("Nepal wants India to withdraw.", ["NPL REQUEST IND"]),
    ("Peru and Chile held naval exercises.", ["PER CHL COOPERATE"]),
    ("Peru held naval exercises.", ["PER MOBILIZE"]),
    ("Thai and Cambodian troops traded fire.", ["THA KHM ASSAULT"]),
    ("Togo's president said that Benin was plotting against him.", ["TGO ACCUSE BEN"]),
    ("Togo's president said that Benin was growing.", []),
    # whose place, at whose request, out of where
    ("Eritrea occupied the islands, which Yemen owns.", ["ERI COERCE YEM"]),
    ("At the request of Mali, France sent troops.", ["FRA AID MLI"]),
    ("Under the accord, Sudan will withdraw its troops from Chad.", ["SDN AGREE TCD"]),
    ("Ethiopian troops pulled back from the Sudanese town.", ["ETH RETREAT SDN"]),
    ("A bomb planted by Cuba killed a Haitian minister.", ["CUB ASSAULT HTI", "CUB ASSAULT"]),
    # long ago
    ("In 1940, Germany invaded Norway.", ["DEU ASSAULT NOR"]),
    ("Ten years ago, Kenya invaded Somalia.", ["KEN ASSAULT SOM"]),
    # talks, and who holds them
    ("Talks between India and Pakistan collapsed.", ["IND PAK SANCTION"]),
    ("Talks between Serbia and Kosovo broke down on Friday.", ["SRB XKX SANCTION"]),
    ("Kenya and Tanzania and Uganda held talks.", ["KEN TZA UGA CONSULT"]),
    ("Peru, Chile and Bolivia held talks on water.", ["PER CHL BOL CONSULT"]),
    ("Colombia discussed Cuba with Venezuela.", ["COL VEN CONSULT"]),
    ("Russia, China: talks on gas.", ["RUS CHN CONSULT"]),
    # by whom
    ("The treaty was signed by Egypt and Israel.", ["EGY ISR SUPPORT"]),
    ("A border agreement signed by Peru and Ecuador ended the dispute.", ["PER ECU SUPPORT"]),
    ("Relations between Greece and Turkey were restored.", ["GRC TUR SUPPORT"]),
    ("Criticism of China by Australia grew.", ["AUS ACCUSE CHN"]),
    ("Criticism of Hungary by the European Union continued.", ["EUR ACCUSE HUN"]),
    ("Sudan, accused by Chad of arming rebels, said nothing.", ["TCD ACCUSE SDN"]),
    ("Qatar was accused by Bahrain of interference.", ["BHR ACCUSE QAT"]),
    ("Hungary was urged by Denmark and by Germany to cut emissions.", ["DNK DEU REQUEST HUN"]),
    ("Zimbabwe, whose leader was criticised by Britain, lies in Africa.", ["GBR ACCUSE ZWE"]),
    # verbs that turn roles round
    ("Israel drew criticism from Turkey.", ["TUR ACCUSE ISR"]),
    ("Myanmar came under fire from Indonesia.", ["IDN ACCUSE MMR"]),
    ("Norway earned praise from Sweden.", ["SWE SUPPORT NOR"]),
    # who acts beside the subject
    ("Mexico, along with Canada, condemned the United States.", ["MEX CAN ACCUSE USA"]),
    ("Jordan condemned Syria together with Lebanon.", ["JOR LBN ACCUSE SYR"]),
    ("France joined Germany in condemning Belarus.", ["FRA DEU ACCUSE BLR"]),
    # what stands in front is not whom it is done to
    ("Under pressure from France, Algeria arrested Moroccan activists.", ["DZA COERCE MAR"]),
    ("According to Ukraine, Belarus bombed Lithuania.", ["BLR ASSAULT LTU"]),
    # a claim that holds an act carries it
    ("Thailand has bombed Cambodia, officials said.", ["THA ASSAULT KHM"]),
    ("Lebanon says it will not accept Syrian refugees.", ["LBN REJECT SYR"]),
    # actors that no table knows, and targets deep in the object
    ("Police arrested opposition lawmakers.", ["Police COERCE opposition lawmakers"]),
    ("Insurgents kidnapped engineers.", ["Insurgents ASSAULT engineers"]),
    ("Iraqi police detained Pakistani militants.", ["IRQ COERCE PAK"]),
    ("Angola investigated alleged crimes by soldiers from Zambia.", ["AGO ACCUSE ZMB"]),
    # headlines
    ("Sudan accused by Chad of sheltering rebels", ["TCD ACCUSE SDN"]),
    ("Russia slams NATO over Baltic drills", ["RUS ACCUSE IGO"]),
    ("Rebels shelled a village.", ["Rebels ASSAULT village"]),
    # neither a vote nor a bare figure is done to anybody
    ("The Security Council voted 13 to 0.", []),
    ("Ukraine GDP -35% 2022.", []),
    ("No treaty signed.", []),
]


def pairs(text: str) -> list[str]:
    """The pairs that the claims of a text tell, "SOURCES TYPE TARGETS", by codes of states or else by words."""
    _, claims = reading.read(Document(source=Source(id="d", title="d"), text=text))
    told = [claim.coding for claim in claims if claim.coding.plover and claim.modality is not Modality.DENIED]
    return [
        " ".join(filter(None, [_who(c.source_actor, c.source_text), c.plover, _who(c.target_actor, c.target_text)]))
        if c.target_text
        else f"{_who(c.source_actor, c.source_text)} {c.plover}"
        for c in told
    ]


def _who(codes: str, words: str) -> str:
    known = [code[:3] for code in codes.split(";") if code]
    return " ".join(known) or words


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_each_wording_gives_its_pairs_and_no_others(text: str, expected: list[str]) -> None:
    assert pairs(text) == expected


SPEAKERS = [
    # text, type, whose words they are
    ("According to Ukraine, Belarus bombed Lithuania.", "ASSAULT", "UKR"),
    ("Kenya said that Somalia had attacked Djibouti.", "ASSAULT", "KEN"),
    ("Qatar was accused by Bahrain of interference.", "ACCUSE", "BHR"),
    ("Germany invaded Norway.", "ASSAULT", ""),
]


@pytest.mark.parametrize(("text", "plover", "speaker"), SPEAKERS)
def test_the_speaker_is_whoever_says_it(text: str, plover: str, speaker: str) -> None:
    _, claims = reading.read(Document(source=Source(id="d", title="d"), text=text))
    assert [claim.speaker for claim in claims if claim.coding.plover == plover] == [speaker]


@pytest.mark.parametrize(
    ("written", "expected"), [("2024-05-01", True), ("1940-06-01", False), ("1941-06-01", False), (None, None)]
)
def test_what_lies_over_a_year_back_is_history(written: str | None, expected: bool | None) -> None:
    dated = Period.of(written) if written else None
    document = Document(source=Source(id="d", title="d"), text="In 1940, Germany invaded Norway.", dated=dated)
    read, claims = reading.read(document)
    assert [claim_row(claim, read)["historical"] for claim in claims] == [expected]
