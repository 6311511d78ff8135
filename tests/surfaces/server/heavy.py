"""Requests of JSON that are well formed and out of all proportion: what is long, many, deep or names itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MILLION = 1_000_000
LONG = {"one letter": "[" * MILLION, "words": "hello world. " * (MILLION // 13), "emoji": "\U0001f600" * (MILLION // 4)}
Json = dict[str, Any]


def chat(words: str = "x", **more: object) -> Json:
    return {"messages": [{"role": "user", "content": words}], "max_tokens": 2, **more}


def formed(schema: Json) -> Json:
    """A chat whose answer has to have a form."""
    return chat(response_format={"type": "json_schema", "json_schema": {"name": "a", "schema": schema, "strict": True}})


def nested(depth: int) -> Json:
    schema: Json = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"]}
    return schema


def doubling(depth: int) -> Json:
    """Each definition holds the next one twice: 2 ** depth values."""
    definitions: Json = {f"a{depth}": {"type": "string"}}
    for level in range(depth):
        twice = {side: {"$ref": f"#/$defs/a{level + 1}"} for side in ("l", "r")}
        definitions[f"a{level}"] = {"type": "object", "properties": twice, "required": ["l", "r"]}
    return {"$defs": definitions, "$ref": "#/$defs/a0"}


def tool(name: str, **more: object) -> Json:
    return {"type": "function", "function": {"name": name, "parameters": {"type": "object"}, **more}}


OWN = {"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "string"}]}}, "$ref": "#/$defs/a"}
HEAVY: Mapping[str, tuple[str, Json]] = {
    **{f"chat, {name}": ("chat/completions", chat(text)) for name, text in LONG.items()},
    **{f"embeddings, {name}": ("embeddings", {"input": text}) for name, text in LONG.items()},
    **{f"rerank, {name}": ("rerank", {"query": "x", "documents": [text]}) for name, text in LONG.items()},
    **{f"input tokens, {name}": ("responses/input_tokens", {"input": text}) for name, text in LONG.items()},
    "response": ("responses", {"input": LONG["words"]}),
    "inspection": ("inspections", chat(LONG["words"])),
    "speech": ("audio/speech", {"input": LONG["words"]}),
    "picture": ("images/generations", {"prompt": LONG["words"]}),
    "sound": ("audio/generations", {"prompt": LONG["words"], "kind": "sound"}),
    "score": ("audio/scores", {"abc": "X:1\nK:C\n" + "CDEF|" * 200_000}),
    "score of a long note": ("audio/scores", {"abc": "X:1\nL:1/1\nK:C\nC999999999|"}),
    "score of repeats": ("audio/scores", {"abc": "X:1\nK:C\n" + "|:" * 4_000 + "C:|" * 4_000}),
    "stops, long": ("chat/completions", chat(stop=["a" * MILLION] * 4)),
    "stops, many": ("chat/completions", chat(stop=[f"word {number}" for number in range(10_000)])),
    "biases": ("chat/completions", chat(logit_bias={str(number): 1 for number in range(100_000)})),
    "choices": ("chat/completions", chat(n=100_000)),
    "tokens": ("chat/completions", chat() | {"max_tokens": 10**9}),
    "messages": ("chat/completions", {"messages": [{"role": "user", "content": "hello " * 20}] * 1_000}),
    "tools, many": ("chat/completions", chat(tools=[tool(f"t{number}") for number in range(1_000)])),
    "tools, long": ("chat/completions", chat(tools=[tool("t", description=LONG["words"])])),
    "schema of many": ("chat/completions", formed({"enum": [f"value {number}" for number in range(20_000)]})),
    "schema, deep": ("chat/completions", formed(nested(25))),
    "schema that doubles": ("chat/completions", formed(doubling(25))),
    "schema of itself": ("chat/completions", formed(OWN)),
    "schema, slow pattern": ("chat/completions", formed({"type": "string", "pattern": "^(a+)+$"})),
    "schema, most items": ("chat/completions", formed({"type": "array", "items": {}, "minItems": 10**8})),
    "vectors": ("embeddings", {"input": "x", "dimensions": 10**9}),
    "documents": ("rerank", {"query": "x", "documents": ["hello"] * 5_000}),
    "labels": ("responses", {"input": "x", "max_output_tokens": 1, "metadata": {f"k{n}": "v" for n in range(5_000)}}),
}
"""Name → the route below /v1, and what it is sent."""
