"""Forms of words that endings do not tell: irregular verbs, and numbers in words."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from sensorium.abilities.documents.printed.folding import fold, folded

_IRREGULAR = """
write wrote written|pay paid|build built|sell sold|buy bought|bring brought|find found|hold held|give gave given|take took taken|make made|lead led
sleep slept|keep kept|leave left|meet met|send sent|spend spent|lend lent|lose lost|win won|speak spoke spoken|choose chose chosen|break broke broken
steal stole stolen|grow grew grown|know knew known|draw drew drawn|throw threw thrown|fly flew flown|begin began begun|sing sang sung|drink drank drunk
swim swam swum|run ran|come came|become became|see saw seen|fall fell fallen|eat ate eaten|drive drove driven|ride rode ridden|rise rose risen|wear wore worn
teach taught|think thought|catch caught|fight fought|seek sought|tell told|say said|hear heard|read|feel felt|mean meant|deal dealt|shoot shot|sit sat
stand stood|understand understood|get got gotten|go went gone|do did done|have has had|strike struck|hide hid hidden|bite bit bitten|forget forgot forgotten
schreiben schreibt schrieb geschrieben|finden findet fand gefunden|bauen baut baute gebaut|kaufen kauft kaufte gekauft|verkaufen verkauft verkaufte|zahlen zahlt zahlte gezahlt
bezahlen bezahlt bezahlte|leiten leitet leitete geleitet|gründen gründet gründete gegründet|errichten errichtet errichtete|gehören gehört gehörte|geben gibt gab gegeben
écrire écrit écrivit|payer paie payé payée payés|construire construit construite|vendre vend vendu vendue|peindre peint peinte|fonder fonde fondé fondée|diriger dirige dirigé dirigée
escribir escribe escribió escrito|pagar paga pagó pagado pagada|construir construye construyó construido|fundar funda fundó fundado fundada
scrivere scrive scrisse scritto|pagare pagato pagata|costruire costruito costruita|fondare fondò fondato fondata|schrijven schrijft schreef geschreven|bouwen bouwde gebouwd
"""
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen
null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend dutzend
deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille
dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien ciento mil
due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento
dois três quatro sete oito nove dez onze doze vinte trinta quarenta cem
twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend
"""


def _forms(told: str) -> list[str]:
    """All forms of a verb, the regular ones in -s and -ing with them."""
    base = told.split(maxsplit=1)[0]
    return [*told.split(), f"{base}s", f"{base}ing", f"{base.removesuffix('e')}ing"]


BASES = {
    fold(form): fold(verb.split()[0])
    for line in _IRREGULAR.strip().splitlines()
    for verb in line.split("|")
    for form in _forms(verb)
}
"""Folded form → folded base."""
NUMBER_WORDS = folded(_NUMBERS)
