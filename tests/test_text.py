"""Files of every kind → text, or an error that names the file, what is wrong and what to do."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from detente import text
from detente.errors import SourceError
from detente.model import Period

WORDS = "Détente began.\nThe treaty was signed in 1972."


# --- makers


def page(*paragraphs: str, head: str = "", around: str = "") -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return f"<!DOCTYPE html><html><head>{head}</head><body>{around}<article>{body}</article></body></html>".encode()


PARAGRAPH = (
    "The two governments signed the treaty in Geneva on 8 December 1987 after six years of talks. "
    "Each side promised to destroy its missiles within three years and to let the other inspect its factories."
)
HOSTILE_PAGE = page(
    PARAGRAPH,
    'Inspectors <img src=x onerror="alert(1)"> came <a href="javascript:alert(2)" onclick="alert(3)">twice</a> a year.',
    PARAGRAPH.replace("Geneva", "Vienna"),
    head="<title>The treaty</title><script>var secret = 'tracker';</script><style>p {color: red}</style>",
    around='<nav><a href="/">Home page</a> <a href="/shop">Buy our mugs</a></nav><script>write("evil")</script>',
)


def pdf(*pages: str, shown: bool = True) -> bytes:
    """A PDF of the fewest objects: a catalogue, the pages, a font, and a stream of lines a page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, words in enumerate(pages):
        lines = " ".join(f"({line}) Tj T*" for line in words.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET" if shown else "72 72 100 100 re f"
        parts.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * i} 0 R >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return numbered(parts)


def numbered(parts: list[str], trailer: str = "") -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for i, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{i} 0 obj\n{part}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    root = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + (end + root).encode("latin-1")


def locked_pdf() -> bytes:
    """A PDF that says it is encrypted, with keys that no empty password opens."""
    key = "00" * 32
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]
    parts.append(f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>")
    return numbered(parts, "/Encrypt 3 0 R /ID [<01> <01>]")


SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(words: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{words}</w:t></w:r></w:p>"


def relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{KINDS}/{kind}" Target="{target}"/>'
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{one}</Relationships>'


def packed(contents: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in contents.items():
            archive.writestr(name, words)
    return made.getvalue()


def docx(body: str, footnote: str = "") -> bytes:
    noted = f'<w:footnote w:id="1">{paragraph(footnote)}</w:footnote>'
    return packed(
        {
            "_rels/.rels": relation("officeDocument", "word/document.xml"),
            "word/document.xml": f'<?xml version="1.0"?><w:document {SPACE}><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": relation("footnotes", "footnotes.xml"),
            "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {SPACE}>{noted}</w:footnotes>',
        }
    )


REPORT = docx(
    paragraph("The Treaty", "Heading1")
    + paragraph("Both sides signed &amp; sealed.")
    + f"<w:tbl><w:tr><w:tc>{paragraph('Year')}</w:tc><w:tc>{paragraph('1987')}</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:t>The limits held</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
    footnote="Until 2019.",
)


# --- what can be read

READ = {
    "utf8.txt": (WORDS.encode(), WORDS),
    "bom.txt": (b"\xef\xbb\xbf" + WORDS.encode(), WORDS),
    "utf16.txt": (WORDS.encode("utf-16"), WORDS),
    "utf16be.txt": (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS),
    "utf32.txt": (WORDS.encode("utf-32"), WORDS),
    "crlf.txt": (WORDS.replace("\n", "\r\n").encode(), WORDS.replace("\n", "\r\n")),
    "no-suffix": (WORDS.encode(), WORDS),
    "notes.md": (b"# Arms control\n\n* **SALT I** (1972)\n", "# Arms control\n\n* **SALT I** (1972)\n"),
    "tabs.txt": (b"a\tb\x0cc", "a\tb\x0cc"),
    "two.pdf": (pdf("The first page.", "The second page."), "The first page.\n\nThe second page."),
    "wrapped.pdf": (
        pdf("The two governments signed a treaty that limits the arma-\nments of both, in Geneva.\nIt holds."),
        "The two governments signed a treaty that limits the armaments of both, in Geneva.\n\nIt holds.",
    ),
    "named-wrongly.txt": (pdf("A PDF all the same."), "A PDF all the same."),
    "report.docx": (
        REPORT,
        "The Treaty\n\nBoth sides signed & sealed.\n\nYear\t1987\n\nThe limits held\n\nUntil 2019.",
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read(name: str, tmp_path: Path) -> None:
    raw, words = READ[name]
    path = tmp_path / name
    path.write_bytes(raw)
    document = text.load(str(path))
    assert document.text == document.copy == words
    assert document.offsets == tuple(range(len(words) + 1))
    assert document.source.sha256 == hashlib.sha256(raw).hexdigest()
    assert document.source.title


def test_a_page_gives_its_article_alone() -> None:
    for name in ("page.html", "page"):
        document = text.parse(HOSTILE_PAGE, name=name)
        assert PARAGRAPH in document.text
        assert "came twice a year" in " ".join(document.text.split())
        for unwanted in ("secret", "evil", "alert", "onerror", "mugs", "color", "<"):
            assert unwanted not in document.text
        assert document.source.title == "The treaty"


def test_a_page_that_says_when_it_was_written() -> None:
    head = '<title>Talks</title><meta property="article:published_time" content="2021-06-16T10:00:00Z">'
    raw = page(PARAGRAPH, PARAGRAPH.replace("Geneva", "Vienna"), head=head)
    assert text.parse(raw, name="a.html").dated == Period.of("2021-06-16")
    assert text.parse(raw, name="a.html", dated=Period.of("2020")).dated == Period.of("2020")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    assert text.load("-").text == WORDS
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(SourceError, match=r"^standard input: is empty"):
        text.load("-")


def test_titles() -> None:
    assert text.parse(b"\n\n## The Treaty ##\nIt was signed.", name="a.md").source.title == "The Treaty"
    long = text.parse(b"word " * 60, name="a.txt").source.title
    assert len(long) < 90
    assert long.endswith(" …")


# --- what cannot

BOMB = packed({"word/document.xml": "<w>" + " " * 210_000_000 + "</w>"})
BROKEN = packed({"word/document.xml": "<w:document"})
REFUSED = {
    "empty.txt": (b"", "is empty", "Give a file with text"),
    "blank.txt": (b" \n\t\r\n ", "is empty", "Give a file with text"),
    "only-a-mark.txt": (b"\xef\xbb\xbf", "holds no text", "words"),
    "binary.txt": (b"\x7fELF\x02\x01\x00\x00" + bytes(range(256)), "is a binary file", "détente reads .docx"),
    "controls.txt": (b"\x01\x02\x03\x04abc" * 50, "is a binary file", "détente reads"),
    "latin1.txt": ("Détente".encode("latin-1"), "is not UTF-8 text (byte 0xe9 at 1)", "iconv -f WINDOWS-1252"),
    "half.txt": (b"\xff\xfea\x00b", "is not UTF-16 text", "Convert it"),
    "long.txt": (b"word " * 1_200_000, "6,000,000 characters of text, more than the 5,000,000", "Split it"),
    "script.html": (
        b"<html><body><script>start()</script></body></html>",
        "no article text found",
        "Save the article itself",
    ),
    "nothing.html": (b"<!-- only a comment -->", "no article text found", "give it as text"),
    "truncated.pdf": (pdf("A page.")[:200], "is a broken or locked PDF", "save it again"),
    "scan.pdf": (pdf("Drawn, not written.", shown=False), "page images only, no text", "Run OCR"),
    "locked.pdf": (locked_pdf(), "is a broken or locked PDF", "save it again"),
    "not.pdf": (b"no PDF at all", "is a broken or locked PDF", "save it again"),
    "bomb.docx": (BOMB, "unpacks to more than 200,000,000 bytes", "give its text"),
    "sheet.docx": (packed({"xl/workbook.xml": "<x/>"}), "is an archive, not a DOCX", "Unpack it"),
    "archive.zip": (packed({"a.txt": "text"}), "is an archive, not a DOCX", "Unpack it"),
    "broken.docx": (BROKEN, "is a broken or locked DOCX", "save it again"),
    "cut.docx": (REPORT[:-40], "is a broken or locked DOCX", "save it again"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "is a broken or locked DOCX", "save it again"),
    "bare.docx": (docx(""), "holds no text", "words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused(name: str, tmp_path: Path) -> None:
    raw, what, hint = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        text.load(str(path))
    gc.collect()  # what a library left open would warn here
    assert caught.value.message.startswith(f"{path}: ")
    assert what in caught.value.message
    assert hint in caught.value.hint


def test_a_path_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path, tmp_path / "missing" / "a.txt"):
        with pytest.raises(SourceError, match="cannot be opened") as caught:
            text.load(str(path))
        assert str(path) in caught.value.message
        assert "Check the path" in caught.value.hint
    with pytest.raises(SourceError, match="cannot be opened"):
        text.load("null\x00character.txt")


def test_a_file_too_large_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)  # a hole: nothing is written
    with pytest.raises(SourceError, match="is larger than 50,000,000 bytes"):
        text.load(str(path))


# --- folders


def test_a_folder_is_searched_deep_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.MD", "a/y.html", "c/d/e.pdf", "picture.png", "data.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    found = [os.path.relpath(path, tmp_path) for path in text.inputs([str(tmp_path)])]
    assert found == [str(Path(name)) for name in ("a/y.html", "a/z.MD", "b.txt", "c/d/e.pdf")]


def test_links_that_lead_round_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "missing.txt")
    assert list(text.inputs([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def test_files_and_standard_input_are_handed_on(tmp_path: Path) -> None:
    assert list(text.inputs(["-", "missing.txt"])) == ["-", "missing.txt"]
    assert list(text.inputs([str(tmp_path)])) == []
