"""A file, standard input, HTML, PDF or DOCX → a Document. What cannot be read raises SourceError."""

from __future__ import annotations

import glob
import hashlib
import html
import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError

from detente.errors import SourceError
from detente.model import Document, Period, Source

SUFFIXES = {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx"}
"""The kinds of file a folder is searched for."""

LIMIT = 5_000_000
"""Longest text of one document, in characters: about 800,000 words, twice the longest novel in print."""

FILE_LIMIT = 50_000_000
"""Largest file that is read as one document, in bytes."""

_UNPACKED = 200_000_000
"""Largest unpacked size of a DOCX, in bytes."""

_SNIFF = 8192
_TITLE = 120

Extractor = Callable[[bytes, str], tuple[str, dict[str, str]]]
"""Bytes and their name → the text, and what the file says of itself (title, date, url, sitename, author)."""


def inputs(paths: Iterable[str], also: Collection[str] = ()) -> Iterator[str]:
    """The files that some paths stand for: files as they are, folders searched deep, ``-`` for standard input.

    Folders are walked in name order, for files with one of ``SUFFIXES`` or an ending in ``also``. Symbolic links to
    folders are not followed, and what a run wrote is left out. A pattern such as ``news/*.html`` stands for
    the files that it fits. A path that is not there is handed on as it is, so that ``load`` can say so.
    """
    endings = (*SUFFIXES, *also)
    for path in paths:
        fits = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) and not os.path.lexists(path) else ()
        for one in fits or (path,):
            if one != "-" and Path(one).is_dir():
                yield from (file for file in _walk(one) if file.lower().endswith(endings))
            else:
                yield one


_OURS = {"report.html", "claims.jsonl", "quarantine.jsonl", "shards"}
"""What a run writes that looks like an input."""


def _walk(folder: str) -> Iterator[str]:
    """The files in a folder and those in it, without what a run wrote there. What cannot be opened is passed over."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    written = {"manifest.json", "claims.jsonl"} <= {entry.name for entry in entries}
    written = written or os.path.isfile(os.path.join(folder, "shards", "plan.json"))
    for entry in entries:
        if written and entry.name in _OURS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif os.path.isfile(entry.path):  # not entry.is_file(), which fails on a link to itself
            yield entry.path


def load(path: str, *, dated: Period | None = None) -> Document:
    """The document at a path, or from standard input for ``-``. Raises SourceError saying what is wrong and what to do.

    ``dated`` is when the text was written, if the caller knows; else the date that an HTML page gives of itself.
    """
    return parse(content(path), name="standard input" if path == "-" else path, dated=dated)


def content(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises SourceError when they cannot be had."""
    name = "standard input" if path == "-" else path
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(FILE_LIMIT + 1)
        else:
            with Path(path).open("rb") as file:
                raw = file.read(FILE_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{name}: cannot be opened ({reason}).", hint="Check the path and that you may read it."
        ) from error
    if len(raw) > FILE_LIMIT:
        raise SourceError(
            f"{name}: is larger than {FILE_LIMIT:,} bytes.", hint="Split it into documents, one file each."
        )
    return raw


def parse(raw: bytes, *, name: str, dated: Period | None = None) -> Document:
    """The document in some bytes; the form is told from the first of them and from the suffix of the name.

    Raises SourceError when the bytes are of no known form, broken, locked, empty, or hold more text than ``LIMIT``.
    """
    if not raw.strip():
        raise SourceError(f"{name}: is empty.", hint="Give a file with text in it.")
    text, facts = _extractor(raw, name)(raw, name)
    if not text.strip():
        raise SourceError(f"{name}: holds no text.", hint="Give a file with words in it.")
    if len(text) > LIMIT:
        raise SourceError(
            f"{name}: {len(text):,} characters of text, more than the {LIMIT:,} of one document.",
            hint="Split it into documents, one file each.",
        )
    digest = hashlib.sha256(raw).hexdigest()
    source = Source(
        id=digest[:16],
        title=facts.get("title") or _title(text),
        publisher=facts.get("sitename", ""),
        author=facts.get("author", ""),
        url=facts.get("url", ""),
        published=facts.get("date", ""),
        sha256=digest,
    )
    if dated is None and facts.get("date"):
        dated = Period.of(facts["date"])
    return Document(source=source, text=text, copy=text, offsets=tuple(range(len(text) + 1)), dated=dated)


def _extractor(raw: bytes, name: str) -> Extractor:
    head = raw[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = Path(name).suffix.lower()
    if head.startswith(b"%PDF-") or suffix == ".pdf":
        return _pdf
    if head.startswith(b"PK\x03\x04") or suffix == ".docx":
        return _docx
    if suffix in {".html", ".htm", ".xhtml"} or re.match(rb"(?i)(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", head):
        return _html
    return _plain


def _plain(raw: bytes, name: str) -> tuple[str, dict[str, str]]:
    encoding = "utf-8-sig"
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encoding = "utf-32"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in raw[:_SNIFF]:
        raise _binary(name)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        said = encoding.removesuffix("-sig").upper()
        raise SourceError(
            f"{name}: is not {said} text (byte 0x{raw[error.start]:02x} at {error.start:,}).",
            hint="Convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8.",
        ) from error
    odd = sum(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text[:_SNIFF])
    if odd > len(text[:_SNIFF]) / 20:
        raise _binary(name)
    return text, {}


def _binary(name: str) -> SourceError:
    return SourceError(f"{name}: is a binary file, not text.", hint=f"détente reads {', '.join(sorted(SUFFIXES))}.")


def _html(raw: bytes, name: str) -> tuple[str, dict[str, str]]:
    import trafilatura  # noqa: PLC0415 - half a second of import that plain text must not pay

    found = trafilatura.bare_extraction(raw, include_comments=False, include_tables=True, with_metadata=True)
    text = getattr(found, "text", None)
    if not text:
        raise SourceError(
            f"{name}: no article text found in this HTML.", hint="Save the article itself, or give it as text."
        )
    facts = {
        key: str(value)
        for key in ("title", "date", "url", "sitename", "author")
        if (value := getattr(found, key, None))
    }
    return str(text), facts


def _pdf(raw: bytes, name: str) -> tuple[str, dict[str, str]]:
    import pypdfium2  # noqa: PLC0415 - only where a PDF is read

    try:
        with pypdfium2.PdfDocument(raw) as book:
            pages = [page.get_textpage().get_text_range() for page in book]
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{name}: is a broken or locked PDF ({error}).", hint="Open it and save it again, or give it as text."
        ) from error
    text = "\n\n".join(_unwrap(page) for page in pages)
    if not text.strip():
        raise SourceError(f"{name}: page images only, no text.", hint="Run OCR first, for example with ocrmypdf.")
    return text, {}


def _unwrap(page: str) -> str:
    """A page's lines joined into paragraphs: a line goes on unless it ends a sentence well short of the longest."""
    lines = [line.strip() for line in page.replace("\r\n", "\n").replace("\ufffe", "-\n").split("\n")]
    width = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        if not line:
            text = text.rstrip() + "\n\n"
            continue
        if text.endswith("-") and line[:1].islower():
            text = text[:-1]
        elif text and not text.endswith("\n"):
            text += " "
        text += line
        if len(line) < 0.7 * width and line[-1:] in '.!?”"':
            text += "\n\n"
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _docx(raw: bytes, name: str) -> tuple[str, dict[str, str]]:
    import mammoth  # noqa: PLC0415 - only where a DOCX is read

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _UNPACKED:
                raise SourceError(
                    f"{name}: unpacks to more than {_UNPACKED:,} bytes.",
                    hint="This is no ordinary document; give its text.",
                )
            if "word/document.xml" not in archive.namelist():
                raise SourceError(
                    f"{name}: is an archive, not a DOCX document.", hint="Unpack it and give the documents in it."
                )
        no_images = mammoth.images.img_element(lambda _: {})
        page = str(mammoth.convert_to_html(io.BytesIO(raw), convert_image=no_images).value)
    except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError, KeyError, ValueError, RuntimeError) as error:
        # RuntimeError: an archive with a password or an unknown way of packing
        raise SourceError(
            f"{name}: is a broken or locked DOCX ({error}).", hint="Open it and save it again, or give it as text."
        ) from error
    return _paragraphs(page), {}


def _paragraphs(page: str) -> str:
    """The HTML that mammoth makes, as text: a paragraph or a table's row a line, footnotes last, without marks."""
    page = re.sub(r'<sup><a href="#(?:foot|end)note.*?</sup>|<a href="#(?:foot|end)note-ref[^>]*>.*?</a>', "", page)
    page = re.sub(r"(?:</p>)?</t[dh]>", "\t", page)
    page = re.sub(r"\s*</(?:p|h\d|li|tr)>|<br */>", "\n\n", page)
    return re.sub(r"\n{3,}", "\n\n", html.unescape(re.sub(r"<[^>]*>", "", page))).strip()


def _title(text: str) -> str:
    first = next(line.strip(" #\ufeff") for line in text.splitlines() if line.strip(" #\ufeff"))
    return first if len(first) <= _TITLE else f"{first[:80].rsplit(' ', 1)[0]} …"
