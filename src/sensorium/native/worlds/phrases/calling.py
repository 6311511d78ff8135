"""Asking for something to be done that a tool may do. `do`: a request as a bare verb phrase ("set an alarm for 7")."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import Wording, wording

CALLING: dict[str, Wording] = {
    "call": wording(
        train="""
            {do}
            Please {do}.
            {do}, please.
            Can you {do}?
            Can you please {do}?
            Could you {do}?
            Could you please {do}?
            Will you {do}?
            Would you {do}?
            I want you to {do}.
            I would like you to {do}.
            I need you to {do}.
            Now {do}.
            Now please {do}.
            Hey, {do}.
            Hello, please {do}.
            Hi, can you {do}?
            Go and {do}.
            You should {do}.
            It is time to {do}.
            Let us {do}.
            Next, {do}.
            Then {do}.
            Try to {do}.
        """,
        test="""
            Be so kind as to {do}.
            Would you mind helping me to {do}?
            My wish is that you {do}.
            I was hoping that you could {do}.
            Do me a favour and {do}.
            Is there a way to {do}?
            Kindly {do} for me.
            If it is no trouble, {do}.
            All I ask is that you {do}.
        """,
    ),
}
