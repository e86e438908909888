"""Counts against their lists: a number of states, or of treaties, that the text then names one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from detente.evidence import plural
from detente.model import Claim, Finding, Sentence, Span, Verdict
from detente.offers import Case, Rule

_STATES = frozenset({"nation", "country", "state", "power"})
_AGREEMENTS = frozenset({"treaty", "agreement", "accord", "document", "text"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def check(case: Case) -> Iterator[Finding]:
    """Findings on counts that differ from what the sentence after lists under the same verb, or from "the first … the second …"."""
    for claim in (*case.of("count_or_ordinal"), *case.of("quantity")):
        number = getattr(claim.body, "count", None) or getattr(claim.body, "quantity", None)
        if number is None or number.comparator != "=" or not isinstance(claim.at, Span):
            continue
        sentence = case.document.sentences[claim.sentence]
        after = [s for s in case.document.sentences[claim.sentence + 1 : claim.sentence + 7] if s.paragraph == sentence.paragraph]
        listed = None
        behind = _behind_colon(sentence, case.document.original, claim) or _beside(sentence, number)
        if behind:
            listed = behind
        elif number.unit in _STATES:
            listed = _states(sentence, after[:1])
        elif number.unit in _AGREEMENTS:
            listed = _numbered(number.unit, after)
        if listed and listed != int(number.value):
            yield _finding(claim, int(number.value), listed, number.unit)


def _behind_colon(sentence: Sentence, original: Callable[[Span], Span], claim: Claim[Any]) -> int | None:
    """How many things a list behind a colon names, when the colon follows the count and each item begins with a capital."""
    at = sentence.text.find(": ")
    if at < 0 or not isinstance(claim.at, Span) or original(Span(sentence.span.start + at, sentence.span.start + at + 1)).start < claim.at.start:
        return None
    if re.search(r"[;:]|[a-z]\. ", sentence.text[at + 2 :]):
        return None
    last = max((m.span for m in sentence.quantities if m.span.end <= sentence.span.start + at), default=None)
    if last is not None and original(last).start >= claim.at.end:
        return None  # another number stands between: the list is of that one
    items = [item.strip().removeprefix("the ") for item in re.split(r", and |, | and ", sentence.text[at + 2 :].rstrip("."))]
    named = [item for item in items if item[:1].isupper()]
    return len(named) if len(named) >= 2 and len(named) == len(items) else None


_ITEM = r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_BESIDE = re.compile(rf"(?:\s[\w-]+){{1,3}}(?:,|:) ({_ITEM}(?:, {_ITEM})+,? and {_ITEM})(?=[.,;)]|$)")
_LANDS = frozenset({"state", "country", "nation", "region", "province", "monarchy", "republic", "power", "kingdom", "oblast", "emirate", "member"})
_TWO_IN_ONE = re.compile(r"Herzegovina|Tobago|Barbuda|Nevis|Grenadines|Principe|Príncipe")


def _beside(sentence: Sentence, number: Any) -> int | None:
    """How many names stand in a list right behind the count: "six states, France, Italy, … and Luxembourg"."""
    if number.unit not in _LANDS:
        return None
    for mention in sentence.quantities:
        found = _BESIDE.match(sentence.text, mention.span.end - sentence.span.start) or _BESIDE.match(sentence.text, mention.span.start - sentence.span.start + len(sentence.at(mention.span).split()[0]))
        if mention.value == number and found and not _TWO_IN_ONE.search(found[1]):
            return len(re.split(r",? and |, ", found[1]))
    return None


def _states(sentence: Sentence, after: list[Sentence]) -> int | None:
    """How many states the next sentence names as objects of the same verb; None when it does not read like the list."""
    if not after:
        return None
    verbs = {c.lemma for c in sentence.clauses if c.form != "nominal"}
    same = [c for c in after[0].clauses if c.lemma in verbs and c.subject]
    if not same:
        return None
    inside = {m.value.id for c in same for m in after[0].actors if c.subject and m.span.overlaps(c.subject) and m.value.type == "state"}
    return len(inside) if len(inside) >= 3 else None


def _numbered(unit: str, after: list[Sentence]) -> int | None:
    """How many the text goes on to number ("The first, …", "The second, …") and to sum up ("These two treaties")."""
    starts = [re.match(r"(?:the |a )?(\w+)\b(?:,| \w*)", s.text.lower()) for s in after]
    seen = [found[1] for found in starts if found and found[1] in _ORDINALS]
    numbered = len(seen) if seen == list(_ORDINALS[: len(seen)]) else 0
    words = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
    summed = next((words[f[1]] for s in after if (f := re.search(rf"\b(?:these|the) (two|three|four|five) {unit[:-1]}", s.text.lower()))), 0)
    return numbered if numbered >= 2 and (not summed or summed == numbered) else None


def _finding(claim: Claim[Any], said: int, listed: int, unit: str) -> Finding:
    return Finding(
        claim_id=claim.id, verdict=Verdict.REFUTED, rule="count_against_list", method="internal", confidence=0.8, true_value=f"{listed} {plural(unit, listed)}",
        message=f"The text says {said}, but goes on to name {listed}.",
    )  # fmt: skip


RULE = Rule(name="count_against_list", says="a count agrees with the list that follows it", check=check)
