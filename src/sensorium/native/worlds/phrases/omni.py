"""Requests whose answer has several modalities."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

OMNI = {
    "omni_describe_film_music": wording(
        train="""
            Describe the picture, then film it with music.
            Describe the picture, then make a video of it with music.
            Describe this picture, then continue it as a video with music.
            Describe this picture and make a video from it with music.
            Describe this image and turn it into a video with music.
            Describe this image, animate it and add music.
            Describe it, film it and add music.
            Describe what you see, then make it move, with music.
            First describe the picture, then make a video with music.
            First describe the image, then continue it as a clip and add a tune.
            Please describe this picture, then film it with music.
            Please describe the image, then make a clip with music from it.
            Tell me what is in the picture, then make a video of it with music.
            Tell me what you see, then film it with music.
            Tell me what this is, then make it move and play music.
            Say what is in the picture, then make a film with music.
            Say what you see and then animate it with a tune.
            What is in this picture? Make a video with music from it.
            What do you see? Then film it, with music.
            Can you describe this image, then make a video with music?
            Could you describe the picture and continue it as a video with music?
            Write a caption for this picture and turn it into a video with music.
            I want a description, then a video that continues the picture, with music.
            describe, film, add music
            text, then video with music
        """,
        test="""
            Describe this image, then create a video extending it with music
            Put this picture into words, afterwards extend it to a musical clip.
            Give me a caption, a movie that carries on from here, and a melody for it.
            Would you summarise the image and produce footage with a soundtrack?
            Account for what is shown, next set it in motion to a melody.
            caption + clip + soundtrack
            Explain the image, and then bring it to life with a soundtrack.
            After describing what is here, generate a film of it accompanied by a tune.
            Have a look, report, and shoot a sequel to this image with some melody.
        """,
    ),
    "describe_speak": wording(
        train="""
            Describe the picture aloud.
            Describe this picture aloud.
            Describe this image out loud.
            Describe the picture in speech.
            Describe the picture with your voice.
            Describe it aloud.
            Please describe the picture aloud.
            Please say what is in the picture.
            Please tell me aloud what you see.
            Say what is in the picture.
            Say what you see.
            Say aloud what the picture shows.
            Say aloud what you see in this image.
            Tell me aloud what is in the picture.
            Tell me out loud what you see.
            Speak about this picture.
            Speak: what is in this picture?
            What do you see? Say it aloud.
            What is in the picture? Answer aloud.
            What does the image show? Tell me in speech.
            Can you describe the picture aloud?
            Could you say what this image shows?
            I can't look at the screen. Tell me aloud what is in the picture.
            describe by voice
            picture description, spoken
        """,
        test="""
            Let me hear what this image contains.
            Give a spoken account of the picture.
            Would you voice a caption for this?
            Narrate what is shown here.
            Put this picture into spoken words.
            audio description please
            Talk me through the image.
            Answer by speaking: which things appear here?
            Read me the scene in this photo with your voice.
        """,
    ),
    "draw_speak": wording(
        train="""
            Draw {scene} and say what you drew.
            Draw {scene}, then say what it is.
            Draw {scene}, then describe it aloud.
            Draw {scene} and describe it in speech.
            Draw {scene} and tell me aloud what it shows.
            Draw a picture of {scene} and say it aloud.
            Draw a picture of {scene}, then speak about it.
            First draw {scene}, then say what you drew.
            Please draw {scene} and say what it is.
            Please draw {scene}, then tell me aloud what you drew.
            Can you draw {scene} and describe it aloud?
            Could you draw {scene} and then say what it shows?
            Make a picture of {scene} and describe it aloud.
            Make a picture of {scene} and say what is in it.
            Create an image of {scene}, then say what it shows.
            Create an image of {scene} and speak about it.
            Generate a picture of {scene} and describe it out loud.
            Paint {scene} and say what you painted.
            Show me {scene} and say what it is.
            Show me a picture of {scene} and describe it aloud.
            I want a picture of {scene} and a spoken description.
            Give me an image of {scene} and say what is in it.
            draw {scene} and say it
            picture and speech: {scene}
            Draw {scene} and talk about it.
        """,
        test="""
            Sketch {scene} and let me hear what it became.
            Illustrate {scene}, adding a spoken caption.
            Would you render {scene} and narrate the result?
            I need an illustration of {scene} with narration.
            {scene}: image plus voice, please
            Put {scene} on the canvas, afterwards voice a caption.
            Design {scene} and talk me through it.
            How would {scene} look? Answer with an illustration and your voice.
        """,
    ),
    "transcribe_draw": wording(
        train="""
            Write down what is said, then draw it.
            Write down what you hear and draw it.
            Write what the person says and draw it.
            Transcribe this, then draw it.
            Transcribe the recording and draw what is said.
            Transcribe the speech, then make a picture of it.
            Listen, write it down and draw it.
            Listen to this and draw what is said.
            Listen and draw.
            Please write down what is said and draw it.
            Please transcribe this and draw it.
            Please listen and draw what you hear.
            Tell me what is said, then draw it.
            Tell me what the person says and draw it.
            What is said? Draw it.
            What does the person say? Write it and draw it.
            Can you write down the words and draw them?
            Could you transcribe this and then draw it?
            Draw what is said.
            Draw what the person says.
            Draw what you hear.
            First write down the words, then draw a picture of them.
            Make a picture of what is said.
            write and draw
            words, then picture
        """,
        test="""
            Sketch what the speaker describes, after taking it down.
            Give me a transcript and an illustration of it.
            Would you illustrate the spoken sentence?
            Put the sentence into writing, next render it as an image.
            What were they describing? Text first, afterwards an illustration.
            transcript + illustration
            Follow the spoken instruction: note it, then sketch it.
            Take dictation and turn the result into an image.
        """,
    ),
}
