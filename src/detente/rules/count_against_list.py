"""Counts against their lists: a number of states, or of treaties, that the text then names one by one.

It flags a plain count when the list behind its colon, right beside it, in the next sentence under the same verb, or
numbered in the sentences after has another length. It leaves alone hedged counts ("at least", "about"), lists that
name a part, and lists that do not read like one of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence import plural
from detente.model import Claim, Finding, Quantity, Sentence, Span, Verdict
from detente.offers import Case, Rule

_STATES = frozenset({"nation", "country", "state", "power"})
_AGREEMENTS = frozenset({"treaty", "agreement", "accord", "document", "text"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5}
_AFTER = 6
"""Sentences of the same paragraph that may go on to number what was counted."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on counts that differ from the list behind them, or from "the first … the second …"."""
    for claim, number in case.numbers():
        if number.comparator != "=":
            continue
        listed = _listed(case, claim, number)
        if listed and listed != int(number.value):
            yield _finding(claim, number, listed)


def _listed(case: Case, claim: Claim[Any], number: Quantity) -> int | None:
    """How many things the text goes on to name; None when it names none one by one."""
    sentence = case.sentence(claim)
    behind = _behind_colon(case, sentence, claim) or _beside(sentence, number)
    if behind:
        return behind
    following = case.document.sentences[claim.sentence + 1 : claim.sentence + 1 + _AFTER]
    after = [other for other in following if other.paragraph == sentence.paragraph]
    if number.unit in _STATES:
        return _states(sentence, after[0]) if after else None
    return _numbered(number.unit, after) if number.unit in _AGREEMENTS else None


def _behind_colon(case: Case, sentence: Sentence, claim: Claim[Any]) -> int | None:
    """How many things a list behind a colon names, when the colon follows the count and each begins with a capital."""
    colon = sentence.text.find(": ")
    if colon < 0 or not isinstance(claim.at, Span):
        return None
    at, list_text = sentence.span.start + colon, sentence.text[colon + 2 :]
    if case.document.original(Span(at, at + 1)).start < claim.at.start or re.search(r"[;:]|[a-z]\. ", list_text):
        return None
    last = max((m.span for m in sentence.quantities if m.span.end <= at), default=None)
    if last is not None and case.document.original(last).start >= claim.at.end:
        return None  # another number stands between: the list is of that one
    items = [
        re.sub(r"^(?:the|in|at|against|with|to|on) (?:the )?", "", item.strip())
        for item in re.split(r", and |, | and ", list_text.rstrip("."))
    ]
    return len(items) if len(items) >= 2 and all(item[:1].isupper() for item in items) else None


_ITEM = r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_BESIDE = re.compile(rf"(?:\s[\w-]+){{1,3}}(?:,|:) ({_ITEM}(?:, {_ITEM})+,? and {_ITEM})(?=[.,;)]|$)")
_LANDS = _STATES | {"region", "province", "monarchy", "republic", "kingdom", "oblast", "emirate", "member"}
_TWO_IN_ONE = re.compile(r"Herzegovina|Tobago|Barbuda|Nevis|Grenadines|Principe|Príncipe")


def _beside(sentence: Sentence, number: Quantity) -> int | None:
    """How many names stand in a list right behind the count: "six states, France, Italy, … and Luxembourg"."""
    if number.unit not in _LANDS:
        return None
    for mention in sentence.quantities:
        start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
        numeral = start + len(sentence.at(mention.span).split()[0])
        found = _BESIDE.match(sentence.text, end) or _BESIDE.match(sentence.text, numeral)
        if mention.value == number and found and not _TWO_IN_ONE.search(found[1]):
            return len(re.split(r",? and |, ", found[1]))
    return None


def _states(sentence: Sentence, after: Sentence) -> int | None:
    """How many states the next sentence names as subjects of the same verb; None when it does not read like a list."""
    verbs = {clause.lemma for clause in sentence.clauses if clause.form != "nominal"}
    subjects = [clause.subject for clause in after.clauses if clause.lemma in verbs and clause.subject]
    named = [mention for mention in after.actors if mention.value.type == "state"]
    states = {mention.value.id for mention in named if any(mention.span.overlaps(subject) for subject in subjects)}
    return len(states) if len(states) >= 3 else None


def _numbered(unit: str, after: list[Sentence]) -> int | None:
    """How many the text goes on to number ("The first, …", "The second, …") and to sum up ("These two treaties")."""
    texts = [sentence.text.lower() for sentence in after]
    starts = [re.match(r"(?:the |a )?(\w+)\b(?:,| \w*)", text) for text in texts]
    seen = [found[1] for found in starts if found and found[1] in _ORDINALS]
    numbered = len(seen) if seen == list(_ORDINALS[: len(seen)]) else 0
    sums = [re.search(rf"\b(?:these|the) ({'|'.join(_NUMERALS)}) {unit[:-1]}", text) for text in texts]
    summed = next((_NUMERALS[found[1]] for found in sums if found), numbered)
    return numbered if numbered >= 2 and summed == numbered else None


def _finding(claim: Claim[Any], said: Quantity, listed: int) -> Finding:
    return Finding(
        claim_id=claim.id,
        verdict=Verdict.REFUTED,
        message=f"The text says {int(said.value)}, but goes on to name {listed}.",
        true_value=f"{listed} {plural(said.unit, listed)}",
        rule="count_against_list",
        method="internal",
        confidence=0.8,
    )


RULE = Rule(name="count_against_list", says="a count agrees with the list that follows it", check=check)
