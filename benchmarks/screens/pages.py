# ruff: noqa: E501  (what follows is mostly style sheets)
"""Pages and dialogs as HTML, drawn from a seed, and what chromium makes of them: a picture, and every element's place."""

from __future__ import annotations

import html
import json
import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 900, 640
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}")
_PLACES = """<script>
const kinds = {BUTTON: 'button', A: 'link', TABLE: 'table', IMG: 'image', P: 'text', LABEL: 'text', SPAN: 'text', SELECT: 'input',
  TEXTAREA: 'input', H1: 'heading', H2: 'heading', H3: 'heading'};
const told = [];
for (const one of document.querySelectorAll('[data-kind],button,a,table,img,p,label,span,select,textarea,input,h1,h2,h3')) {
  let kind = one.dataset.kind || kinds[one.tagName];
  if (one.tagName === 'INPUT' && !kind) kind = {checkbox: 'check box', radio: 'radio'}[one.type] || 'input';
  const range = document.createRange(); range.selectNodeContents(one);
  const own = ['text', 'heading', 'link'].includes(kind) && one.childNodes.length ? range : one;
  const box = own.getBoundingClientRect();
  const text = one.tagName === 'SELECT' ? one.selectedOptions[0].text : (one.value && one.type !== 'checkbox' && one.type !== 'radio'
    ? one.value : one.placeholder || one.innerText || '');
  if (box.width > 2) told.push({kind, text, box: [box.left, box.top, box.right, box.bottom]});
}
const out = document.createElement('pre'); out.id = 'told'; out.style.display = 'none';
out.textContent = JSON.stringify(told); document.body.append(out);
</script>"""
_NAMES = "Ana Kovač|Ben Okafor|Chloé Martin|Dieter Vogt|Elif Demir|Fumi Sato|Greta Lind|Hugo Silva".split("|")
_LABELS = "First name|E-mail address|Straße|Telephone|Código postal|Company|Password|Reference|City|Due date".split("|")
_CHOICES = (
    "Remember me|Send a copy|Nur lokale Dateien|I accept the terms|Express delivery|Pay by invoice|Weekly report".split(
        "|"
    )
)
_BUTTONS = "Save|Cancel|Weiter|Submit order|Delete|Apply|Anmelden|Print receipt|Next".split("|")
_LINKS = "Forgot password?|Help|Privacy policy|Impressum|Learn more|View details|Sign out".split("|")
_TABS = "Overview|Details|History|Billing|Users|Alerts".split("|")
_TITLES = "Account settings|Neue Rechnung|Checkout|Team members|Paramètres|Order summary|Reports|Export data".split("|")
_SENTENCES = (
    "Changes take effect after the next sign-in.", "Bitte prüfen Sie Ihre Angaben vor dem Absenden.",
    "Invoices are sent on the first day of each month.", "Your file will be kept for thirty days.",
    "Les champs marqués sont obligatoires.", "Only administrators can see this page.",
)  # fmt: skip


def page(seed: int) -> str:
    """HTML of one screen: theme, kind and contents by its seed."""
    chance = random.Random(seed * 101 + 7)
    parts = [_block(chance) for _ in range(chance.randint(2, 4))]
    title = f"<h1>{chance.choice(_TITLES)}</h1>"
    tabs = _tabs(chance) if chance.random() < 0.4 else ""
    body = f"<div class=panel>{title}{tabs}{''.join(parts)}{_buttons(chance)}</div>"
    return f"<!doctype html><meta charset=utf-8><style>{_style(chance)}</style><body>{body}"


def _style(chance: random.Random) -> str:
    dark = chance.random() < 0.2
    accent = chance.choice(("#0d6efd", "#198754", "#6f42c1", "#d63384", "#0f766e", "#b45309", "#24292f"))
    ground, panel, ink, edge = ("#17181c", "#22242a", "#e6e6e6", "#555a66") if dark else chance.choice(
        (("#f2f4f8", "#ffffff", "#222", "#ced4da"), ("#ffffff", "#ffffff", "#111", "#888"), ("#dfe3e8", "#f7f7f7", "#333", "#b5bbc4")))  # fmt: skip
    font = chance.choice(("Liberation Sans", "DejaVu Sans", "Liberation Serif", "Arial"))
    size, radius = chance.choice((13, 14, 15, 16)), chance.choice((0, 3, 6, 10))
    width, left = chance.randint(440, 760), chance.randint(10, 120)
    return f"""*{{box-sizing:border-box}} body{{margin:0;background:{ground};color:{ink};font:{size}px '{font}',sans-serif}}
.panel{{margin:{chance.randint(8, 30)}px 0 0 {left}px;width:{width}px;padding:18px 24px;background:{panel};border:1px solid {edge};
border-radius:{radius}px}} h1{{font-size:{size + chance.randint(7, 12)}px;margin:4px 0 14px}} h2{{font-size:{size + 4}px;margin:10px 0}}
p{{margin:8px 0}} a{{color:{"#6ea8fe" if dark else "#0b5ed7"};margin-right:16px}} .row{{display:flex;gap:16px;align-items:center;margin:9px 0}}
.row>label{{width:150px}} input[type=text],select,textarea{{font:inherit;color:inherit;background:{panel};border:1px solid {edge};
border-radius:{radius}px;padding:6px 9px;width:{chance.randint(180, 260)}px}} button{{font:inherit;border:1px solid {accent};
border-radius:{radius}px;padding:7px 16px;margin-right:10px;background:{accent};color:#fff}} button.plain{{background:{panel};color:{ink};
border-color:{edge}}} table{{border-collapse:collapse;margin:8px 0}} td,th{{border:1px solid {edge};padding:5px 12px;text-align:left}}
.tabs{{display:flex;border-bottom:1px solid {edge};margin-bottom:10px}} .tabs div{{padding:8px 18px;border:1px solid {edge};
border-bottom:0;margin-right:-1px}} .tabs .on{{background:{accent};color:#fff}} img{{margin:6px 0;display:block}}"""


def _block(chance: random.Random) -> str:
    return chance.choice((_form, _form, _choices, _prose, _table, _picture))(chance)


def _form(chance: random.Random) -> str:
    rows = []
    for label in chance.sample(_LABELS, chance.randint(1, 3)):
        value = chance.choice(("", f'value="{chance.choice(_NAMES)}"', 'placeholder="optional"'))
        field = (
            f"<input type=text {value}>"
            if chance.random() < 0.8
            else f"<select><option>{chance.choice(_NAMES)}</select>"
        )
        rows.append(f"<div class=row><label>{label}</label>{field}</div>")
    return "".join(rows)


def _choices(chance: random.Random) -> str:
    kind = chance.choice(("checkbox", "radio"))
    return "".join(
        f"<div class=row style='gap:8px'><input type={kind} {'checked' if chance.random() < 0.4 else ''}><span>{one}</span></div>"
        for one in chance.sample(_CHOICES, chance.randint(2, 3))
    )


def _prose(chance: random.Random) -> str:
    links = "".join(f"<a href=#>{one}</a>" for one in chance.sample(_LINKS, chance.randint(1, 3)))
    return f"<h2>{chance.choice(_TITLES)}</h2><p>{chance.choice(_SENTENCES)}</p><div>{links}</div>"


def _table(chance: random.Random) -> str:
    rows = "".join(
        f"<tr><td>{name}<td>{chance.randint(1, 40)}<td>{chance.uniform(5, 900):.2f}"
        for name in chance.sample(_NAMES, chance.randint(3, 4))
    )
    return f"<table><tr><th>Name<th>Items<th>Amount{rows}</table>"


def _picture(chance: random.Random) -> str:
    first, second = (
        f"rgb({chance.randint(0, 255)},{chance.randint(0, 255)},{chance.randint(0, 255)})" for _ in range(2)
    )
    shape = (
        f"<linearGradient id='g'><stop stop-color='{first}'/><stop offset='1' stop-color='{second}'/></linearGradient>"
    )
    width, height = chance.randint(70, 220), chance.randint(50, 110)
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{shape}<rect width='100%' height='100%' "
    svg += f"fill='url(#g)'/><circle cx='{width * 0.7:.0f}' cy='{height * 0.4:.0f}' r='{height * 0.2:.0f}' fill='{second}'/></svg>"
    return f'<img alt="" src="data:image/svg+xml,{html.escape(svg.replace("#", "%23"))}">'


def _tabs(chance: random.Random) -> str:
    names = chance.sample(_TABS, chance.randint(3, 4))
    return "<div class=tabs>" + "".join(
        f"<div data-kind=tab class={'on' if not number else 'off'}>{name}</div>" for number, name in enumerate(names)
    ) + "</div>"  # fmt: skip


def _buttons(chance: random.Random) -> str:
    names = chance.sample(_BUTTONS, chance.randint(1, 3))
    return "<div style='margin-top:14px'>" + "".join(
        f"<button class={'plain' if number else 'main'}>{name}</button>" for number, name in enumerate(names)
    ) + "</div>"  # fmt: skip


def rendered(markup: str, picture: Path | None) -> list[dict[str, Any]]:
    """Elements of a page as chromium lays it out (kind, text, box in pixels); its picture is written where asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(markup + _PLACES, encoding="utf-8")
        if picture is not None:
            subprocess.run(
                ["chromium", *_FLAGS, f"--screenshot={picture}", f"file://{path}"],
                check=True,
                capture_output=True,
                timeout=90,
            )
        told = subprocess.run(
            ["chromium", *_FLAGS, "--dump-dom", f"file://{path}"], check=True, capture_output=True, timeout=90
        )
    found = re.search(r'<pre id="told"[^>]*>(.*?)</pre>', told.stdout.decode(), re.DOTALL)
    if found is None:
        raise RuntimeError("chromium told no elements; look at the page in a browser with its console open.")
    elements: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    return elements
