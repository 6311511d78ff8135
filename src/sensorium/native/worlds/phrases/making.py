"""Asking for a picture, a sound, speech or a tune."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

MAKING = {
    "draw": wording(
        train="""
            Draw {scene}.
            Draw me {scene}.
            Draw a picture of {scene}.
            Draw an image with {scene}.
            Please draw {scene}.
            Please draw me a picture of {scene}.
            Can you draw {scene}?
            Could you draw {scene} for me?
            Could you draw a picture of {scene}?
            Make a picture of {scene}.
            Make an image of {scene}.
            Make a drawing of {scene}.
            Create a picture of {scene}.
            Create an image that shows {scene}.
            Generate an image of {scene}.
            Generate a picture with {scene}.
            Paint {scene}.
            Paint a picture of {scene}.
            Show me {scene}.
            Show me a picture of {scene}.
            I want a picture of {scene}.
            I would like to see a drawing of {scene}.
            Give me an image of {scene}.
            Picture: {scene}
            a picture of {scene}
            drawing of {scene}
        """,
        test="""
            Sketch {scene}.
            Illustrate {scene}, please.
            What would {scene} look like?
            I need an illustration showing {scene}.
            Would you put {scene} on the canvas?
            Render {scene}.
            Imagine {scene} and draw what you imagine.
            image: {scene}
            Design a picture in which one can see {scene}.
        """,
    ),
    "sound": wording(
        train="""
            Make this sound: {name}.
            Make the sound of {name}.
            Make a sound: {name}.
            Make a noise like {name}.
            Play the sound of {name}.
            Play this sound: {name}.
            Play {name}.
            Please play the sound of {name}.
            Please make the sound of {name}.
            Create the sound of {name}.
            Create this sound: {name}.
            Generate the sound of {name}.
            Generate a sound of {name}.
            Produce the sound of {name}.
            Give me the sound of {name}.
            Can you make the sound of {name}?
            Could you play the sound of {name}?
            What does {name} sound like?
            Let me hear {name}.
            Let me hear the sound of {name}.
            I want to hear {name}.
            I would like to hear the sound of {name}.
            Sound: {name}
            sound of {name}
            the noise of {name}
        """,
        test="""
            Imitate {name}.
            How does {name} sound?
            Synthesise the noise of {name}.
            I need a sound effect: {name}.
            Would you do {name} for my ears?
            sfx {name}
            Produce audio in which one hears {name}.
            Make me a recording of {name}.
            An audio sample of {name}, please.
        """,
    ),
    "speak": wording(
        train="""
            Say: {words}
            Say "{words}".
            Say this: {words}
            Say this aloud: {words}
            Say the words "{words}".
            Say the following: {words}
            Please say: {words}
            Please say "{words}".
            Please say this aloud: {words}
            Can you say "{words}"?
            Could you say this: {words}
            Could you say "{words}" for me?
            Speak: {words}
            Speak these words: {words}
            Speak the sentence "{words}".
            Read aloud: {words}
            Read this aloud: {words}
            Read this sentence out loud: {words}
            Please read aloud "{words}".
            Tell me aloud: {words}
            I want to hear "{words}".
            Let me hear you say: {words}
            Turn this into speech: {words}
            text to speech: {words}
            Speech: {words}
        """,
        test="""
            Pronounce "{words}".
            Voice this sentence: {words}
            How does one say "{words}"?
            Would you recite the following? {words}
            Repeat after me: {words}
            tts {words}
            Announce: {words}
            Utter these words: {words}
            In your own voice: {words}
        """,
    ),
    "compose": wording(
        train="""
            Compose {tune}.
            Compose {tune} for me.
            Please compose {tune}.
            Write {tune}.
            Write me {tune}.
            Write the music of {tune}.
            Please write {tune}.
            Make {tune}.
            Make up {tune}.
            Make music: {tune}.
            Make some music, {tune}.
            Create {tune}.
            Create music: {tune}.
            Generate {tune}.
            Play {tune}.
            Play me {tune}.
            Can you compose {tune}?
            Can you write {tune}?
            Could you compose {tune}?
            Could you play {tune} for me?
            I want to hear {tune}.
            I would like {tune}.
            Give me {tune}.
            Music: {tune}
            {tune}
        """,
        test="""
            Invent {tune}.
            Let me listen to {tune}.
            I feel like dancing to {tune}.
            Would you come up with {tune}?
            Note down a new piece: {tune}.
            a score for {tune}
            How about {tune}?
            Set {tune} to paper.
            Please improvise {tune}.
        """,
    ),
}
