"""Scripts other than Latin: one shape for letters with many, and words where no blanks divide them.

Phrases and texts go through the same functions, so whoever writes a phrase writes as usual: with or
without points, accents and final forms, and Chinese, Japanese and Korean without any blanks.
"""

from __future__ import annotations

import re

# Chinese characters, kana and Korean syllables: each counts as a word of its own. (Korean has blanks, but
# writers set them as they please.)
WIDE = "々〆\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"

_WIDE_LETTER = re.compile(f"[{WIDE}]")
_FROM = "άέήίόύώϊϋΐΰςёךםןףץآأإٱىةﻩیک"
_TO = "αεηιουωιυιυσеכמנפצاااايههيك"

# Points and accents that stand alone after normalising, the stretching line of Arabic, and the marks that
# say in which direction a text runs.
_UNSEEN = (
    "\u0307\u0640\u0670\u061c\u200e\u200f"
    + "".join(map(chr, (*range(0x0591, 0x05BE), *range(0x05BF, 0x05C0), *range(0x05C1, 0x05C3))))
    + "".join(map(chr, (0x05C4, 0x05C5, 0x05C7, *range(0x064B, 0x0660))))
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
)
ONE_SHAPE = str.maketrans(_FROM, _TO, _UNSEEN)
"""For `str.translate`, after lower case: letters in one shape, points and marks of direction gone."""


def folded(word: str) -> str:
    """A word in lower case with its letters in the one shape that normal texts have."""
    return word.lower().translate(ONE_SHAPE)


def apart(text: str) -> str:
    """The text with a blank on both sides of every letter that is a word by itself."""
    return _WIDE_LETTER.sub(r" \g<0> ", text) if _WIDE_LETTER.search(text) else text
