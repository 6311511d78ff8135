"""What tools can do: their names, what they take, how one asks for it, what they give, and how that is told.

The last of several names, and of several ways to ask, is kept for tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sensorium.native.worlds.art import COLOURS
from sensorium.native.worlds.print.word_lists import FIRST_NAMES, PLACES, WEEKDAYS
from sensorium.native.worlds.tools.values import Choice, Half, Kind, Switch, Whole, Words


def one_of(listed: str) -> Words:
    """Words between commas."""
    return Words(tuple(listed.split(", ")))


CITY, PERSON, DAY = Words(PLACES), Words(FIRST_NAMES), Words(WEEKDAYS)
ROOM = one_of("kitchen, bathroom, garage, hall, bedroom, cellar, office, attic, garden, study, nursery, porch")
COLOUR = Words(tuple(COLOURS))
FOOD = one_of(
    "milk, bread, rice, eggs, butter, apples, cheese, salt, flour, honey, tea, carrots, soap, sugar, nuts, beans"
)
DISH = one_of("soup, a salad, noodles, a pizza, curry, fish, pancakes, a stew, dumplings, a pie, tacos, an omelette")
TASK = one_of(
    "water the plants, pay the rent, feed the cat, call the bank, buy a present, clean the windows, take a break, "
    "charge the phone, return the books, book a room, walk the dog, send the letter"
)
SONG = one_of("Blue River, Night Train, Summer Rain, Old Stones, Paper Boats, Green Hills, First Snow, Long Road")
WORD = one_of("bread, house, water, friend, morning, street, winter, letter, garden, mountain, window, river")
LANGUAGE = Choice({name.lower(): (name,) for name in ("French", "German", "Spanish", "Italian", "Dutch")})
UNIT = Choice({"celsius": ("Celsius", "degrees Celsius"), "fahrenheit": ("Fahrenheit", "degrees Fahrenheit")})
COIN = Choice({"EUR": ("euros", "euro"), "USD": ("dollars", "US dollars"), "GBP": ("pounds", "British pounds")})
SKY = one_of("sunny, cloudy, rainy, windy, foggy, snowy, stormy, clear")
LEVEL = Choice(
    {"low": ("low", "a low level"), "medium": ("medium", "a medium level"), "high": ("high", "a high level")}
)


@dataclass(frozen=True)
class Takes:
    """An argument: what it may be called, and its kind. clauses: how it is added to a request that need not have it."""

    names: tuple[str, ...]
    kind: Kind
    clauses: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        return bool(self.clauses)


@dataclass(frozen=True, kw_only=True)
class Skill:
    """One thing that a tool can do.

    names: in words, to be joined; about: what the tool says of itself; asks: bare verb phrases with its arguments in
    braces; gives: what a call gives, by name; tells: how that is told, with arguments and results in braces.
    """

    names: tuple[str, ...]
    about: tuple[str, ...]
    takes: Mapping[str, Takes]
    asks: tuple[str, ...]
    gives: Mapping[str, Kind] = field(default_factory=dict)
    tells: str


SKILLS: Mapping[str, Skill] = {
    "weather": Skill(
        names=("get weather", "weather", "weather forecast", "look up weather"),
        about=("Tells the weather of a city.", "The weather in some place.", "Gives the forecast for a city."),
        takes={
            "city": Takes(("city", "place", "location", "town"), CITY),
            "days": Takes(
                ("days", "num days", "length"), Whole(1, 7), (" for {days} days", " for the next {days} days")
            ),
        },
        asks=(
            "tell me the weather in {city}",
            "look up the weather in {city}",
            "find out how the weather is in {city}",
        ),
        gives={"degrees": Whole(-9, 35), "sky": SKY},
        tells="It is {sky} in {city}, at {degrees} degrees.",
    ),
    "light": Skill(
        names=("switch light", "set light", "light", "toggle lamp"),
        about=("Switches the light of a room.", "Turns a lamp on or off.", "Controls the lights."),
        takes={
            "on": Takes(("on", "is on", "state"), Switch("on", "off")),
            "room": Takes(("room", "where", "place"), ROOM),
        },
        asks=("switch {on} the light in the {room}", "turn {on} the {room} light", "turn the lamp in the {room} {on}"),
        tells="The light in the {room} is {on} now.",
    ),
    "thermostat": Skill(
        names=("set temperature", "thermostat", "heat room", "adjust heating"),
        about=("Sets how warm a room shall be.", "Changes the heating.", "Sets the thermostat of a room."),
        takes={
            "degrees": Takes(("degrees", "temperature", "target"), Half(15, 25)),
            "room": Takes(("room", "where", "place"), ROOM),
        },
        asks=(
            "heat the {room} to {degrees} degrees",
            "set the {room} to {degrees} degrees",
            "make it {degrees} degrees in the {room}",
        ),
        tells="The {room} will have {degrees} degrees.",
    ),
    "timer": Skill(
        names=("start timer", "timer", "set timer", "countdown"),
        about=("Starts a timer.", "Counts minutes down.", "Rings after some minutes."),
        takes={"minutes": Takes(("minutes", "length", "duration"), Whole(1, 60, bounded=False))},
        asks=(
            "set a timer for {minutes} minutes",
            "start a timer of {minutes} minutes",
            "count down {minutes} minutes",
        ),
        tells="The timer runs for {minutes} minutes.",
    ),
    "alarm": Skill(
        names=("set alarm", "alarm", "wake up", "new alarm"),
        about=("Sets an alarm clock.", "Wakes somebody at an hour.", "Makes an alarm."),
        takes={
            "hour": Takes(("hour", "time", "at"), Whole(0, 23)),
            "day": Takes(("day", "weekday", "on day"), DAY, (" on {day}", " this {day}")),
        },
        asks=("set an alarm for {hour} o'clock", "wake me at {hour} o'clock", "let the clock ring at {hour} o'clock"),
        tells="The alarm is set for {hour} o'clock.",
    ),
    "message": Skill(
        names=("send message", "message", "text person", "write to"),
        about=("Sends a message to somebody.", "Writes to a person.", "Sends a text."),
        takes={
            "name": Takes(("name", "person", "to", "recipient"), PERSON),
            "text": Takes(("text", "message", "body"), TASK),
        },
        asks=("send {name} the message: {text}", "write to {name}: {text}", "message {name} to {text}"),
        tells="The message went to {name}.",
    ),
    "phone": Skill(
        names=("call person", "phone", "dial", "ring up"),
        about=("Calls somebody on the phone.", "Phones a person.", "Starts a phone call."),
        takes={"name": Takes(("name", "person", "who", "contact"), PERSON)},
        asks=("call {name}", "phone {name}", "give {name} a ring"),
        gives={"minutes": Whole(1, 30)},
        tells="The call with {name} took {minutes} minutes.",
    ),
    "reminder": Skill(
        names=("add reminder", "remind", "reminder", "remember task"),
        about=("Reminds of something.", "Makes a reminder for a day.", "Remembers what is to be done."),
        takes={
            "text": Takes(("text", "what", "task"), TASK),
            "day": Takes(("day", "when", "weekday"), DAY),
        },
        asks=(
            "remind me on {day} to {text}",
            "remind me to {text} on {day}",
            "make a note for {day} that I have to {text}",
        ),
        tells="You will be reminded on {day} to {text}.",
    ),
    "shopping": Skill(
        names=("add to list", "shopping list", "buy item", "put on list"),
        about=("Puts something on the shopping list.", "Adds to the list of what to buy.", "Notes what is missing."),
        takes={
            "item": Takes(("item", "what", "product"), FOOD),
            "count": Takes(("count", "number", "amount"), Whole(1, 12), (", {count} packs", ", {count} times")),
        },
        asks=("put {item} on the shopping list", "add {item} to the list", "note that we need {item}"),
        tells="The list has {item} now.",
    ),
    "convert": Skill(
        names=("convert money", "exchange", "currency", "change coins"),
        about=("Converts an amount of money.", "Tells what money is worth elsewhere.", "Exchanges currencies."),
        takes={
            "amount": Takes(("amount", "sum", "value"), Half(1, 90)),
            "source": Takes(("source", "from currency", "have"), COIN),
            "target": Takes(("target", "to currency", "want"), COIN),
        },
        asks=(
            "convert {amount} {source} into {target}",
            "change {amount} {source} to {target}",
            "tell me what {amount} {source} are in {target}",
        ),
        gives={"worth": Whole(1, 120)},
        tells="They are worth {worth} {target}.",
    ),
    "translate": Skill(
        names=("translate", "translate word", "dictionary", "say in language"),
        about=("Translates a word.", "Tells a word of another language.", "Looks a word up in a dictionary."),
        takes={
            "word": Takes(("word", "text", "term"), WORD),
            "language": Takes(("language", "into", "to language"), LANGUAGE),
        },
        asks=("translate {word} into {language}", "tell me the {language} word for {word}", "say {word} in {language}"),
        gives={"found": one_of("pane, strada, casa, hiver, brot, maison, agua, fiume")},
        tells="It is {found}.",
    ),
    "table": Skill(
        names=("book table", "reserve", "restaurant", "get seats"),
        about=("Books a table in a restaurant.", "Reserves seats.", "Finds a table for some people."),
        takes={
            "people": Takes(("people", "guests", "seats"), Whole(1, 10)),
            "day": Takes(("day", "on", "weekday"), DAY),
        },
        asks=(
            "book a table for {people} on {day}",
            "reserve a table for {people} people on {day}",
            "get {people} seats at the restaurant on {day}",
        ),
        gives={"hour": Whole(17, 21)},
        tells="A table for {people} is booked on {day} at {hour} o'clock.",
    ),
    "route": Skill(
        names=("find route", "distance", "route", "way between"),
        about=("Finds the way from one city to another.", "Tells how far it is.", "Plans a trip."),
        takes={
            "start": Takes(("start", "origin", "from city"), CITY),
            "end": Takes(("end", "destination", "to city"), CITY),
        },
        asks=(
            "find the way from {start} to {end}",
            "tell me how far it is from {start} to {end}",
            "plan a trip from {start} to {end}",
        ),
        gives={"kilometres": Whole(20, 999)},
        tells="From {start} to {end} it is {kilometres} kilometres.",
    ),
    "music": Skill(
        names=("play song", "music", "play", "start music"),
        about=("Plays a song.", "Plays music.", "Lets somebody hear a song."),
        takes={
            "title": Takes(("title", "song", "name"), SONG),
            "loud": Takes(("loud", "volume", "level"), LEVEL, (" at {loud} volume", ", volume {loud}")),
        },
        asks=("play {title}", "play the song {title}", "let me hear {title}"),
        tells="You hear {title}.",
    ),
    "measure": Skill(
        names=("read sensor", "temperature", "measure", "thermometer"),
        about=("Tells how warm it is in a room.", "Reads a thermometer.", "Measures the temperature of a room."),
        takes={
            "room": Takes(("room", "where", "sensor"), ROOM),
            "unit": Takes(("unit", "scale", "in unit"), UNIT, (" in {unit}", ", in {unit}")),
        },
        asks=(
            "tell me how warm the {room} is",
            "measure the temperature of the {room}",
            "read the thermometer in the {room}",
        ),
        gives={"degrees": Half(10, 28)},
        tells="The {room} has {degrees} degrees.",
    ),
    "paint": Skill(
        names=("set colour", "paint", "lamp colour", "choose colour"),
        about=("Changes the colour of a lamp.", "Gives a lamp a colour.", "Colours the light."),
        takes={
            "room": Takes(("room", "where", "place"), ROOM),
            "colour": Takes(("colour", "shade", "to colour"), COLOUR),
        },
        asks=(
            "make the {room} light {colour}",
            "colour the lamp in the {room} {colour}",
            "change the light of the {room} to {colour}",
        ),
        tells="The light of the {room} is {colour} now.",
    ),
    "recipe": Skill(
        names=("find recipe", "recipe", "cook", "how to cook"),
        about=("Finds a recipe.", "Tells how a dish is cooked.", "Looks up what to cook."),
        takes={
            "dish": Takes(("dish", "food", "meal"), DISH),
            "people": Takes(
                ("people", "portions", "for people"), Whole(1, 8), (" for {people} people", " for {people}")
            ),
        },
        asks=("find a recipe for {dish}", "tell me how to cook {dish}", "look up how to make {dish}"),
        gives={"minutes": Whole(10, 90)},
        tells="It takes {minutes} minutes.",
    ),
}
