"""Words by which names, addresses and titles of papers are told apart, in many languages."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re

LEGAL_FORM = re.compile(
    r"(?<![\w'’])(?:S[DO]N\.?\s?B[HD][DO]|BHD|S/B|PLT|LTD|LIMITED|LLC|L\.L\.C|INC(?!\.?\s*(?:OF\s)?(?:TAX|GST|VAT)\b)|CORP(?:ORATION)?|PLC|LLP|PTE|PTY|GMBH(?: & CO\.? KG)?|AG|KGAA|KG|OHG|UG|"
    r"E\.K|MBH|S\.?A\.?R\.?L|SAS|S\.A\.S|S\.A|SA|EURL|S\.?L\.?U?|S\.?R\.?L\.?S?|S\.?P\.?A|B\.?V|N\.?V|VOF|A/S|APS|AB|OY|AS|SP\. ?Z ?O\.? ?O|"
    r"S\.?P\. ?J|LDA|LTDA|PT\.?|CV\.?|TBK|ENTERPRISES?|TRADING|HOLDINGS?|COMPANY(?!\W+(?:NO|REG|ID|NUMBER|TAX|NAME)\b)|& CO|& SONS|& SÖHNE|& FILS|& FIGLI|& HIJOS|& FILHOS|& ZONEN|& CIE|COOPERATIVE|GROUP|K\.K|ZRT|KFT|S\.R\.O|D\.O\.O|"
    r"S\.?N\.?C|S\.C\.R\.L|S\.C|S\.?L\.?L|S\. ?COOP|SP\. ?[JK]|SPÓŁKA|A\.S|V\.O\.S|K\.S|SPOL\. S ?R\. ?O|OYJ|ASA|ANS|A\.? ?Ş|LTD\.? ?ŞTİ|NYRT|BT|SIA|UAB|OÜ|"
    r"PVT|PRIVATE LIMITED|UNIPESSOAL|EIRELI|LIMITADA|GBR|E\.V|EG|SASU|SCI|SELARL|SÀRL|D\.D|S\.A\. DE C\.V|TNHH|ЕООД|ООД|ООО|ОАО|ЗАО|ПАО|АО|ТОВ|"
    r"Α\.Ε|Ε\.Π\.Ε|Ι\.Κ\.Ε|Ο\.Ε)"
    r"(?![\w])|株式会社|有限会社|合同会社|有限公司|公司|주식회사|유한회사|\(주\)|㈜|㈱|\(株\)|CÔNG TY",
    re.IGNORECASE,
)
STRICT = re.compile(r"\b(?:AG|KG|SA|AB|AS|CV|PT|UG|OY|NV|SL|SAS|SNC|OYJ|ASA|ANS|SCI|SIA|UAB|OÜ|BT|EG|GBR|АО)\b")
"""Two or three letters are a legal form in capitals only,"""
TITLED = re.compile(r"(?<=\w )(?:Oyj?|Ab|Kft|Zrt|Bt|Nyrt|Snc|Sas|Srl|GbR|eG|eV|Asa|Aps|Sàrl|Osk|Tmi|Ky)\b(?=\W*$)")
"""or written so, at the end of a name."""
TITLE = re.compile(
    r"^\W*(?:(?:tax|simplified|cash|sales|commercial|proforma|pro forma|original|duplicate|copy|official|vat|customer|merchant|guest|credit)\W*)*"
    r"(?:invoice|receipt|bill|copy|original|duplicate|check|order|statement|quotation|credit note|rechnung|quittung|kassenbon|beleg|facture|re[çc]u|ticket(?: de caisse)?|"
    r"factura(?: simplificada)?|recibo|fattura|ricevuta|scontrino|documento commerciale|fatura|factuur|kassabon|bon|faktura(?: vat)?|paragon(?: fiskalny)?|"
    r"kvitto|kvittering|struk|nota|resit|invois|účtenka|daňový doklad|paragón|kuitti|lasku|bilgi fişi|fiş|számla|nyugta|"
    r"bon fiscal|chitanță|(?:кассовый )?чек|сч[её]т(?: на оплату)?|рахунок|απόδειξη|τιμολόγιο|hóa đơn|note d['’]honoraires|honorarnote|cupom fiscal|mahnung|liquidation|honorarrechnung|"
    r"zahlungserinnerung|gutschrift|delivery note|lieferschein|영수증|거래명세서|세금계산서|請求書|納品書|御請求書|領収書|領収証|請求書|レシート|发票|收据|增值税\w*发票|電子發票|电子发票|memo|page|seite|posted|paid|received|approved|cancelled|void)\b(?:\s*(?:copy|original|slip))?[\s\W\d]*$|"
    r"^\W*(?:領収書|領収証|請求書|レシート|发票|收据)\W*$",
    re.IGNORECASE,
)
NAME_OF = re.compile(
    r"(?:name|名称|名稱|氏名|姓名|이름|성명|nazwa|navn|namn|nome|nombre|nom|naam|jméno|název|név|nimi|имя|наименование|назва|ad soyad|(?:owned|operated|managed) by|dimiliki(?: oleh)?)\s*[:：]\s*",
    re.IGNORECASE,
)
"""What stands between "Buyer" and a name."""
GREETING = re.compile(
    r"\b(?:welcome|thank you|thanks|merci|gracias|grazie|danke|vielen dank|obrigado|bedankt|dziękujemy|tack|velkommen|terima kasih|"
    r"selamat datang|please|have a nice|come again|opening hours|open|dine in|take ?away|takeout|here|bitte|willkommen|bienvenue)\b",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(?:jalan|jln|jl|lorong|taman|persiaran|lot|no\.?\s?\d|street|st|road|rd|avenue|ave|lane|blvd|boulevard|drive|suite|floor|unit|highway|"
    r"rue|place|calle|c/|avda|plaza|via|viale|piazza|corso|rua|avenida|praça|largo|ul\.|al\.|postboks|kec|kab|kota|bandar|seksyen|kawasan|"
    r"p\.?o\.? box|postfach|block|blk|km)(?=[\s\d.,]|$)|(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|straat|laan|plein|gatan|vägen|vej|gade)\s*\d*|"
    r"\b\d{5}(?:-\d{4})?\b(?! ?[.,]\d)|\b\d{4}\s?[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{2}-\d{3}\b|\b\d{4}-\d{3}\b|\b\d{3} \d{2} [^\W\d]|"
    r"(?:katu|tie|kuja|väg|utca|tér|sokak|caddesi|ulice|náměstí)\s+\d|\b(?:route|chemin|impasse|quai|allée|cours|boulevard|travessa|paseo|ctra|cad|sok|mah|ул|вул|utca|"
    r"plein|singel|kade|court|close|square|crescent|way)(?=[\s.,]|$)|^\W*\d{4} [A-ZÀ-ÞĀ-Ž][^\W\d]+(?:[ -][^\W\d]+)*\W*$|〒|[都道府県市区町村]",
    re.IGNORECASE,
)
REGISTERED = re.compile(
    r"\s*[\(\[]?\s*(?:(?:co|company|gst|roc|sst)?\.?\s*(?:reg\.?)?\s*(?:no|id)\.?\s*[:.]?\s*)?(?:[\(\[]\s?[A-Z]{0,3})?\d{4,12}\s?-?\s?[A-Z]?\s*[\)\]]+[\s,.;]*$|"
    r"\s+\d{5,12}-[A-Z]\W*(?:[\(\[]\w+\W*)?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"[^:\d]{2,24}[:.]\s?\S*\d|[A-ZÄÖÜ]{2,5}\s\d{6,}|\W*[\d .,/-]+$")
"""A number that a party is known by, with its label or without: "Number: 549910"."""
SENDER = re.compile(r"\s*[·•∙|●▪*]\s*|\s+[-–—]\s+|,\s")

_ENDED = re.compile(rf"[\s.,]*(?:$|[(\[\-–—&]|{LEGAL_FORM.pattern})", re.IGNORECASE)
"""What stands behind a legal form that ends a name."""
SHORT = 3  # letters of a legal form that may be another word
_ALWAYS = frozenset("LTD LLC INC PLC BHD APS LDA MBH PTE PTY PVT SRL SPA OHG KFT ZRT ООО ОАО ЗАО ПАО ТОВ ООД".split())


def has_legal_form(text: str) -> bool:
    """Whether words of a name say what kind of company it is."""
    found = LEGAL_FORM.finditer(text)
    formed = any(_is_legal(one.group()) and _is_named(text, one) and _is_apart(text, one) for one in found)
    return formed or bool(TITLED.search(text))


def looks_like_address(text: str) -> bool:
    """Whether a line has what addresses have: a street's word or a postal code, and figures."""
    return bool(STREET.search(text)) and any(one.isdigit() for one in text)


def is_sentence(text: str) -> bool:
    """Whether a line is running text: words of small letters that end with a stop."""
    return bool(re.search(r"[^\W\d_A-Z]{4,}[.!?](?:\s|$)", text)) and len(text.split()) > 2


def _is_named(text: str, form: re.Match[str]) -> bool:
    """Whether a name stands before a legal form; some stand before the name, but not before running text."""
    before, after = text[: form.start()], text[form.end() :].split()
    return any(one.isalpha() for one in before) or not after or not after[0][:1].islower()


def _is_apart(text: str, form: re.Match[str]) -> bool:
    """Whether a word of a line in capitals stands where legal forms of few letters do: first or last in a name.

    There "AS" and "BT" are words of other things more often: "PROOF AS ISSUED", "JLN BT 3".
    """
    word = form.group()
    if len(word) > SHORT or not word.isalpha() or word.upper() in _ALWAYS or text != text.upper():
        return True
    return bool(_ENDED.match(text, form.end())) or not any(one.isalpha() for one in text[: form.start()])


def _is_legal(word: str) -> bool:
    """Short words of letters alone are legal forms only where they are known as such, or in capitals."""
    return len(word) > 3 or not word.isalpha() or word.upper() in _ALWAYS or bool(STRICT.search(word))
