"""Sentences of offices, made from patterns; names of places and people that exist nowhere."""

from __future__ import annotations

import random

SUBJECTS = (
    "The regional office,The advisory board,The new programme,A recent survey,The harbour authority,The audit team,"
    "This review,The steering group,The water service,Each district,The ministry,The working party,The local council,"
    "The fisheries department,A second panel,The transport agency,The statistical office,The review committee"
).split(",")
VERBS = (
    "reported,proposed,confirmed,measured,examined,postponed,approved,described,reduced,extended,questioned,"
    "compared,published,revised,recommended,welcomed"
).split(",")
OBJECTS = (
    "the cost of repairs,a longer season,the number of permits,new rules for storage,the level of the river,"
    "a change in the schedule,support for small farms,the quality of drinking water,the use of public land,"
    "a plan for older bridges,the supply of school places,fewer night trains,an increase in fees,"
    "the results of the pilot,the age of the vehicles,several open questions,the demand for cheap housing,"
    "a fund for early repairs,the length of waiting lists,rates of recycling"
).split(",")
ENDINGS = (
    "during the first quarter,after a long public hearing,for the third year in a row,in spite of higher prices,"
    "without further delay,as shown in the annex,before the end of winter,in most of the coastal districts,"
    "with the help of volunteers,on the basis of last year's figures,although few replies were received,"
    "since the law was amended,in close contact with its partners,at a total cost of less than expected,"
    "when the new equipment arrived,while two other projects were stopped"
).split(",")
LINKS = "In addition,By contrast,As a result,At the same time,In the long run,For this reason,On average".split(",")
FIRST = "Ald Bre Cor Dun El Fal Gren Hal Ist Jar Kel Lor Mar Nor Os Pel Quen Rav Sel Tor Ul Ver Wes Yar Zel".split()
MIDDLE = "a e i o ami eri oni usi ela ira".split()
LAST = "berg by dal field ford ham haven holm mouth ness stad stead ton vik ville wick worth".split()
GIVEN = "Agnes Bruno Clara Daniel Elena Felix Greta Hugo Irene Jonas Karin Luis Maria Nils Olga Paul Rosa Simon".split()
FAMILY = "Adler Brandt Carver Dorsey Ekman Ferro Gruber Holt Ivers Jansen Keller Lund Moreau Novak Ortiz Prado".split()
HEADINGS = (
    "Background,Scope of the review,Findings,What was measured,Costs and savings,Next steps,Methods,Staff,Outlook,"
    "Water and energy,Legal basis,Comments received,Open questions,Transport,Housing,Schools,Summary,Public health"
).split(",")


class Names:
    """Names of places, each given once, so that a word marks one place on a page."""

    def __init__(self, rng: random.Random) -> None:
        self._rng, self._given = rng, set[str]()

    def place(self) -> str:
        """A name that was not given before."""
        while True:
            name = "".join(self._rng.choice(part) for part in (FIRST, MIDDLE, LAST))
            if name not in self._given:
                self._given.add(name)
                return name


def sentence(rng: random.Random) -> str:
    """One sentence of 8 to 25 words or so."""
    text = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)}"
    if rng.random() < 0.7:
        text += f" {rng.choice(ENDINGS)}"
    if rng.random() < 0.25:
        text = f"{rng.choice(LINKS)}, {text[0].lower()}{text[1:]}"
    if rng.random() < 0.2:
        text += f", up {rng.randint(2, 48)} per cent from {rng.randint(1995, 2024)}"
    return f"{text}."


def prose(rng: random.Random, num_sentences: int) -> str:
    """Several sentences."""
    return " ".join(sentence(rng) for _ in range(num_sentences))


def marked(rng: random.Random, names: Names, num_sentences: int) -> str:
    """A paragraph whose first and last words stand nowhere else on the page."""
    first = f"{names.place()} {rng.choice(('was the place where', 'is one case:', 'stands apart:', 'shows that'))} "
    opening = sentence(rng)
    last = rng.choice(("Details are held in", "A copy was sent to", "The work goes on in", "The next visit is to"))
    return f"{first}{opening[0].lower()}{opening[1:]} {prose(rng, num_sentences)} {last} {names.place()}."


def person(rng: random.Random) -> str:
    """A given and a family name."""
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
