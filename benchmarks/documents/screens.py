"""Windows and web pages as pictures, with the place and the words of every part as the browser itself lays it out."""

from __future__ import annotations

import random
from html import escape
from typing import Any

from benchmarks.documents import prose
from benchmarks.documents.engines.browser import Browser

SIZES = ((640, 420), (800, 560), (900, 600))
THEMES = (("#f3f4f6", "#ffffff", "#1d4ed8"), ("#202124", "#2d2f33", "#8ab4f8"), ("#ffffff", "#fafafa", "#0b7a4b"))
FIELDS = "Full name,E-mail,Street,City,Postcode,Phone,Reference,Start date,Quantity,Comment".split(",")
SWITCHES = "Send a copy,Keep me signed in,Use metric units,Show hidden files,Play sounds,Allow updates".split(",")
BUTTONS = "Save,Cancel,Apply,Continue,Back,Delete,Export,Print,Search,Sign in".split(",")
MENUS = "File,Edit,View,Insert,Tools,Help,Account,Orders,Reports,Settings".split(",")
PARTS = "button,label,input,a,h1,h2,p,td,th,select,option:checked,legend"
PLACES = f"""[...document.querySelectorAll('{PARTS}')].map(part => {{
  const box = part.getBoundingClientRect();
  const text = (part.value && part.tagName === 'INPUT' && part.type !== 'checkbox') ? part.value : part.innerText;
  return {{kind: part.tagName.toLowerCase(), text: (text || '').trim(), checked: part.checked === true,
    type: part.type || '', box: [box.left, box.top, box.right, box.bottom].map(Math.round)}};
}}).filter(part => part.box[2] > part.box[0] && part.box[3] > part.box[1])"""


def screen(browser: Browser, rng: random.Random) -> tuple[bytes, dict[str, Any]]:
    """A PNG and its truth: size, elements (kind, text, box in pixels: left, top, right, bottom), settings."""
    width, height = rng.choice(SIZES)
    dialog = rng.random() < 0.6
    html, told = (_dialog if dialog else _listing)(rng)
    picture = browser.pictured(html, width, height)
    elements = [each for each in browser.value(PLACES) if each["box"][3] <= height]
    return picture, {"kind": "screen", "width": width, "height": height, "elements": elements, **told}


def _style(rng: random.Random) -> str:
    back, front, accent = rng.choice(THEMES)
    ink = "#eee" if back == "#202124" else "#222"
    family = rng.choice(("Noto Sans", "Lato", "Open Sans", "Liberation Sans"))
    return f"""body{{margin:0;background:{back};color:{ink};font:14px "{family}"}}
nav{{background:{accent};padding:8px 14px}} nav a{{color:#fff;margin-right:18px;text-decoration:none}}
main{{background:{front};margin:18px auto;padding:14px 22px;max-width:560px;border-radius:{rng.choice((0, 6, 12))}px}}
h1{{font-size:19px;margin:4px 0 12px}} label{{display:inline-block;min-width:120px;margin:4px 0}}
input[type=text]{{width:230px;padding:3px 6px;font:inherit}} button{{padding:5px 16px;margin:10px 8px 0 0;font:inherit}}
button.main{{background:{accent};color:#fff;border:0}} table{{border-collapse:collapse;width:100%}}
td,th{{text-align:left;padding:5px 8px;border-bottom:1px solid #9996}}"""


def _bar(rng: random.Random) -> str:
    return f"<nav>{''.join(f'<a href=#>{name}</a>' for name in rng.sample(MENUS, 4))}</nav>"


def _window(rng: random.Random, title: str, inner: str) -> str:
    top = f"<!doctype html><meta charset=utf-8><style>{_style(rng)}</style>{_bar(rng)}"
    return f"{top}<main><h1>{title}</h1>{inner}</main>"


def _dialog(rng: random.Random) -> tuple[str, dict[str, Any]]:
    names = prose.Names(rng)
    values = {
        name: rng.choice((prose.person(rng), names.place(), str(rng.randint(10, 9999))))
        for name in rng.sample(FIELDS, 4)
    }
    switches = {name: rng.random() < 0.5 for name in rng.sample(SWITCHES, 2)}
    buttons = rng.sample(BUTTONS, rng.randint(2, 3))
    title = f"{rng.choice(('Edit', 'New', 'Confirm'))} {rng.choice(('customer', 'order', 'profile', 'booking'))}"
    rows = "".join(
        f'<div><label>{key}</label><input type=text value="{escape(value)}"></div>' for key, value in values.items()
    )
    rows += "".join(
        f"<div><input type=checkbox{' checked' if on else ''}> <label>{name}</label></div>"
        for name, on in switches.items()
    )
    rows += "".join(
        f"<button class={'main' if not index else ''}>{name}</button>" for index, name in enumerate(buttons)
    )
    html = _window(rng, title, rows)
    return html, {"title": title, "fields": values, "switches": switches, "buttons": buttons}


def _listing(rng: random.Random) -> tuple[str, dict[str, Any]]:
    names = prose.Names(rng)
    heads = ("Place", "Contact", "Open", "Status")
    rows = [
        (names.place(), prose.person(rng), str(rng.randint(1, 90)), rng.choice(("Active", "Closed", "Waiting")))
        for _ in range(rng.randint(4, 7))
    ]
    title = f"{rng.choice(('Branches', 'Depots', 'Clinics', 'Stations'))} ({len(rows)})"
    inner = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    table = f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{inner}</table>"
    buttons = rng.sample(BUTTONS, 2)
    pressed = "".join(f"<button>{name}</button>" for name in buttons)
    html = _window(rng, title, table + pressed)
    return html, {"title": title, "heads": heads, "rows": rows, "buttons": buttons}
