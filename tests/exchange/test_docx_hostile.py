"""Whoever sends a Word file to do harm reads a sentence, and soon."""

import io
import time
import zipfile

import pytest
from exchange.word_sent import NAMESPACES, ins, p, packed, suggested, t, word

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx import read

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name files that must be refused, each with what the refusal says."""
    good = word(p(t("We agree.")))
    document = f"<w:document {NAMESPACES}><w:body>{p(t('&c;'))}</w:body></w:document>"
    outside = '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE d [<!ENTITY % c SYSTEM "http://localhost:9/x"> %c;]>'
    deep = "<w:sdt><w:sdtContent>" * 1_000 + "</w:sdtContent></w:sdt>" * 1_000
    heavy = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(1_200_000))
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as file, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            file.writestr("word/document.xml", document)
    lying = bytearray(word(p(t("a" * 60_000_000))))
    at = -1
    while (at := lying.find(b"PK\x01\x02", at + 1)) >= 0:
        lying[at + 24 : at + 28] = (100).to_bytes(4, "little")  # the unpacked size it claims
    return {
        "nothing": (b"", "not a Word document"),
        "text": (b"We agree.", "not a Word document"),
        "half a file": (good[: len(good) // 2], "not a Word document"),
        "another zip": (packed({"a.txt": "We agree."}), "not a Word document"),
        "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        "too large": (b"PK\x03\x04" + b"\0" * 5_000_001, "5 MB"),
        "many parts": (packed({f"{n}.xml": "" for n in range(201)}), "201 parts"),
        "a part twice": (twice.getvalue(), "each once"),
        "a steep part": (word(**{"word/media/a.bin": "\0" * 20_000_000}), "100 times"),
        "a hidden bomb": (word(p(t("a" * 60_000_000))), "50 MB|100 times"),
        "not XML": (word(**{"word/document.xml": "<w:document"}), "damaged"),
        "wrong XML": (word(**{"word/document.xml": "<a/>"}), "not a Word document"),
        "a comment bomb": (
            word(p(t("a")), **{"word/comments.xml": LAUGHS + "<a>&c;</a>"}),
            "entities",
        ),
        "laughs": (word(**{"word/document.xml": LAUGHS + document}), "entities"),
        "a file of ours": (word(**{"word/document.xml": outside + document}), "entities"),
        "a call home": (word(**{"word/document.xml": parameter + document}), "entities"),
        "deep": (word(deep), "damaged"),
        "heavy": (word(heavy), "time or memory"),
        "a lie about its size": (bytes(lying), "damaged"),
    }


@pytest.mark.slow
def test_hostile_files_are_refused_with_a_sentence_and_in_time():
    for name, (data, said) in hostile().items():
        began = time.perf_counter()
        with pytest.raises(NotAcceptable, match=said):
            read(data)
        assert time.perf_counter() - began < 15, name


def test_a_name_that_looks_like_an_option_is_only_a_name():
    assert suggested(word(p(t("We "), ins("all "), t("agree."))), "--help", "-c") == [
        ("We", "We all")
    ]
