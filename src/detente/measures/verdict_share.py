"""What share of a document's claims has each verdict."""

from __future__ import annotations

from detente.measures import Ask, Computed, Measure, Number, Scope

_VERDICTS = """
SELECT d.name AS document, d.dated, f.verdict, list(c.id ORDER BY c.start_char, c.end_char, c.id) AS claims,
       sum(count(*)) OVER (PARTITION BY d.id)::BIGINT AS n
FROM claims c JOIN documents d ON d.id = c.document_id JOIN findings f ON f.claim_id = c.id
GROUP BY d.id, d.name, d.dated, f.verdict ORDER BY d.name, d.id, f.verdict
"""


def compute(ask: Ask, _scope: Scope) -> Computed:
    """The shares of each document, which add up to 1; they speak of the time at which the document was written."""
    numbers = []
    for row in ask(_VERDICTS):
        first, _, last = (row["dated"] or "").partition("/")
        numbers.append(
            Number(
                of=(row["document"], row["verdict"]),
                value=len(row["claims"]) / row["n"],
                n=row["n"],
                claims=tuple(row["claims"]),
                first=first,
                last=last or first,
            )
        )
    return Computed(numbers=tuple(numbers))


MEASURE = Measure(
    name="verdict_share",
    unit="share in [0, 1]",
    per=("document", "verdict"),
    needs=("documents", "claims", "findings"),
    reference="détente's own: docs/verdicts.md says what each verdict means",
    formula=(
        "claims of the document with the verdict, divided by n, all claims of the document; no row for a verdict "
        "without a claim"
    ),
    compute=compute,
)
