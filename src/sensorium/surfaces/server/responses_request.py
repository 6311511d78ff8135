"""What a response may be asked for: items, tools → outputs, checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Tag

from sensorium.content import Modality, Tool
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.surfaces.server import unheeded
from sensorium.surfaces.server.chat_request import outputs_named
from sensorium.surfaces.server.forms import FormName, JsonSchema, followed
from sensorium.surfaces.server.tools import Choice, FlatTool, FlatToolNamed, choice_of
from sensorium.surfaces.server.wire import Content, Wire, without_none

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


class CallItem(Wire):
    """A call that the model made."""

    type: Literal["function_call"]
    call_id: str
    name: str
    arguments: str
    id: str | None = None
    status: str | None = None


class ResultItem(Wire):
    """What a call gave."""

    type: Literal["function_call_output"]
    call_id: str
    output: Content
    id: str | None = None
    status: str | None = None


ITEMS = ("message", "image_generation_call", "function_call", "function_call_output")


def _kind_of_item(given: object) -> str | None:
    """What tells the kinds of items apart; a turn need not say what it is."""
    kind = given.get("type", "message") if isinstance(given, dict) else getattr(given, "type", None)
    return kind if kind in ITEMS else None


Item: TypeAlias = Annotated[
    Annotated[MessageItem, Tag("message")]
    | Annotated[PictureItem, Tag("image_generation_call")]
    | Annotated[CallItem, Tag("function_call")]
    | Annotated[ResultItem, Tag("function_call_output")],
    Discriminator(
        _kind_of_item,
        custom_error_type=UnsupportedCapability.code,
        custom_error_message=f"an item here is one of {', '.join(ITEMS)}: leave others out; elsewhere gpt-4o can",
    ),
]


class PictureTool(Wire):
    """The tool that draws. Its pictures are opaque PNG, of sizes that the model has."""

    type: Literal["image_generation"]
    partial_images: int | None = None
    size: str | None = None
    model: str | None = None
    moderation: Literal["auto", "low"] | None = None
    quality: str | None = None
    background: str | None = None
    output_format: str | None = None
    output_compression: int | None = None
    input_fidelity: str | None = None
    input_image_mask: Json | None = None
    action: str | None = None

    def check(self) -> None:
        """Raises `UnsupportedCapability` for what is not done here."""
        unable = {
            "quality": self.quality not in (None, "auto", "standard"),
            "background": self.background not in (None, "auto", "opaque"),
            "output_format": self.output_format not in (None, "png"),
            "output_compression": self.output_compression not in (None, 100),
            "input_fidelity": self.input_fidelity is not None,
            "input_image_mask": self.input_image_mask is not None,
            "action": self.action not in (None, "auto", "generate"),
        }
        for name, asked in unable.items():
            if asked:
                what = f"{name} of a picture cannot be chosen here: leave it out; elsewhere gpt-image-1 can"
                raise UnsupportedCapability(what, param="tools")


class PictureChosen(Wire):
    """A picture is to be drawn."""

    type: Literal["image_generation"]


def _kind_of_tool(given: object) -> str:
    """What tells the kinds of tools apart; what does not draw is taken for a function, which says what is wrong."""
    kind = given.get("type") if isinstance(given, dict) else getattr(given, "type", None)
    return "image_generation" if kind == "image_generation" else "function"


ToolItem: TypeAlias = Annotated[
    Annotated[FlatTool, Tag("function")] | Annotated[PictureTool, Tag("image_generation")],
    Discriminator(_kind_of_tool),
]


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
    """What is asked. Fields of a second kind change nothing here: those about accounts and storage are taken, others
    are told in notes.
    """

    model: str | None = None
    input: str | list[Item] | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    modalities: list[str] | None = None
    tools: list[ToolItem] | None = None
    tool_choice: Choice | PictureChosen | FlatToolNamed | None = None
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
    prompt_cache_retention: str | None = None
    prompt_cache_options: Json | None = None
    service_tier: str | None = None
    reasoning: Json | None = None
    conversation: str | Json | None = None
    prompt: Json | None = None
    max_tool_calls: int | None = None
    context_management: list[Json] | None = None
    moderation: Json | None = None

    def check(self) -> None:
        """Refuse what no model here can do. Raises `UnsupportedCapability`, `InvalidInput`."""
        kinds = {type(tool) for tool in self.tools or []}
        unable = {
            "tool_choice: required between a picture and functions": self.tool_choice == "required" and len(kinds) > 1,
            "background": bool(self.background),
            "truncation": self.truncation == "auto",
            "conversation: name the turn before as previous_response_id": self.conversation is not None,
            "prompt: no prompts are kept here": self.prompt is not None,
            "max_tool_calls: no tool is run here": self.max_tool_calls is not None,
            "context_management": bool(self.context_management),
            "moderation": self.moderation is not None,
        }
        for name, asked in unable.items():
            if asked:
                what = f"{name}: not done here, leave it out; elsewhere gpt-4o can"
                raise UnsupportedCapability(what, param=name.partition(":")[0])
        if self.picture_tool is not None:
            self.picture_tool.check()
        if self.calls_nothing:
            what = "tool_choice asks for a call, and no tools are offered: offer some in tools, or leave it out"
            raise InvalidInput(what, param="tool_choice")
        if not self.input:
            raise InvalidInput("input is empty: give words, or items", param="input")

    @property
    def notes(self) -> tuple[str, ...]:
        """What is asked for and changes nothing."""
        drawn_by = self.picture_tool.model if self.picture_tool else None
        fields: dict[str, tuple[object, str]] = {
            "reasoning": (self.reasoning, unheeded.NO_REASONING),
            "text.verbosity": (self.text and self.text.verbosity, unheeded.OF_NO_LENGTH),
            "service_tier": (self.service_tier, unheeded.ONE_TIER),
            "stream_options": ((self.stream_options or {}).get("include_obfuscation"), unheeded.UNPADDED),
            "include": ([one for one in self.include or () if one != LOGPROBS], f"only {LOGPROBS} can be told here"),
            "tools.model": (drawn_by, "the model that answers draws"),
        }
        return unheeded.told(fields)

    @property
    def tells_tokens(self) -> bool:
        """Whether the tokens of words are asked for."""
        return self.top_logprobs is not None or LOGPROBS in (self.include or ())

    @property
    def picture_tool(self) -> PictureTool | None:
        """The tool that draws, where it is offered."""
        return next((tool for tool in self.tools or [] if isinstance(tool, PictureTool)), None)

    @property
    def draws(self) -> bool:
        """Whether a picture is to be drawn, and nothing else."""
        only = self.tool_choice == "required" and self.picture_tool is not None
        return only or isinstance(self.tool_choice, PictureChosen)

    @property
    def calls_nothing(self) -> bool:
        """Whether a call is asked for and there is no function to call."""
        required = self.tool_choice == "required" and self.picture_tool is None
        return (required or isinstance(self.tool_choice, FlatToolNamed)) and not self.functions

    @property
    def functions(self) -> list[Tool]:
        """The functions that may be called."""
        return [] if self.draws else [tool.value() for tool in self.tools or [] if isinstance(tool, FlatTool)]

    @property
    def outputs(self) -> tuple[Modality, ...] | None:
        """The outputs wanted, in order; None where the model may choose between words and a picture."""
        if self.modalities:
            return outputs_named(self.modalities)
        if self.draws:
            return ("image",)
        choosing = self.picture_tool is not None and self.tool_choice in (None, "auto")
        return None if choosing else ("text",)

    def settings(self) -> dict[str, object]:
        """Settings, without those left open."""
        given = {
            "seed": self.seed,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "max_tokens": self.max_output_tokens,
            **self.drawing(),
            **self.offer(),
            "top_logprobs": (self.top_logprobs or 0) if self.tells_tokens else None,
            "schema": self.text.format.schema_followed if self.text and self.text.format else None,
        }
        return without_none(given)

    def drawing(self) -> dict[str, object]:
        """The settings of pictures."""
        tool = self.picture_tool
        if tool is None:
            return {}
        return {"partial_images": tool.partial_images, "size": None if tool.size == "auto" else tool.size}

    def offer(self) -> dict[str, object]:
        """The settings that offer functions."""
        if not self.functions:
            return {}
        choice = None if isinstance(self.tool_choice, PictureChosen) else choice_of(self.tool_choice)
        return {"tools": self.functions, "tool_choice": choice, "parallel_tool_calls": self.parallel_tool_calls}

    def items(self) -> list[Json]:
        """The items of this turn as they are kept."""
        if isinstance(self.input, str):
            content = [{"type": "input_text", "text": self.input}]
            return [{"type": "message", "role": "user", "content": content}]
        return [item.model_dump(exclude_none=True) for item in self.input or []]
