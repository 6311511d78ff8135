"""Running the tools that a model calls, and asking again, until it answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.content import Message, Modality, Part, Reply, Text, Tool, ToolCall, as_part
from sensorium.content.tools import AUTO, NONE
from sensorium.errors import InvalidInput
from sensorium.models.model import Asked, Model, Offered, messages_of, tools_of

MOST_ROUNDS = 8
MISTAKEN = "Error: {what}"


@dataclass(frozen=True, eq=False, kw_only=True)
class Exchange:
    """What a model said at last, and all that led to it: the messages asked, calls, results and the reply."""

    reply: Reply
    messages: tuple[Message, ...]

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        """All that was called, in order."""
        return tuple(part for message in self.messages for part in message.parts if isinstance(part, ToolCall))


def run_tools(
    model: Model,
    *asked: Asked,
    tools: Sequence[Offered],
    outputs: Sequence[Modality] | None = None,
    tool_choice: str | None = None,
    most_rounds: int = MOST_ROUNDS,
    **settings: object,
) -> Exchange:
    """Ask, run what is called, tell what it gave, and ask again, until the model answers without a call.

    tool_choice: of the first round; later ones are left to the model. After `most_rounds` rounds of calls it has to
    answer without. outputs, settings: of every round, as `Model.generate` takes them. Arguments that do not fit, and
    InvalidInput that a tool raises, are told to the model, which may mend them. Raises InvalidInput for a tool without
    a function, and whatever else a tool raises.
    """
    offered = {tool.name: tool for tool in tools_of(tools)}
    if bodiless := next((tool.name for tool in offered.values() if tool.function is None), None):
        raise InvalidInput(f"the tool {bodiless} has no function: give it one, or use generate", param="tools")
    if most_rounds < 1:
        raise InvalidInput(f"most_rounds must be at least 1, got {most_rounds}", param="most_rounds")
    messages = list(messages_of(asked))
    for number in range(most_rounds + 1):
        choice = NONE if number == most_rounds else tool_choice if number == 0 else AUTO
        offer = {"tools": tuple(offered.values()), "tool_choice": choice}
        reply = model.generate(messages, outputs=outputs, **offer, **settings)
        messages.append(Message("assistant", reply.parts))
        if reply.finish_reason != "tool_calls":
            break
        messages += [Message("tool", _result(offered, call), call.id) for call in reply.calls]
    return Exchange(reply=reply, messages=tuple(messages))


def _result(offered: dict[str, Tool], call: ToolCall) -> tuple[Part, ...]:
    """What a call gave: values as they are, anything else as JSON; of a mistaken call what is wrong with it."""
    tool = offered.get(call.name)
    try:
        if tool is None:
            raise InvalidInput(f"there is no tool {call.name}; there are {', '.join(offered)}")
        given = tool.run(call)
    except InvalidInput as error:
        return (Text(MISTAKEN.format(what=error.message)),)
    if isinstance(given, str | Part):
        return (as_part(given),)
    try:
        return (Text(json.dumps(given, ensure_ascii=False)),)
    except (TypeError, ValueError) as error:
        what = f"{call.name} gave a {type(given).__name__}, which is no JSON: give words, JSON or a value such as Image"
        raise InvalidInput(what, param="tools") from error
