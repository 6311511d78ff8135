"""Names of people and places, days, months, and words with accents; common words are in `common_words.txt`."""

from __future__ import annotations

FIRST_NAMES = tuple(
    """Ada Aisha Alan Alice Amir Ana Anna Arjun Ben Bruno Carla Chen Clara Daniel David Diego Elena Elif Emil Emma Eva
    Fatima Felix Finn Grace Hana Hugo Ida Igor Ines Ivan Jack Jan Jonas Julia Kai Karim Kate Kofi Lars Laura Leila Leo
    Lina Liu Lucas Lucy Maria Mark Max Maya Mia Mina Nadia Nico Nina Noah Nora Olga Omar Otto Paul Petra Quinn Rosa Ruth
    Sam Sara Sofia Tara Theo Tom Uma Vera Victor Wei Will Xenia Yara Yusuf Zoe""".split()
)
LAST_NAMES = tuple(
    """Adams Ahmed Bauer Becker Brown Carter Chan Clark Costa Cruz Diaz Dubois Evans Fischer Foster Garcia Gray Gupta
    Hall Hansen Hill Hughes Ito Jensen Jones Kaya Keller Khan Kim King Kumar Lee Lopez Martin Meyer Miller Moore Moreau
    Nguyen Novak Okafor Olsen Park Patel Peters Petrov Quist Reyes Rossi Sato Schmidt Shah Silva Singh Smith Stone
    Suzuki Taylor Turner Vargas Wagner Walker Wang Weber White Wolf Wood Wright Yang Young Zhang""".split()
)
PLACES = tuple(
    """Accra Athens Austin Bergen Berlin Boston Cairo Chicago Dakar Delhi Denver Dublin Geneva Hanoi Helsinki Istanbul
    Jakarta Kyoto Lagos Lima Lisbon London Madrid Manila Milan Montreal Nairobi Oslo Paris Perth Porto Prague Quito Rome
    Seattle Seoul Sydney Tokyo Toronto Tunis Vienna Warsaw York Zagreb""".split()
)
MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
ACCENTED = tuple("café résumé naïve Zürich São Málaga crème jalapeño Köln señor fête über".split())
