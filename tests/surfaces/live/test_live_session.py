"""The machine of a session: what it tells, and what it wants done, without a network and without waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sensorium.content import Audio, Image, Text, Usage
from sensorium.errors import InvalidInput, ProviderError
from sensorium.surfaces.live.asks import (
    Answer,
    Cancel,
    Clear,
    Commit,
    Create,
    Delete,
    Failed,
    Finished,
    Respond,
    Retrieve,
    Silence,
    Stop,
    Truncate,
    Update,
    Words,
    Written,
)
from sensorium.surfaces.live.conversation import MOST_ITEMS, View, prompt_of
from sensorium.surfaces.live.formats import PCM, ULAW
from sensorium.surfaces.live.hearing import Heard
from sensorium.surfaces.live.items import Item, Said, Shown, Typed
from sensorium.surfaces.live.listening import LONGEST_BUFFER_S, LONGEST_TURN_S
from sensorium.surfaces.live.settings import ServerVad, Settings, Speaking, Transcription

Make = Callable[..., "Stage"]  # noqa: F821 - of conftest.py
RED = Image(np.full((4, 4, 3), 200, np.uint8))
WRITTEN = Settings(model="m", speaking=Speaking(aloud=False))
BY_HAND = Settings(model="m", turns=None)
TURN = [
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "conversation.item.added",
    "conversation.item.done",
    "response.created",
]


def typed(text: str, known: str = "") -> Create:
    return Create(item=Item(id=known or f"item_{text}", role="user", content=[Typed(text)]))


def frame(known: str) -> Create:
    return Create(item=Item(id=known, role="user", content=[Shown(RED)]))


def test_a_spoken_answer_from_the_first_sound_heard_to_the_last_sound_sent(make: Make) -> None:
    stage = make()
    assert stage.kinds() == ["session.created"]
    assert stage.speak() == TURN
    before = len(stage.told)
    stage.say("It is red.", 1.0, pieces=2)
    stage.finish()
    assert stage.kinds(before) == [
        "response.output_item.added",
        "conversation.item.added",
        "response.content_part.added",
        "response.output_audio_transcript.delta",
        "response.output_audio.delta",
        "response.output_audio.delta",
        "response.output_audio.done",
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
    ]
    assert stage.last("response.output_audio_transcript.done")["transcript"] == "It is red."
    done = stage.last("response.done")["response"]
    assert (done["status"], done["status_details"]) == ("completed", {"type": "completed"})
    assert done["output"][0]["content"] == [{"type": "output_audio", "transcript": "It is red."}]
    assert done["usage"] == {
        "input_tokens": 10,
        "output_tokens": 11,
        "total_tokens": 21,
        "input_token_details": {"text_tokens": 2, "audio_tokens": 5, "image_tokens": 3, "cached_tokens": 0},
        "output_token_details": {"text_tokens": 4, "audio_tokens": 7, "image_tokens": 0},
    }


def test_a_turn_holds_what_was_said_and_a_little_before_it(make: Make) -> None:
    stage = make(Settings(model="m", turns=ServerVad(prefix_padding_ms=320, silence_duration_ms=320)))
    stage.hear(*[0.0] * 100)
    stage.hear(*[1.0] * 20, *[0.0] * 10)
    assert stage.last("input_audio_buffer.speech_started")["audio_start_ms"] == 90 * 32
    stopped = stage.last("input_audio_buffer.speech_stopped")
    assert (stopped["audio_end_ms"], stopped["sensorium"]) == (130 * 32, {"silence_ms": 320})
    (item,) = stage.answer().items
    assert item.said()[0].audio().duration_s == pytest.approx(40 * 0.032)
    assert item.id == stopped["item_id"] == stage.last("input_audio_buffer.committed")["item_id"]


def test_a_written_answer(make: Make) -> None:
    stage = make(WRITTEN)
    stage.speak()
    stage.give(Words("It is"), Words(" red."))
    stage.finish()
    assert stage.last("response.output_text.done")["text"] == "It is red."
    assert stage.last("response.done")["response"]["output"][0]["content"] == [
        {"type": "output_text", "text": "It is red."}
    ]
    assert "response.output_audio.delta" not in stage.kinds()


def test_speech_goes_out_no_faster_than_it_is_soon_heard(make: Make) -> None:
    stage = make(lead_s=0.4)
    stage.speak()
    stage.say("This is said for three seconds.", 3.0, pieces=10)
    stage.finish()

    def sent() -> int:
        return stage.kinds().count("response.output_audio.delta")

    assert sent() == 2
    stage.pass_s(1.0)
    assert sent() == 5
    assert stage.session.response is not None
    stage.pass_s(1.5)
    assert sent() == 10
    assert stage.session.response is None
    assert stage.kinds()[-1] == "response.done"


def test_who_breaks_in_before_the_first_sound_has_heard_nothing(make: Make) -> None:
    stage = make()
    stage.speak()
    before = len(stage.kinds())
    told = stage.hear(1.0, 1.0, 1.0)
    assert told == ["input_audio_buffer.speech_started", "response.done"]
    done = stage.last("response.done")["response"]
    assert (done["status"], done["status_details"]["reason"], done["output"]) == ("cancelled", "turn_detected", [])
    assert any(isinstance(work, Stop) for work in stage.work)
    stage.say("Too late.", 1.0)
    assert stage.kinds(before + 2) == []
    assert prompt_of(stage.session.conversation.items, View(hears=False)).messages == ()


def test_who_breaks_in_at_0_ms_has_heard_nothing_of_what_was_sent(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0, pieces=4)
    stage.hear(1.0, 1.0, 1.0)
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 0
    item = stage.session.conversation.items[-1]
    assert item.told(whole=True)["content"] == [{"type": "output_audio", "transcript": "", "audio": ""}]
    assert item.parts(hears=True) == []
    assert stage.last("response.output_audio_transcript.done")["transcript"] == ""


def test_who_breaks_in_inside_a_word_has_heard_the_words_before_it(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0, pieces=4)
    stage.pass_s(0.45)
    stage.hear(1.0, 1.0, 1.0)
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 450
    done = stage.last("response.done")["response"]
    assert done["output"][0]["content"] == [{"type": "output_audio", "transcript": "It"}]
    assert done["output"][0]["status"] == "incomplete"
    stage.hear(*[0.0] * 20)
    message = prompt_of(stage.answer().items, View()).messages[1]
    assert (message.role, [part.text for part in message.parts if isinstance(part, Text)]) == ("assistant", ["It"])


def test_an_answer_that_was_sent_whole_can_still_be_broken_into_while_it_plays(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.finish()
    stage.pass_s(0.5)
    before = len(stage.kinds())
    stage.hear(1.0, 1.0, 1.0)
    assert stage.kinds(before) == ["input_audio_buffer.speech_started", "conversation.item.truncated"]
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 500


def test_what_was_played_to_its_end_is_not_truncated(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.finish()
    stage.pass_s(1.1)
    assert stage.hear(1.0, 1.0, 1.0) == ["input_audio_buffer.speech_started"]


def test_nobody_breaks_in_where_that_is_not_wanted(make: Make) -> None:
    stage = make(Settings(model="m", turns=ServerVad(interrupt_response=False)))
    stage.speak()
    assert stage.speak() == TURN[:-1]  # heard and kept, not answered while an answer is given
    stage.say("It is red.", 1.0)
    stage.finish()
    assert stage.last("response.done")["response"]["status"] == "completed"


def test_a_client_truncates_to_what_it_has_played(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.finish()
    known = stage.session.conversation.items[-1].id
    assert stage.take(Truncate(id=known, content_index=0, end_ms=500)) == ["conversation.item.truncated"]
    assert stage.session.conversation.items[-1].content[0].words == "It is"
    for ask, what in (
        (Truncate(id=known, content_index=0, end_ms=1_100), "only 1000 ms were sent"),
        (Truncate(id=known, content_index=1, end_ms=0), "only the speech of an answer"),
        (Truncate(id="item_x", content_index=0, end_ms=0), "no item 'item_x'"),
    ):
        with pytest.raises(InvalidInput, match=what):
            stage.session.take(ask)
    stage.take(Truncate(id=known, content_index=0, end_ms=900))  # what was cut off does not come back
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 500
    assert stage.session.conversation.items[-1].content[0].words == "It is"


def test_an_answer_that_is_cut_while_it_is_given_grows_no_more(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    (*_, item) = stage.session.conversation.items
    stage.take(Truncate(id=item.id, content_index=0, end_ms=500))
    stage.pass_s(0.5)
    stage.say("There are two.", 1.0)
    stage.finish()
    assert stage.last("response.done")["response"]["status"] == "completed"
    assert item.content[0].words == "It is"
    assert len(item.content[0].data) == PCM.bytes_per_s / 2


@pytest.mark.parametrize("settings", [Settings(model="m"), WRITTEN])
def test_an_answer_that_is_deleted_while_it_is_given_does_not_come_back(make: Make, settings: Settings) -> None:
    stage = make(settings)
    stage.speak()
    stage.say("It is red.", 0.5) if settings.speaking.aloud else stage.give(Words("It is red."))
    (asked, answer) = stage.session.conversation.items
    assert stage.take(Delete(id=answer.id)) == ["conversation.item.deleted"]
    before = len(stage.kinds())
    stage.give(Words(" And big."))
    stage.finish()
    assert not [kind for kind in stage.kinds(before) if kind.startswith("conversation.")]
    assert stage.last("response.done")["response"]["output"][0]["id"] == answer.id
    assert list(stage.session.conversation.items) == [asked]


def test_turns_by_hand(make: Make) -> None:
    stage = make(BY_HAND)
    with pytest.raises(InvalidInput, match="0 ms were heard") as caught:
        stage.session.take(Commit())
    assert caught.value.code == "input_audio_buffer_commit_empty"
    stage.hear(*[1.0] * 10)
    assert stage.take(Commit()) == TURN[2:5]
    stage.hear(*[1.0] * 10)
    assert stage.take(Clear()) == ["input_audio_buffer.cleared"]
    with pytest.raises(InvalidInput):
        stage.session.take(Commit())
    assert stage.take(Respond(speaking=Speaking())) == ["response.created"]
    assert [len(item.said()) for item in stage.answer().items] == [1]
    with pytest.raises(InvalidInput, match="is being answered") as caught:
        stage.session.take(Respond(speaking=Speaking()))
    assert caught.value.code == "conversation_already_has_active_response"


def test_what_is_never_committed_is_bounded(make: Make) -> None:
    stage = make(BY_HAND)
    minute = Heard(np.zeros(60 * PCM.rate_hz, np.float32), ())
    for _ in range(round(LONGEST_BUFFER_S / 60)):
        stage.session.hear(minute)
    with pytest.raises(InvalidInput) as caught:
        stage.session.hear(minute)
    assert caught.value.code == "input_audio_buffer_full"


def test_silence_is_forgotten(make: Make) -> None:
    stage = make()
    stage.hear(*[0.0] * 1_000)
    assert stage.session._listening.waiting_s < 33  # one piece, for it ends a moment ago
    stage.hear(*[0.0] * 20)
    assert stage.session._listening.waiting_s < 1


def test_who_never_stops_is_answered_all_the_same(make: Make) -> None:
    stage = make()
    for _ in range(round(LONGEST_TURN_S)):
        stage.hear(*[1.0] * 32)
    assert stage.kinds().count("input_audio_buffer.speech_stopped") == 1
    assert stage.last("input_audio_buffer.speech_stopped")["sensorium"] == {"silence_ms": 0}


def test_an_answer_is_cancelled(make: Make) -> None:
    stage = make()
    with pytest.raises(InvalidInput) as caught:
        stage.session.take(Cancel())
    assert caught.value.code == "response_cancel_not_active"
    stage.speak()
    stage.say("It is red. ", 1.0)
    with pytest.raises(InvalidInput):
        stage.session.take(Cancel(id="resp_other"))
    assert stage.take(Cancel())[-1] == "response.done"
    done = stage.last("response.done")["response"]
    assert done["status_details"] == {"type": "cancelled", "reason": "client_cancelled"}
    assert done["output"][0]["content"][0]["transcript"] == "It is red. "


def test_a_listener_that_stops_playing_says_so(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.pass_s(0.5)
    told = stage.take(Silence())
    assert told[-3:] == ["response.done", "conversation.item.truncated", "output_audio_buffer.cleared"]
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 500
    with pytest.raises(InvalidInput, match="nothing is being played"):
        stage.session.take(Silence())


def test_a_listener_that_cancels_first_says_so_as_well(make: Make) -> None:
    """The two messages that the API asks for, in its order; the second one cuts."""
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.pass_s(0.5)
    stage.take(Cancel())
    assert stage.take(Silence()) == ["conversation.item.truncated", "output_audio_buffer.cleared"]
    assert stage.session.conversation.items[-1].content[0].words == "It is"


def test_who_breaks_in_after_an_answer_was_cancelled_did_not_hear_its_end(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is red.", 1.0)
    stage.take(Cancel())
    stage.pass_s(0.5)
    assert stage.hear(1.0, 1.0, 1.0)[-1] == "conversation.item.truncated"
    assert stage.last("conversation.item.truncated")["audio_end_ms"] == 500


def test_who_breaks_into_an_answer_apart_truncates_nothing_of_the_conversation(make: Make) -> None:
    stage = make()
    stage.take(Respond(speaking=Speaking(), items=(), apart=True))
    stage.say("It is red.", 1.0, pieces=4)
    told = stage.hear(1.0, 1.0, 1.0)
    assert told[-1] == "response.done"
    assert not [kind for kind in told if kind.startswith("conversation")]


def test_what_fails_is_told_with_its_reason(make: Make) -> None:
    stage = make()
    stage.speak()
    stage.say("It is", 0.5)
    stage.give(Failed(ProviderError("the host is gone")))
    done = stage.last("response.done")["response"]
    assert done["status"] == "failed"
    error = {"type": "server_error", "code": "provider_error", "message": "the host is gone", "param": None}
    assert done["status_details"]["error"] == error
    assert stage.take(Respond(speaking=Speaking())) == ["response.created"]


def test_an_answer_with_too_many_words_is_incomplete(make: Make) -> None:
    stage = make(WRITTEN)
    stage.speak()
    stage.give(Words("It"), Finished(usage=Usage(prompt={}, completion={}), cut=True))
    assert stage.last("response.done")["response"]["status_details"] == {
        "type": "incomplete",
        "reason": "max_output_tokens",
    }


def test_items_are_put_where_they_are_wanted(make: Make) -> None:
    stage = make()
    assert stage.take(typed("b")) == ["conversation.item.added", "conversation.item.done"]
    stage.take(replace(typed("a"), after="root"))
    assert stage.last("conversation.item.added")["previous_item_id"] is None
    stage.take(replace(typed("c"), after="item_a"))
    assert stage.last("conversation.item.added")["previous_item_id"] == "item_a"
    assert [item.id for item in stage.session.conversation.items] == ["item_a", "item_c", "item_b"]
    with pytest.raises(InvalidInput, match="already"):
        stage.session.take(typed("a"))
    with pytest.raises(InvalidInput, match="no item") as caught:
        stage.session.take(replace(typed("d"), after="item_z"))
    assert caught.value.param == "previous_item_id"
    assert stage.take(Delete(id="item_c")) == ["conversation.item.deleted"]
    stage.take(frame("shown"))
    stage.take(Retrieve(id="shown"))
    (content,) = stage.last("conversation.item.retrieved")["item"]["content"]
    assert content["image_url"].startswith("data:image/png;base64,")
    assert "image_url" not in stage.last("conversation.item.added")["item"]["content"][0]


def test_what_is_odd_about_an_item_is_told_with_it(make: Make) -> None:
    stage = make(WRITTEN)
    noted = Item(id="seen", role="user", content=[Shown(RED)], notes=("odd",))
    stage.take(Create(item=noted))
    stage.take(Retrieve(id="seen"))
    for kind in ("added", "done", "retrieved"):
        assert stage.last(f"conversation.item.{kind}")["item"]["sensorium"] == {"notes": ["odd"]}
    stage.take(typed("a"))
    assert "sensorium" not in stage.last("conversation.item.added")["item"]
    stage.take(Respond(speaking=Speaking(aloud=False), items=("seen", replace(noted, id="other", notes=("new",)))))
    stage.give(Words("yes"))
    stage.finish()
    assert stage.last("response.done")["response"]["sensorium"]["notes"] == ["new"]  # the other was told before


def test_the_oldest_items_give_way(make: Make) -> None:
    stage = make()
    for number in range(MOST_ITEMS + 2):
        stage.take(typed(str(number)))
    assert len(stage.session.conversation) == MOST_ITEMS
    assert stage.last("conversation.item.deleted") == {"item_id": "item_1"}


def test_the_oldest_items_give_way_to_answers_too(make: Make) -> None:
    stage = make(WRITTEN)
    for _ in range(MOST_ITEMS + 20):
        stage.take(Respond(speaking=WRITTEN.speaking))
        stage.give(Words("yes"))
        stage.finish()
    assert len(stage.session.conversation) <= MOST_ITEMS + 1


def test_of_a_camera_the_model_is_shown_the_newest_frame_of_each_turn(make: Make) -> None:
    stage = make()
    for known in ("one", "two", "three"):
        stage.take(frame(known))
    stage.speak()
    prompt = prompt_of(stage.answer().items, View())
    (message,) = prompt.messages
    assert [type(part) for part in message.parts] == [Image, Audio]
    assert prompt.notes == ("2 earlier frames of the camera are not shown to the model",)
    both = [Item(id="x", role="user", content=[Shown(RED), Shown(RED), Typed("Which?")])]
    assert len(prompt_of(both, View()).messages[0].parts) == 3


def test_who_answers_one_turn_at_a_time_is_shown_the_newest_and_what_is_in_sight(make: Make) -> None:
    stage = make(BY_HAND)
    system = Item(id="rule", role="system", content=[Typed("Be kind.")])
    stage.take(Create(item=system))
    stage.take(frame("old"))
    stage.take(frame("seen"))
    stage.take(typed("What is this?"))
    stage.take(Create(item=Item(id="answer", role="assistant", content=[Typed("A dog.")])))
    stage.take(typed("How many?"))
    prompt = prompt_of(stage.session.conversation.items, View(remembers=False))
    assert [message.role for message in prompt.messages] == ["system", "user"]
    picture, words = prompt.messages[1].parts
    assert picture is RED
    assert isinstance(words, Text)
    assert words.text == "How many?"
    assert prompt.notes[1] == "2 earlier turns are not shown to the model, which answers one at a time"
    stage.take(Create(item=Item(id="again", role="assistant", content=[Typed("Two.")])))
    again = prompt_of(stage.session.conversation.items, View(remembers=False))
    assert [type(part) for part in again.messages[1].parts] == [Image, Text]  # asked again


def test_of_a_turn_a_model_may_be_given_the_speech_alone(make: Make) -> None:
    stage = make(Settings(model="m", turns=ServerVad(prefix_padding_ms=640, silence_duration_ms=640)))
    stage.hear(*[0.0] * 50)
    stage.hear(*[1.0] * 10, *[0.0] * 20)
    (said,) = stage.answer().items[0].said()
    assert said.audio().duration_s == pytest.approx(50 * 0.032)
    assert said.audio(0.0).duration_s == pytest.approx(10 * 0.032)
    assert said.audio(0.1).duration_s == pytest.approx(10 * 0.032 + 0.2)
    assert said.audio(9.0).duration_s == pytest.approx(50 * 0.032)


def test_words_are_written_down_beside_the_answer(make: Make) -> None:
    stage = make(Settings(model="m", transcription=Transcription()))
    stage.speak()
    (write,) = stage.unwritten()
    assert isinstance(stage.answer(), Answer)  # a model that hears need not wait
    stage.session.writing(write, "what is")
    stage.session.written(write, Written(text="what is this"))
    event = "conversation.item.input_audio_transcription"
    assert stage.kinds()[-2:] == [f"{event}.delta", f"{event}.completed"]
    assert stage.last(f"{event}.completed")["transcript"] == "what is this"


def test_a_model_that_does_not_hear_waits_for_the_words(make: Make) -> None:
    stage = make(hears=False)
    stage.speak()
    assert not [work for work in stage.work if isinstance(work, Answer)]
    (write,) = stage.unwritten()
    stage.session.written(write, Written(text="what is this"))
    (message,) = prompt_of(stage.answer().items, View(hears=False)).messages
    assert [part.text for part in message.parts if isinstance(part, Text)] == ["what is this"]


def test_where_no_words_are_found_a_model_that_does_not_hear_cannot_answer(make: Make) -> None:
    stage = make(hears=False)
    stage.speak()
    (write,) = stage.unwritten()
    stage.session.written(write, Written(error=ProviderError("no ears")))
    assert stage.kinds()[-2:] == ["conversation.item.input_audio_transcription.failed", "response.done"]
    assert stage.last("response.done")["response"]["status"] == "failed"
    assert stage.session.response is None


def sounding(known: str, sounds: int = 1) -> Item:
    return Item(id=known, role="user", content=[Said(np.zeros(2_400, np.float32), PCM) for _ in range(sounds)])


def test_an_answer_waits_for_the_words_of_every_sound(make: Make) -> None:
    stage = make(BY_HAND, hears=False)
    stage.take(Create(item=sounding("two", sounds=2)))
    stage.take(Respond(speaking=Speaking()))
    for words in ("one", "two"):
        assert not [work for work in stage.work if isinstance(work, Answer)]
        (write,) = stage.unwritten()  # one after another
        stage.session.written(write, Written(text=words))
    (message,) = prompt_of(stage.answer().items, View(hears=False)).messages
    assert [part.text for part in message.parts if isinstance(part, Text)] == ["one", "two"]


def test_a_sound_that_comes_with_the_question_is_written_down_for_a_model_that_does_not_hear(make: Make) -> None:
    stage = make(BY_HAND, hears=False)
    stage.take(Respond(speaking=Speaking(), apart=True, items=(sounding("in"),)))
    (write,) = stage.unwritten()
    before = len(stage.kinds())
    stage.session.writing(write, "what")
    stage.session.written(write, Written(text="what is this"))
    assert stage.kinds(before) == []
    (message,) = prompt_of(stage.answer().items, View(hears=False)).messages
    assert [part.text for part in message.parts if isinstance(part, Text)] == ["what is this"]


def test_an_item_deleted_while_its_words_are_awaited_is_answered_with_them(make: Make) -> None:
    stage = make(BY_HAND, hears=False)
    stage.take(Create(item=sounding("gone")))
    stage.take(Respond(speaking=Speaking()))
    stage.take(Delete(id="gone"))
    (write,) = stage.unwritten()
    stage.session.written(write, Written(text="what is this"))
    assert len(prompt_of(stage.answer().items, View(hears=False)).messages) == 1


def test_an_answer_does_not_fail_with_the_words_of_another_item(make: Make) -> None:
    stage = make(BY_HAND, hears=False)
    stage.take(Create(item=sounding("other")))
    stage.take(Create(item=sounding("asked")))
    stage.take(Respond(speaking=Speaking(), items=("asked",)))
    (other,) = stage.unwritten()
    stage.session.written(other, Written(error=ProviderError("no ears")))
    assert stage.session.response is not None
    (asked,) = stage.unwritten()
    stage.session.written(asked, Written(text="what is this"))
    assert [item.id for item in stage.answer().items] == ["asked"]


def test_no_more_sounds_wait_to_be_written_down_than_are_remembered(make: Make) -> None:
    stage = make(replace(BY_HAND, transcription=Transcription()))
    for number in range(MOST_ITEMS + 1):
        stage.take(Create(item=sounding(str(number))))
    failed = stage.last("conversation.item.input_audio_transcription.failed")
    assert failed["item_id"] == str(MOST_ITEMS)
    assert failed["error"]["code"] == "overloaded"
    large = [Item(id=f"large{n}", role="user", content=[Said(np.zeros(5_000_000, np.float32), PCM)]) for n in range(3)]
    stage = make(replace(BY_HAND, transcription=Transcription()))
    for item in large:
        stage.take(Create(item=item))
    assert stage.last("conversation.item.input_audio_transcription.failed")["item_id"] == "large2"
    assert [work.item.id for work in stage.unwritten()] == ["large0"]


def test_what_is_said_about_an_item_that_is_gone_is_not_told(make: Make) -> None:
    stage = make(Settings(model="m", transcription=Transcription(), turns=None))
    stage.take(Create(item=Item(id="said", role="user", content=[Said(np.zeros(9, np.float32), PCM)])))
    stage.take(Delete(id="said"))
    before = len(stage.kinds())
    (write,) = stage.unwritten()
    stage.session.writing(write, "what")
    stage.session.written(write, Written(text="what"))
    assert stage.kinds(before) == []


def test_an_answer_apart_leaves_the_conversation_as_it_is(make: Make) -> None:
    stage = make()
    stage.take(typed("a"))
    other = Item(id="other", role="user", content=[Typed("b")])
    stage.take(Respond(speaking=Speaking(aloud=False), items=("item_a", other), apart=True))
    assert [item.id for item in stage.answer().items] == ["item_a", "other"]
    before = len(stage.kinds())
    stage.give(Words("yes"))
    stage.finish()
    assert not [kind for kind in stage.kinds(before) if kind.startswith("conversation")]
    assert len(stage.session.conversation) == 1
    assert stage.last("response.done")["response"]["conversation_id"] is None


def test_settings_take_effect_and_are_told(make: Make) -> None:
    stage = make()
    stage.hear(1.0, 1.0, 1.0)
    with pytest.raises(InvalidInput, match="middle of a turn"):
        stage.session.take(Update(settings=replace(stage.session.settings, input_format=ULAW)))
    stage.take(Clear())
    settings = Settings(model="m", turns=None, input_format=ULAW)
    assert stage.take(Update(settings=settings)) == ["session.updated"]
    told = stage.last("session.updated")["session"]["audio"]["input"]
    assert (told["turn_detection"], told["format"]) == (None, {"type": "audio/pcmu"})
    assert stage.hear(*[1.0] * 9) == []


def test_a_turn_goes_on_where_the_settings_for_turns_change_in_it(make: Make) -> None:
    stage = make()
    stage.hear(*[1.0] * 30)
    stage.take(Update(settings=Settings(model="m", turns=ServerVad(silence_duration_ms=320))))
    assert stage.hear(*[1.0] * 10, *[0.0] * 10)[0] == "input_audio_buffer.speech_stopped"
    assert stage.kinds().count("input_audio_buffer.speech_started") == 1
    (said,) = stage.answer().items[0].said()
    assert said.audio().duration_s == pytest.approx(50 * 0.032)


def test_after_a_change_of_format_a_turn_begins_no_earlier_than_what_is_kept(make: Make) -> None:
    stage = make()
    stage.hear(*[0.0] * 50)
    stage.take(Update(settings=Settings(model="m", input_format=ULAW)))
    stage.session.hear(Heard(np.full(round(3 * 0.032 * ULAW.rate_hz), 0.25, np.float32), (1.0, 1.0, 1.0)))
    assert stage.last("input_audio_buffer.speech_started")["audio_start_ms"] == 1_600


def test_after_a_long_quiet_the_model_speaks_of_itself(make: Make) -> None:
    stage = make(Settings(model="m", turns=ServerVad(idle_timeout_ms=5_000)))
    stage.speak()
    stage.say("Well?", 1.0)
    stage.finish()
    stage.hear(*[0.0] * 30)
    stage.pass_s(5.9)
    assert stage.session.response is None
    before = len(stage.kinds())
    stage.pass_s(0.2)
    assert stage.kinds(before)[0] == "input_audio_buffer.timeout_triggered"
    assert stage.kinds(before)[-1] == "response.created"
    stage.say("Are you there?", 1.0)
    stage.finish()
    stage.hear(1.0, 1.0, 1.0)
    assert stage.session.due() is None  # somebody speaks
