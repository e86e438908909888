"""Members that never were: where an organisation's list of members is complete, a state that is not on it did not join."""

from __future__ import annotations

from collections.abc import Iterator

from detente import actors
from detente.evidence import capital, date, the
from detente.model import Finding, Period, Verdict
from detente.offers import Case, Rule

_IN = frozenset({"joined", "founded"})


def check(case: Case) -> Iterator[Finding]:
    """Findings on states said to have joined an organisation whose list is complete and does not have them."""
    rows = case.reference.get("membership", ())
    lists = {row["actors"]: row for row in case.complete if row["kind"] == "membership"}
    for claim in case.of("membership"):
        body = claim.body
        covered = lists.get(body.organisation)
        if covered is None or body.act not in _IN or not claim.polarity or claim.modality != "asserted" or case.first[claim.id].verdict is not Verdict.UNVERIFIABLE:
            continue
        until = Period.of(covered["start"], covered["end"])
        sentence = case.document.sentences[claim.sentence]
        state = next((m.value for m in (*sentence.actors,) if m.value.id == body.actor and m.value.type == "state"), None)
        members = [row for row in rows if row.body.organisation == body.organisation and row.body.act in _IN]
        if state is None or (body.on and body.on not in until) or any(row.body.actor == body.actor for row in members):
            continue
        source = case.sources.get(covered["source_id"])
        yield Finding(
            claim_id=claim.id, verdict=Verdict.REFUTED, rule="never_member", method="reference", confidence=0.88, true_value="not a member",
            message=f"{capital(the(state.name))} did not join {the(actors.name_of(body.organisation))}: its list of members to {date(covered['end'])} is complete ({source.publisher if source else covered['source_id']}).",
        )  # fmt: skip


RULE = Rule(name="never_member", says="a member is on the list of members", check=check)
