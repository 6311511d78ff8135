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
            Explain the photo, then bring it to life as a video with a soundtrack.
            Caption this image, then animate it with background music.
            Give me a caption, a video and a melody for this picture.
            Summarize the scene in words and produce a musical clip of it.
            Put the picture into words, then into motion, with a score.
            Start with a description, then shoot a short movie with music.
            Begin by describing the photo; afterwards make a clip with a song.
            Tell me about this photo, then film what happens next with music.
            Give a description and then a movie with a soundtrack.
            Identify what is shown, then produce a video set to music.
            What's going on in this image? Then animate it, with a tune.
            What's shown here? Follow up with a video and a soundtrack.
            What is this a picture of? Turn it into a film with a score.
            Look at this, describe it, and let it move to music.
            Have a look at the photo, explain it, then film it with a melody.
            Take this picture, write about it, and make a music video.
            Write a sentence about the image and then make a music video.
            Jot down what you see, then animate the scene with a song.
            Caption, video, soundtrack.
            caption plus animation plus music
            description and music video
            image to text, then video with soundtrack
            explain, animate, add a tune
            words first, then moving pictures with music
            caption this photo then video with song
            Bring this photo to life with music, but describe it first.
            Before you film it with music, describe the picture.
            Once you have described the photo, make it a movie with a tune.
            After captioning the image, produce a video with a melody.
            I'd like a caption followed by a video with a soundtrack.
            I'd love a description and then a little film set to music.
            I need text describing this, plus a video of it with music.
            I need a caption and a musical animation of this image.
            We want this photo described and then filmed with a score.
            Would you describe this photo and then animate it to music?
            Could I get a caption and then a movie with a soundtrack?
            May I have a description, then a moving version with music?
            Can we have this explained, then animated with a song?
            Are you able to caption this image and film it with a melody?
            Kindly provide a description, followed by a video with musical accompaniment.
            Kindly caption the photograph, then produce footage with a soundtrack.
            Provide a summary of the image, then a video accompanied by music.
            Generate a caption and then footage with background music.
            Create a description, then a video sequence with a melody.
            Produce a caption, then an animation set to a tune.
            Make a caption for the photo, then a movie with a soundtrack.
            Name what's in the shot, then roll the camera and play a tune.
            List what is in the photo, then let it come alive with music.
            Talk me through the image in text, then film it with a song.
            Let me know what's in the photo, then show it moving with music.
            Say in words what's there, then set it in motion with a soundtrack.
            Pop a caption on this, then turn it into a clip with a tune.
            Fill me in on this picture, then make a musical movie of it.
            Walk me through this photo, then play it as a film with music.
            Report what the image contains, then extend it into a video with a score.
            State what this image shows; next, animate and compose music for it.
            Observe the image, outline its contents, and produce a film with music.
            Recognize the objects, then get them moving to a melody.
            Detail the scene, then carry on with a video and a backing track.
            Sum up this image, then let it play out on film with a backing track.
            Here's a photo. Describe it, then make it dance to some music.
            This is my picture. Explain it and shoot a film with a song.
            How would you describe this? Now film it, and put music on it.
            Three things: a caption, a video, a tune.
            Step one, describe the photo. Step two, a video with music.
            Tell the story of this image, then screen it as a movie with music.
            Imagine what follows: describe the picture, then film it with a soundtrack.
            Describe this snapshot and make it move while a melody plays.
            Describe what's pictured, then give me moving footage with a song.
            Text description, then footage, then a soundtrack.
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
            Narrate this picture for me.
            Narrate what you see.
            Give me a spoken description of this photo.
            A verbal description of the image, please.
            Describe this photo verbally.
            Explain the photo out loud.
            Voice a description of this image.
            Use your voice to explain this photo.
            Talk about this image.
            Talk me through the picture out loud.
            Talk to me about what is in this photo.
            Read this picture out to me.
            Speak and tell me what's in this photo.
            Caption it out loud, please.
            Make an audio description of the image.
            Provide audio narration for this photograph.
            Produce a voice description of the image.
            Create a voiceover describing this image.
            audio description of the image
            spoken caption
            voice caption for this photo
            narrate image
            image to speech
            speak the picture
            photo description, out loud
            verbal description please
            say image contents
            I'm blind. What does the photo show? Speak to me.
            I cannot see well, so explain this image aloud.
            My eyes are bad. Tell me in words I can hear what's here.
            I don't have my glasses. Say what's in this photo.
            I'm driving, so tell me by voice what the image shows.
            I want to hear what's in the picture.
            I'd like to hear a description of this image.
            I'd love to hear you describe this photo.
            I need someone to say what's in this image.
            Let me hear what you see.
            Let me hear a description of this picture.
            Let me listen to you describing the image.
            Let's hear what this photo shows.
            Can I hear what is in this picture?
            Could I have a spoken summary of the image?
            May I hear your description of this photograph?
            Would you mind saying what you see here?
            Would you narrate the image for me?
            Will you tell me with your voice what's shown here?
            Are you able to speak about what's in this photo?
            Kindly announce what the image contains.
            Kindly give an oral description of this picture.
            Announce what you see.
            Report verbally on what is in the image.
            Explain in spoken words what is pictured.
            Identify aloud the things in this photo.
            Name out loud what's in the image.
            What's this? Speak your answer.
            What's in this photo? Use your voice.
            What is shown here? Reply in speech.
            What am I looking at? Tell me out loud.
            What can you see? Let me hear it.
            Who or what is in the shot? Answer by voice.
            Look at this and talk to me about it.
            Have a look at this image and say what's there.
            Take a look, then speak about it.
            Don't write. Speak a description of the image.
            No text please, just say what the picture shows.
            Turn this picture into speech.
            Convert the image to a spoken description.
            Be my eyes and say what's there.
            Pretend I'm on the phone and describe this photo to me.
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
            Sketch {scene} and narrate it.
            Sketch {scene}, then tell me out loud what you sketched.
            Illustrate {scene} and explain it aloud.
            Illustrate {scene}, with a voice description.
            Depict {scene} and give a spoken caption.
            Render {scene}, then voice a description.
            Render an image of {scene} and speak a caption.
            Produce a picture of {scene} with spoken narration.
            Produce an illustration of {scene}, then narrate.
            Design a graphic of {scene} and talk me through it.
            Visualize {scene} and describe the result verbally.
            Visualise {scene}, then put it in spoken words.
            Doodle {scene} and tell me about it out loud.
            Do me a painting of {scene}, then talk about it.
            Let me see {scene} and hear you describe it.
            Let me see a picture of {scene}, then let me hear about it.
            Let's see {scene}, and let's hear what it is.
            I'd love an illustration of {scene} with a voiceover.
            I need {scene} drawn and then described by voice.
            I'm after a drawing of {scene}, with narration.
            I'm looking for a picture of {scene} and a spoken caption.
            We need artwork of {scene} along with a verbal description.
            My son wants {scene} drawn and explained out loud.
            May I have a sketch of {scene}, followed by a verbal description?
            Can we have an image of {scene} and a voice telling about it?
            Would you sketch {scene} and narrate what you made?
            Would you mind drawing {scene} and talking about it?
            Will you illustrate {scene}, then speak about the picture?
            Are you able to paint {scene} and describe it by voice?
            Might you depict {scene} and comment on it aloud?
            Kindly illustrate {scene}, then provide a spoken description.
            Kindly make an image of {scene} and narrate it.
            Provide an image of {scene} with audio narration.
            Pick up a pencil, draw {scene}, and tell me aloud about it.
            Grab a brush and paint {scene}. Then talk about your painting.
            Put {scene} on paper, then speak a caption.
            Fill the canvas with {scene} and tell me in speech what's there.
            Get {scene} drawn, then read out a caption.
            Make some art of {scene} and present it out loud.
            Make a sketch of {scene} and voice a caption.
            Make {scene} appear and say its name.
            Make an illustration of {scene}, then let me hear a description.
            Create a drawing of {scene} with a voiceover.
            Create art showing {scene}, and add a spoken explanation.
            Generate {scene} as an image and narrate.
            Generate an illustration of {scene} plus speech about it.
            Turn {scene} into a picture and a spoken description.
            Have a go at drawing {scene}, then say what it is.
            Try drawing {scene} and explain it verbally.
            What does {scene} look like? Show me and tell me aloud.
            Show and tell: {scene}
            Show and tell me {scene}.
            Imagine {scene}, draw it, and talk about what you drew.
            Once you have drawn {scene}, describe it out loud.
            After drawing {scene}, say what you made.
            When you finish painting {scene}, tell me aloud what it is.
            Begin by sketching {scene}; afterwards, describe it by voice.
            Start with a drawing of {scene}, then speak.
            image and voice: {scene}
            picture plus narration: {scene}
            drawing with voiceover: {scene}
            image and audio description: {scene}
            drawing and spoken caption of {scene}
            sketch and speak: {scene}
            sketch {scene}, narrate
            illustrate and say: {scene}
            {scene}, drawn and spoken
            {scene}, as a picture with speech
            Both please, a picture of {scene} and a voice describing it.
            Not only draw {scene} but also tell me about it aloud.
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
            Take dictation, then illustrate it.
            Take down the words and sketch them.
            Jot down what was said and illustrate it.
            Note what you hear, then sketch it.
            Note down the speech and paint it.
            Type out the recording, then draw what it describes.
            Type what you hear and make an image of it.
            Put the speech into text, then into a picture.
            Convert this audio to text, then to an image.
            Turn what you hear into text, then into an image.
            Transcribe and illustrate.
            Transcribe the audio, then generate an image.
            Transcribe the voice note and paint what it says.
            Generate text from the audio and an image from the text.
            Make art out of what you hear.
            Sketch what the speaker is saying.
            Sketch whatever is being said.
            Illustrate what you hear in this clip.
            Paint what the voice describes.
            Paint what you are hearing.
            Depict what is spoken in the recording.
            Render what the speaker mentions.
            Visualize what this person is talking about.
            Show me a picture of what was said.
            Show me what the speaker is describing.
            Listen carefully, then sketch it.
            Listen up, note it down, and illustrate it.
            Have a listen, type it up and draw it.
            Hear this out, then paint it.
            Follow the spoken instruction and draw.
            What's being said? Write it, then sketch it.
            What are they saying? Show me in a picture.
            What did she say? Put it in writing and draw it.
            What did he say? Illustrate it.
            What words do you hear? Sketch them too.
            I'm deaf, so write what is said and show me a picture.
            I didn't catch that. Write it out, then draw it.
            I want a transcript and then a drawing.
            I'd like the words written and then illustrated.
            I'd love to see what is being said as a picture.
            I need this audio typed up and drawn.
            I need the recording written out, plus an image of it.
            We need the speech in text and as an illustration.
            Could I get a transcript with a picture?
            May I have the spoken words in writing, then an illustration?
            Can you sketch what the voice tells you?
            Would you type this up and illustrate it?
            Would you mind transcribing the clip and sketching it?
            Will you listen and then paint what you heard?
            Are you able to note the words and picture them?
            Kindly transcribe the message, then provide an illustration.
            Kindly take down the sentence and depict it.
            Recognize the speech, then draw the scene.
            Understand what is spoken and illustrate it.
            Caption the audio, then draw it.
            Repeat the speech in text, then draw it.
            Spell out what was spoken and draw it.
            Someone is speaking. Write it up and draw it.
            Here's a voice note. Type it and turn it into art.
            After transcribing, draw.
            Once you have the words on paper, sketch them.
            Speech first into text, then into an image.
            speech to text to image
            audio to picture
            voice to drawing
            transcript plus illustration
            transcribe, illustrate
            dictation and drawing
            listen, type, sketch
            text of the speech, then image
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
