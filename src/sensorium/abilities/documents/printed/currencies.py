"""Which currency is meant: signs and codes beside amounts, else the country or the language that a paper is from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_SIGNS_OF = """
MYR: RM MYR
IDR: RP IDR
USD: US$ USD $ DOLLARS
SGD: S$ SGD
EUR: € EUR EURO EUROS
GBP: £ GBP
JPY: ¥ JPY 円 ￥
CNY: CNY RMB 元
PLN: ZŁ ZL PLN
SEK: KR SEK
DKK: DKK
NOK: NOK
CHF: CHF FR.
BRL: R$ BRL
INR: ₹ INR RS RS.
KRW: ₩ 원 KRW
THB: ฿ THB
VND: ₫ Đ VND
PHP: ₱ PHP
CZK: KČ CZK
HUF: FT HUF
RON: RON LEI
BGN: ЛВ BGN
UAH: ₴ ГРН UAH
ILS: ₪ ILS
ISK: ISK
NGN: ₦ NGN
KZT: ₸ KZT
GEL: ₾ GEL
PEN: S/ PEN
COP: COP
CLP: CLP
ARS: ARS
EGP: EGP
RSD: RSD
AUD: A$ AUD
CAD: C$ CA$ CAD
TWD: NT$ TWD
HKD: HK$ HKD
MXN: MX$ MXN
NZD: NZ$ NZD
AED: AED
ZAR: ZAR
TRY: ₺ TRY TL
RUB: ₽ РУБ РУБ. RUB
SAR: SAR
"""
CURRENCIES = {
    sign: line.partition(":")[0] for line in _SIGNS_OF.strip().splitlines() for sign in line.partition(":")[2].split()
}
"""Signs and codes in capitals → ISO 4217."""
WHOLE_CURRENCIES = frozenset({"CLP", "COP", "HUF", "IDR", "ISK", "JPY", "KRW", "VND"})  # printed without decimals

_COUNTRIES = (
    (re.compile(r"\bSDN\.? ?BHD\b|\bMalaysia\b|\bRM ?\d|\bSELANGOR\b|\bKUALA LUMPUR\b", re.IGNORECASE), "MYR"),
    (
        re.compile(
            r"\bPT\.? [A-Z]|\bNPWP\b|\bIndonesia\b|\bRp\.? ?\d|\bP(?:B1|PN|pn)\b|\b(?:JAKARTA|Jakarta|BANDUNG)\b"
        ),
        "IDR",
    ),
    (re.compile(r"\bSingapore\b|\bPTE\.? LTD\b", re.IGNORECASE), "SGD"),
    (re.compile(r"\bNew Zealand\b|\bNZBN\b"), "NZD"),
    (re.compile(r"\bPty\b|\bABN\b|\bAustralia\b"), "AUD"),
    (re.compile(r"\bCanada\b|\bHST\b|\bTPS\b.*\bTVQ\b|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b", re.DOTALL), "CAD"),
    (re.compile(r"\bHong ?Kong\b"), "HKD"),
    (re.compile(r"\bM[ée]xico\b|\bRFC ?:"), "MXN"),
    (re.compile(r"\bMVA\b|\bNorge\b|\bNorway\b"), "NOK"),
    (re.compile(r"\bCVR\b|\bDanmark\b|\bDenmark\b"), "DKK"),
    (re.compile(r"\bGSTIN\b|\bIndia\b"), "INR"),
)
_SHARED: Mapping[str, frozenset[str]] = {
    "USD": frozenset({"SGD", "AUD", "NZD", "CAD", "HKD", "MXN"}),
    "SEK": frozenset({"NOK", "DKK"}),
    "JPY": frozenset({"CNY"}),
}
"""Currencies that have the sign of another one: "$", "kr", "¥"."""
_OF_LANGUAGES: Mapping[str, str] = {
    "cs": "CZK", "pl": "PLN", "hu": "HUF", "tr": "TRY", "ko": "KRW", "ja": "JPY", "sv": "SEK", "da": "DKK", "no": "NOK",
    "vi": "VND", "uk": "UAH", "ru": "RUB", "zh": "CNY", "fi": "EUR", "el": "EUR", "ro": "RON",
}  # fmt: skip
"""Of languages that are written where one currency is paid with."""
AHEAD = 1.25  # how much more has to speak for the language of a paper than for the next one


def country_currency(text: str) -> str:
    """The currency of the country that a text names; "" where it names none."""
    return next((code for pattern, code in _COUNTRIES if pattern.search(text)), "")


def language_currency(languages: Mapping[str, int]) -> str:
    """The currency of the language that labels are in; "" where that is open. languages: how much speaks for each."""
    ranked = Counter(languages).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < AHEAD * ranked[1][1]):
        return ""
    return _OF_LANGUAGES.get(ranked[0][0], "")


def of_sign(code: str, country: str, language: str) -> str:
    """The currency of a sign that several have, by country and language."""
    others = _SHARED.get(code, frozenset())
    return next((one for one in (country, language) if one in others), code)
