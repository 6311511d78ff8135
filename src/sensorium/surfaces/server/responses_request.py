"""What a response may be asked for: items → messages, tools → outputs, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from sensorium.content import Modality
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.surfaces.server.chat_request import outputs_named
from sensorium.surfaces.server.forms import FormName, JsonSchema, followed
from sensorium.surfaces.server.wire import ChatMessage, Content, Wire, without_none

Json = dict[str, Any]


class MessageItem(Wire):
    """One turn."""

    type: Literal["message"] = "message"
    role: Literal["developer", "system", "user", "assistant"]
    content: Content
    id: str | None = None
    status: str | None = None


class PictureItem(Wire):
    """A picture that was drawn in an earlier turn."""

    type: Literal["image_generation_call"]
    result: str | None = None
    id: str | None = None
    status: str | None = None


Item: TypeAlias = Annotated[MessageItem | PictureItem, Field(union_mode="left_to_right")]


LOGPROBS = "message.output_text.logprobs"  # what `include` names to have tokens told


class TextFormat(JsonSchema):
    """The form of the words."""

    type: FormName = "text"

    @property
    def schema_followed(self) -> Json | None:
        """The schema that the words are to follow; None of free words. Raises InvalidInput where it is missing."""
        return followed(self.type, self.schema_, "text.format.schema")


class TextOptions(Wire):
    """How words are to come."""

    format: TextFormat | None = None
    verbosity: str | None = None


class ResponseRequest(Wire):
    """What is asked. Fields of a second kind are taken and change nothing here: they are about accounts and storage."""

    model: str | None = None
    input: str | list[Item] | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    modalities: list[str] | None = None
    tools: list[Json] | None = None
    tool_choice: str | Json | None = None
    parallel_tool_calls: bool | None = None
    max_output_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    store: bool = True
    stream: bool = False
    stream_options: Json | None = None
    text: TextOptions | None = None
    truncation: Literal["auto", "disabled"] | None = None
    background: bool | None = None
    include: list[str] | None = None
    top_logprobs: int | None = None
    metadata: dict[str, str] | None = None
    user: str | None = None
    safety_identifier: str | None = None
    prompt_cache_key: str | None = None
    service_tier: str | None = None
    reasoning: Json | None = None

    def check(self) -> None:
        """Refuse what no model here can do. Raises `UnsupportedCapability`, `InvalidInput`."""
        unable = {
            "tools": any(tool.get("type") != "image_generation" for tool in self.tools or []),
            "background": bool(self.background),
            "truncation": self.truncation == "auto",
        }
        for name, asked in unable.items():
            if asked:
                raise UnsupportedCapability(f"{name}: not done here, leave it out; elsewhere gpt-4o can", param=name)
        if not self.input:
            raise InvalidInput("input is empty: give words, or items", param="input")

    @property
    def tells_tokens(self) -> bool:
        """Whether the tokens of words are asked for."""
        return self.top_logprobs is not None or LOGPROBS in (self.include or ())

    @property
    def picture_tool(self) -> Json | None:
        """The tool that draws, where it is offered."""
        return next((tool for tool in self.tools or [] if tool.get("type") == "image_generation"), None)

    @property
    def outputs(self) -> tuple[Modality, ...] | None:
        """The outputs wanted, in order; None where the model may choose between words and a picture."""
        if self.modalities:
            return outputs_named(self.modalities)
        if self.picture_tool is None or self.tool_choice == "none":
            return ("text",)
        forced = isinstance(self.tool_choice, dict) and self.tool_choice.get("type") == "image_generation"
        return ("image",) if forced or self.tool_choice == "required" else None

    def settings(self) -> dict[str, object]:
        """Settings, without those left open."""
        given = {
            "seed": self.seed,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "max_tokens": self.max_output_tokens,
            "partial_images": (self.picture_tool or {}).get("partial_images"),
            "top_logprobs": (self.top_logprobs or 0) if self.tells_tokens else None,
            "schema": self.text.format.schema_followed if self.text and self.text.format else None,
        }
        return without_none(given)

    def items(self) -> list[Json]:
        """The items of this turn as they are kept."""
        if isinstance(self.input, str):
            content = [{"type": "input_text", "text": self.input}]
            return [{"type": "message", "role": "user", "content": content}]
        return [item.model_dump(exclude_none=True) for item in self.input or []]


def messages_of(items: Sequence[Json], instructions: str | None) -> list[ChatMessage]:
    """Kept and given items as the messages of a conversation."""
    told = [ChatMessage(role="system", content=instructions)] if instructions else []
    for item in items:
        if item.get("type") == "image_generation_call":
            if item.get("result"):
                address = f"data:image/png;base64,{item['result']}"
                told.append(_message("assistant", [{"type": "image_url", "image_url": address}]))
        elif item.get("type", "message") == "message":
            told.append(_message(item["role"], _readable(item["content"])))
    return told


def _message(role: str, content: object) -> ChatMessage:
    return ChatMessage.model_validate({"role": role, "content": content})


def _readable(content: object) -> object:
    """Content without what an answer carries beside its words."""
    if not isinstance(content, list):
        return content
    return [
        {"type": "output_text", "text": part["text"]} if part.get("type") == "output_text" else part
        for part in content
        if part.get("type") != "output_audio"
    ]
