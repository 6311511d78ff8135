"""Words that mean about the same, by which strangers ask for what a text says otherwise: our own list, not long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sensorium.abilities.documents.answering.wording.stems import stems

_SAME: Final = """
found establish create start begin launch set origin inception
defeat beat win overcome victory triumph conquer
die death dead killed deceased
bear birth born
build construct erect
make produce manufacture
write author compose pen
show display exhibit present demonstrate
buy purchase acquire
sell vend
get receive obtain gain
give grant award provide
lead head direct run chair
leader head chief ruler
rule govern reign
live reside dwell inhabit
inhabitant resident citizen people population
work job occupation profession career employment
teach instruct educate
teacher instructor educator
film movie
car automobile vehicle
big large huge great
small little tiny
near close nearby
end finish conclude terminate stop cease
leave depart exit
join enter
help aid assist support
attack assault invade invasion
war conflict battle
fight combat
kill murder assassinate
destroy demolish ruin
call name term known title
say state claim declare announce
think believe consider
use utilize employ apply
need require
allow permit enable let
forbid ban prohibit
stop prevent block
cause reason lead
result outcome effect consequence
change alter modify
grow increase rise expand
fall decrease decline drop reduce
cost price expense
pay paid fee
money funds fund
part portion section
kind type sort
area region zone
city town municipality
country nation
law statute legislation act
rule regulation
job task role
doctor physician
illness disease sickness
find discover
invent devise
happen occur
hold contain include
begin commence
choose select pick elect
send dispatch
keep retain maintain
try attempt
ask request
reject refuse decline
accept approve
own possess
control manage
travel journey voyage
arrive come
school college
church cathedral
student pupil
child kid
religion faith
method technique way
important significant major main
famous known renowned
first initial earliest
last final
old ancient
new recent modern
common frequent
rich wealthy
poor impoverished
situated located lie
border adjoin
frontier boundary
gründen errichten schaffen beginnen
bauen erbauen konstruieren
sterben tod
geburt geboren
schreiben verfassen
kaufen erwerben
groß riesig
leiten führen
stadt ort
land staat
krieg konflikt
benutzen verwenden nutzen
bekommen erhalten
besiegen schlagen gewinnen
heißen nennen bezeichnen
zeigen darstellen
fundar establecer crear comenzar iniciar
construir edificar
morir muerte
nacer nacimiento
escribir redactar
comprar adquirir
derrotar vencer ganar
usar utilizar emplear
llamar denominar conocer
ciudad localidad
país nación
guerra conflicto
"""


def _meaning() -> dict[str, str]:
    """Each word without its ending → the first that means about the same; of several lines the first counts."""
    found: dict[str, str] = {}
    for line in _SAME.strip().splitlines():
        group = stems(line)
        for word in group:
            found.setdefault(word, group[0])
    return found


MEANING: Final[Mapping[str, str]] = _meaning()
