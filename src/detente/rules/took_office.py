"""Coming to office: a rise, election, inauguration or resignation is dated against the holder's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente import actors
from detente.evidence import term, the, written
from detente.model import Agreement, Claim, Finding, Mention, Period, Sentence, Span, Verdict
from detente.offers import Case, Rule
from detente.rules import event_date

_NAME = "@"
_ROLE = r"(?:(?:the )?(?:U\.?S\.? |American |Russian |Soviet |French |British |German |Chinese )?(?:president|prime minister|chancellor|premier|general secretary|leader)\b)"
_STARTS = (
    re.compile(rf"{_NAME}[^.;@]{{0,20}}\b(?:became|becomes|becoming|took office as|sworn in as|was inaugurated as) {_ROLE}", re.IGNORECASE),
    re.compile(rf"{_NAME} (?:was |is )?(?:took office|took power|came to power|came to office|assumed (?:the presidency|office|power)|sworn in|inaugurated)\b", re.IGNORECASE),
    re.compile(rf"{_NAME}(?:’s|'s)? (?:\w+ )?(?:(?:1[89]|20)\d\d )?(?:ascent|rise to power|accession|inauguration|coming to power|assumption of power)\b", re.IGNORECASE),
    re.compile(rf"{_NAME}(?:’s|'s) (?:1[89]|20)\d\d (?:rise|arrival|ascension|ascendancy)\b", re.IGNORECASE),
    re.compile(rf"\b(?:appointment|inauguration|accession|rise|ascent|swearing-in) of {_NAME}", re.IGNORECASE),
    re.compile(rf"^\W*inaugurated [^@]{{0,25}}{_NAME}", re.IGNORECASE),
)
_ELECTED = (
    re.compile(rf"{_NAME}(?:’s|'s)? (?:\w+ )?(?:(?:1[89]|20)\d\d )?(?:re-?)?election\b(?! (?:campaign|bid|meddling|interference|loss|defeat|year))", re.IGNORECASE),
    re.compile(rf"{_NAME} (?:was |is )?(?:re-?)?elected\b|{_NAME} won (?:the )?(?:presidential |re-?)?election|\b(?:re-?)?election of {_NAME}", re.IGNORECASE),
)
_LEAVES = (re.compile(rf"{_NAME} (?:resigned|stepped down|left office|was ousted|was deposed)\b|\bresignation of {_NAME}|{_NAME}(?:’s|'s) resignation", re.IGNORECASE),)
_LOST = re.compile(r"\b(?:loss|lost|defeat\w*|fail\w*|candidate|campaign\w*|ran|not|never|before|after|since|if|would|party leader|congress\w*|mid-?term|governor|senator|secretary of state|minister of|foreign|defen[cs]e)\b", re.IGNORECASE)
MORE = 30
"""Letters by which a claim may say more than the coming to office and still be borne out by its date."""

TERM = 5.2 * 365
"""Days in office from which a holder has been elected more than once."""

_NEAR = 95
"""Days between an election and the first day in office."""


def check(case: Case) -> Iterator[Finding]:
    """Findings on claims whose words date the beginning, the winning or the end of one leader's time in office."""
    for claim in case.claims:
        if not isinstance(claim.at, Span) or not claim.polarity or case.first[claim.id].verdict is Verdict.REFUTED:
            continue
        sentence = case.document.sentences[claim.sentence]
        inside = lambda span: case.document.original(span) in claim.at  # type: ignore[operator]  # noqa: E731
        dates = [m for m in sentence.periods if inside(m.span) and m.how not in {"duration", "decade", "century"}]
        for who in (m for m in sentence.actors if m.value.type == "person" and inside(m.span)):
            when = _date(sentence, who, dates)
            found = _finding(claim, sentence, who, when) if when else None
            if found:
                yield found
                break


def _date(sentence: Sentence, who: Mention[actors.Actor], dates: list[Mention[Period]]) -> Period | None:
    """The date nearest to the name, within sixty letters of it."""
    gap = lambda m: max(m.span.start - who.span.end, who.span.start - m.span.end, 0)  # noqa: E731
    nearest = min(dates, key=gap, default=None)
    return nearest.value if nearest and gap(nearest) <= 110 and nearest.value.days <= 366 else None


def _finding(claim: Claim[object], sentence: Sentence, who: Mention[actors.Actor], when: Period) -> Finding | None:
    posts = [post for post in actors.offices(who.value.id) if post.leads]
    at = who.span.start - sentence.span.start
    text = sentence.text[:at] + "@" + sentence.text[who.span.end - sentence.span.start :]
    text = text[max(0, at - 60) : at + 80].lstrip()
    hits = [(act, found[0]) for act, patterns in (("starts", _STARTS), ("elected", _ELECTED), ("leaves", _LEAVES)) for p in patterns if (found := p.search(text))]
    act, words = hits[0] if hits else ("", "")
    if not act or not posts or _LOST.search(_around(text)):
        return None
    if act == "elected" and any(post.period and (post.period.days > TERM or "re" in words.lower().split("elect")[0][-4:]) and when in post.period for post in posts):
        return None  # one of several elections of one holder
    days = [_day(post.period, act) for post in posts if post.period]
    agreement = max((_agree(when, day, act) for day in days), key=[Agreement.UNEQUAL, Agreement.LOOSE, Agreement.EQUAL].index, default=None)
    if agreement is None:
        return None
    post = min((p for p in posts if p.period), key=lambda p: _day(p.period, act).distance(when))
    verdict = {Agreement.EQUAL: Verdict.SUPPORTED, Agreement.LOOSE: Verdict.IMPRECISE}.get(agreement, Verdict.REFUTED)
    if verdict is not Verdict.REFUTED and len(claim.quote) > len(words) + len(who.value.name) + MORE:
        return None  # the claim says more than that: its date alone does not bear it out
    return Finding(
        claim_id=claim.id, verdict=verdict, rule="took_office", method="calendar", confidence=0.94 if verdict is Verdict.REFUTED else 0.8, true_value=str(post.period),
        message=f"{who.value.name} was {post.office.replace('_', ' ')} of {the(actors.name_of(post.actor))} {term(post.period)}; the text has {written(when)}.",
    )  # fmt: skip


def _around(text: str) -> str:
    at = text.index("@")
    return text[max(0, at - 22) : at + 45]


def _day(period: Period, act: str) -> Period:
    return Period(start=period.end, end=period.end.fromordinal(period.end.toordinal() + 1)) if act == "leaves" else Period(start=period.start, end=period.start.fromordinal(period.start.toordinal() + 1))


def _agree(when: Period, day: Period, act: str) -> Agreement:
    if act == "elected" and (when.end <= day.start and when.distance(day) <= _NEAR):
        return Agreement.EQUAL
    if act == "elected" and when.overlaps(day):
        return Agreement.EQUAL if when.days > 27 else Agreement.LOOSE
    return event_date.compare(when, day)


RULE = Rule(name="took_office", says="a term of office begins and ends at its dates", check=check)
