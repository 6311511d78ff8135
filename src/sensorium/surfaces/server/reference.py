"""`/docs`: every route with its fields, on one page that needs no network, made from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from sensorium.surfaces.page.frame import page
from sensorium.surfaces.page.markup import Markup, element

Json = Mapping[str, Any]
METHODS = ("get", "post", "delete")
LEAD = "The OpenAI API for every model offered here: set the base URL of any OpenAI SDK to this address with /v1."


def routes(app: FastAPI) -> APIRouter:
    """The page of an application; built when it is first asked for."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs", response_class=HTMLResponse)
    async def docs() -> str:
        """The page."""
        return reference(app.openapi())

    return router


def reference(document: Json) -> str:
    """An OpenAPI document as a page."""
    groups: dict[str, list[Markup]] = {}
    for path, ways in document["paths"].items():
        for method in METHODS:
            if method in ways:
                tag = (ways[method].get("tags") or ["server"])[0]
                groups.setdefault(tag, []).append(_route(method, path, ways[method], document))
    links = [element("a", tag, href=f"#{_anchor(tag)}") for tag in groups]
    sections = [element("section", element("h2", tag), *found, id=_anchor(tag)) for tag, found in groups.items()]
    source = element("p", "The same for programs: ", element("a", "openapi.json", href="/openapi.json"))
    title = f"{document['info']['title']} {document['info']['version']}"
    head = [element("h1", title), element("p", LEAD, class_="lead"), source, element("nav", *links)]
    return page(title, [element("main", *head, *sections)])


def _route(method: str, path: str, way: Json, document: Json) -> Markup:
    name = element("h3", element("code", f"{method.upper()} {path}"))
    about = element("p", way.get("description", "").replace("`", ""))
    rows = [*_parameters(way, document), *_body(way, document)]
    head = element("tr", *(element("th", one, scope="col") for one in ("Field", "Type", "If not given")))
    table = element("table", element("thead", head), element("tbody", *rows), class_="fields") if rows else None
    return element("div", name, about, table, class_="route")


def _parameters(way: Json, document: Json) -> Iterator[Markup]:
    for one in way.get("parameters", []):
        yield _row(f"{one['name']} ({one['in']})", one["schema"], document, required=one.get("required", False))


def _body(way: Json, document: Json) -> Iterator[Markup]:
    for kind in way.get("requestBody", {}).get("content", {}).values():
        schema = _found(kind["schema"], document)
        for name, field in schema.get("properties", {}).items():
            yield _row(name, field, document, required=name in schema.get("required", []))


def _row(name: str, schema: Json, document: Json, *, required: bool) -> Markup:
    default = schema.get("default")
    absent = "refused" if required else "–" if default is None else json.dumps(default).strip('"')
    cells = (element("code", name), _type(schema, document), absent)
    return element("tr", *(element("td", cell) for cell in cells))


def _type(schema: Json, document: Json) -> str:
    """A type in words: 'string or list of text part'."""
    if "$ref" in schema:
        found = _found(schema, document)
        return _type(found, document) if "enum" in found else str(schema["$ref"]).rsplit("/", 1)[-1]
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        named = [_type(one, document) for one in several if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(named))
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), document)}"
    return str(schema.get("type", "any"))


def _found(schema: Json, document: Json) -> Json:
    """A schema, looked up where it is a reference."""
    if "$ref" not in schema:
        return schema
    found: Json = document["components"]["schemas"][str(schema["$ref"]).rsplit("/", 1)[-1]]
    return found


def _anchor(tag: str) -> str:
    return tag.replace(" ", "-")
