"""Scripts other than Latin: one shape for letters with many, and words where no blanks divide them.

Phrases and texts go through the same functions, so whoever writes a phrase writes as usual: with or
without points, accents and final forms, and Chinese, Japanese and Korean without any blanks.
"""

from __future__ import annotations

import re

# Chinese characters, kana and Korean syllables: each counts as a word of its own. (Korean has blanks, but
# writers set them as they please.)
WIDE = "々〆\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"

_RUN = re.compile(f"[{WIDE}]+")
_FROM = "άέήίόύώϊϋΐΰςёךםןףץآأإٱىةﻩیک"
_TO = "αεηιουωιυιυσеכמנפצاااايههيك"

# Chinese is written in two ways; the characters that mails about work use most, in the long and the short.
_LONG = (
    "應職試錄遺無歷簡選審閱聯絡繫係關於與請對們進過這個來時間開業務員團隊經驗專長後給覆復複願順謝歡適條項資庫讓為會議約"
    "電話視訊訪談測評筆題網線發報確認僅將還並達標準錯優異競爭實習學貸單訂購貨運論課醫師設計產銷機構據劃組織處級際總"
    "廣臺灣國華東區號門傳統績點體態狀動結終獲聽說語讀寫負責該當現種類樣難決慮擇擔換數變暫緩凍滿額補備檢覽觀較幾別貴"
    "絕誠內邀錢賬額連鏈從顧問雖頁證書見創製導續歸檔衝"
)
_SHORT = (
    "应职试录遗无历简选审阅联络系系关于与请对们进过这个来时间开业务员团队经验专长后给复复复愿顺谢欢适条项资库让为会议约"
    "电话视讯访谈测评笔题网线发报确认仅将还并达标准错优异竞争实习学贷单订购货运论课医师设计产销机构据划组织处级际总"
    "广台湾国华东区号门传统绩点体态状动结终获听说语读写负责该当现种类样难决虑择担换数变暂缓冻满额补备检览观较几别贵"
    "绝诚内邀钱账额连链从顾问虽页证书见创制导续归档冲"
)

# Points and accents that stand alone after normalising, the stretching line of Arabic, and the marks that
# say in which direction a text runs.
_UNSEEN = (
    "\u0307\u0640\u0670\u061c\u200e\u200f"
    + "".join(map(chr, (*range(0x0591, 0x05BE), *range(0x05BF, 0x05C0), *range(0x05C1, 0x05C3))))
    + "".join(map(chr, (0x05C4, 0x05C5, 0x05C7, *range(0x064B, 0x0660))))
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
)
ONE_SHAPE = str.maketrans(_FROM + _LONG, _TO + _SHORT, _UNSEEN)
"""For `str.translate`, after lower case: letters in one shape, points and marks of direction gone."""


def folded(word: str) -> str:
    """A word in lower case with its letters in the one shape that normal texts have."""
    return word.lower().translate(ONE_SHAPE)


def apart(text: str) -> str:
    """The text with blanks around every letter that is a word by itself."""
    return _RUN.sub(lambda run: f" {' '.join(run[0])} ", text)
