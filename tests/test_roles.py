"""Who a claim says acts and towards whom, beyond the verb: parties, makers, bodies, speakers, the other of two."""

from __future__ import annotations

import pytest

from detente import reading
from detente.model import Claim, Document, Period, Source


def told(text: str) -> list[Claim[object]]:
    source = Source(id="roles", title="roles")
    return list(reading.read(Document(source=source, text=text, dated=Period.of("2024")))[1])


ROLES = [
    ("It builds on the 1994 Wadi Araba Treaty.", "the 1994 Wadi Araba Treaty", "SUPPORT", "ISRGOV;JORGOV", ""),
    ("The Simla Agreement was signed in July 1972.", "The Simla Agreement was", "SUPPORT", "INDGOV;PAKGOV", ""),
    ("The INF Treaty (1987) is gone.", "INF Treaty (1987", "SUPPORT", "USAGOV;SUNGOV", ""),
    ("Resolution 1718 imposed an arms embargo on North Korea.", "Resolution 1718", "SANCTION", "UNO", "PRKGOV"),
    ("Resolution 1701, which called on Israel to leave, passed.", "Resolution 1701,", "REQUEST", "UNO", "ISRGOV"),
    ("The Knesset ratified the Wadi Araba Treaty in 1994.", "The Knesset", "SUPPORT", "ISRLEG", "JORGOV"),
    ("Ghana deplored the coup in Niger.", "Ghana", "ACCUSE", "GHAGOV", "NERGOV"),
    ("ASEAN admitted East Timor as a member in 2025.", "ASEAN", "SUPPORT", "IGO", "TLSGOV"),
    ("Kenya joined the African Union in 2002.", "Kenya", "SUPPORT", "KENGOV", "IGO"),
    ("Kenya exported tea worth $3 million.", "$3 million", "", "KENGOV", ""),
    ("Chile, Peru and Bolivia condemned Spain.", "Bolivia condemned", "ACCUSE", "CHLGOV;PERGOV;BOLGOV", "ESPGOV"),
    ("At the wish of the king of Spain, Peru met Chile in Quito.", "Peru met", "CONSULT", "PERGOV;CHLGOV", ""),
    ("Italy gave the Greeks twelve ships.", "twelve ships", "", "ITAGOV", "GRCGOV"),
    ("Scholz visited Hanoi in November 2022.", "Scholz visited Hanoi", "CONSULT", "DEUGOV", "VNMGOV"),
    ("In 2019 Chad closed its embassy in Qatar.", "Chad closed", "SANCTION", "TCDGOV", "QATGOV"),
    ("Mali left ECOWAS in 2025, together with Niger.", "Mali left", "SANCTION", "MLIGOV;NERGOV", "IGO"),
]


@pytest.mark.parametrize(("text", "words", "plover", "source", "target"), ROLES)
def test_claims_say_who_acts_and_towards_whom(text: str, words: str, plover: str, source: str, target: str) -> None:
    near = [claim for claim in told(text) if words in claim.quote and len(claim.quote) - len(words) < 60]
    said = [(c.coding.plover, c.coding.source_actor, c.coding.target_actor) for c in near]
    assert (plover, source, target) in said


PAIR = "Chile and Peru share a border. Peru wants the border to stay open, and Chile knows it."


def test_the_other_of_the_pair_is_marked_in_the_rule() -> None:
    claim = next(c for c in told(f"{PAIR} Peru expelled two diplomats.") if "expelled" in c.quote)
    assert (claim.coding.source_actor, claim.coding.target_actor) == ("PERGOV", "CHLGOV")
    assert claim.rule.endswith("the other of the pair")
    assert claim.coding.target_text == ""


def test_an_envoy_whom_no_table_has_is_of_the_other_of_the_pair() -> None:
    text = f"{PAIR} Otto Quispe Mamani presented his credentials to the President of Chile in 1931."
    claim = next(c for c in told(text) if "credentials" in c.quote)
    assert (claim.coding.source_actor, claim.coding.target_actor) == ("PERGOV", "CHLGOV")


def test_in_a_joint_text_the_ministers_are_those_of_its_title() -> None:
    title = "Joint statement of the foreign ministers of Fiji, Tonga and Samoa"
    claims = told(f"{title}\n\nThe ministers condemned the coup in Mali. Kenya condemned it too.")
    sources = {c.coding.source_actor for c in claims if "condemned" in c.quote}
    assert sources == {"FJIGOV;TONGOV;WSMGOV", "KENGOV"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Peru invaded in 1995.", "an attack is on anybody"),
        ("Peru expelled two diplomats from Brazil and Cuba.", "others are named"),
    ],
)
def test_nobody_is_guessed(text: str, why: str) -> None:
    assert not any("the other of the pair" in claim.rule for claim in told(f"{PAIR} {text}") if claim.quote in text), (
        why
    )


def test_past_acts_take_the_year_of_their_paragraph() -> None:
    claims = told(
        "Chile recalled its envoy on 3 May 1978. Peru protested. Peru will protest again. Peru had protested."
    )
    dates = {claim.quote: str(claim.carried or "") for claim in claims}
    assert dates["Peru protested"] == "1978"
    assert not dates.get("Peru will protest again")
    assert not dates.get("Peru had protested")


def test_what_is_said_is_one_claim_with_its_saying() -> None:
    quotes = [claim.quote for claim in told("Lula said that Brazil hoped for a good harvest.")]
    assert quotes == ["Lula said that Brazil hoped for a good harvest"]


def test_an_act_between_two_is_a_claim_of_its_own_also_when_it_is_only_said() -> None:
    claims = told("Lula said in a long speech to the assembly on Monday that Brazil condemned Israel.")
    assert "ACCUSE" in [claim.coding.plover for claim in claims]
