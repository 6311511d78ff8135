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
            Do me a quick sketch of {scene}, would you?
            Illustrate {scene}.
            An illustration of {scene}, please.
            I need artwork depicting {scene}.
            Produce a rendering of {scene}.
            Depict {scene} for me.
            Visualize {scene}.
            Visualise {scene} on a canvas, please.
            Help me visualize {scene}.
            Design a graphic featuring {scene}.
            Would you mind sketching {scene}?
            Doodle {scene} for me.
            A little doodle of {scene} would be lovely.
            Fancy drawing {scene} for me?
            Put {scene} on the canvas.
            Get {scene} down on paper.
            What does {scene} look like? Show me.
            Let me see {scene}.
            Let's see {scene} on the screen.
            Display {scene}.
            Portray {scene}.
            A portrait of {scene}, if you please.
            Grab your brush and paint {scene}.
            Pick up a pencil and draw {scene}.
            Kindly produce an illustration showing {scene}.
            Whip up an image of {scene}.
            Knock up a quick picture of {scene}, mate.
            Cook up some art with {scene}.
            Could I get a painting of {scene}?
            May I have an illustration of {scene}?
            Might you sketch {scene} for us?
            I'm after a picture of {scene}.
            I'd love a drawing of {scene}.
            I could really use a graphic of {scene}.
            We need a visual of {scene}.
            My daughter wants to see {scene} drawn.
            Imagine {scene} and put it in an image.
            Think of {scene}, then show it as a picture.
            Turn this text into an image: {scene}
            text to image: {scene}
            Image prompt: {scene}
            Drawing: {scene}
            Painting of {scene}
            photo of {scene}
            Take a photo of {scene}.
            A photograph showing {scene}, please.
            Snap me a pic of {scene}.
            Gimme a pic of {scene}.
            {scene}, as a picture
            {scene}, drawn by you
            artwork: {scene}
            sketch of {scene}
            illustration with {scene}
            clip art of {scene}
            Build a picture that contains {scene}.
            Fill the canvas with {scene}.
            Colour in {scene} for me.
            The picture should show {scene}.
            My poster must have {scene} on it. Draw that.
            Are you able to illustrate {scene}?
            Do you know how to draw {scene}?
            How about a picture of {scene}?
            Have a go at drawing {scene}.
            Try to draw {scene}.
            It would be great to see an image of {scene}.
            Go ahead and make some art: {scene}
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
            Do an impression of {name}.
            Mimic the noise of {name}.
            Simulate the sound of {name}.
            Reproduce the noise that belongs to {name}.
            I need a sound effect of {name}.
            Sound effect: {name}
            audio of {name}
            An audio clip of {name}, please.
            noise: {name}
            {name} sound effect
            {name}, as a sound
            {name} noise please
            recording of {name}
            Put on a recording of {name}.
            Show me how {name} sounds.
            Demonstrate what {name} sounds like.
            Do you know what {name} sounds like? Play it.
            Remind me how {name} sounds.
            I've never heard {name}. Let me listen.
            I forgot what {name} sounds like.
            I wonder what {name} sounds like.
            I'm curious how {name} would sound.
            Let me listen to {name}.
            Could I listen to the sound of {name}?
            May I hear the noise of {name}?
            Can I hear {name}, please?
            Would you mind playing the noise of {name}?
            Kindly emit the sound of {name}.
            Emit a noise: {name}
            Synthesize the sound of {name}.
            Synthesise a noise resembling {name}.
            Make some noise, like {name}.
            Sound like {name}.
            Sound just like {name} for a second.
            Pretend to be {name} and make the noise.
            Recreate the sound of {name}.
            Render audio of {name}.
            Give us a blast of {name} noise.
            Let's hear the noise of {name}.
            Let's have the sound of {name}.
            Fetch me the sound of {name}.
            I'm after the sound of {name}.
            I'm looking for a sound clip of {name}.
            I'd love to hear what {name} sounds like.
            We need the sound of {name} for our film scene.
            My game needs a sound effect: {name}
            Our play needs an effect offstage: {name}
            Got any sound of {name}?
            Do you have the sound of {name}?
            Are you able to imitate the noise of {name}?
            Fake the sound of {name}.
            Turn this into a sound effect: {name}
            text to sound: {name}
            audio effect, {name}
            Trigger the effect: {name}
            Have a go at sounding like {name}.
            Try to make the noise of {name}.
            The sound I want is {name}.
            The noise should be {name}.
            What noise comes from {name}?
            What sort of noise is {name}?
            Which sound does {name} have?
            My ears want the sound of {name}.
            Through the speakers: the noise of {name}
            Close your eyes and imagine {name}. Now make that noise.
            How about the sound of {name}?
            Hit me with the sound of {name}.
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
            How do you pronounce "{words}"?
            Utter the words "{words}".
            Kindly utter the following: {words}
            Recite: {words}
            Recite this line for us: {words}
            Repeat this with your voice: {words}
            Voice this: {words}
            Voice the line "{words}".
            Give voice to these words: {words}
            Voice over: {words}
            Do a voiceover of "{words}".
            Narrate this text: {words}
            Narration: {words}
            Make this announcement: {words}
            Read out: {words}
            Read this text to me: {words}
            Would you read out "{words}"?
            Could you read the phrase "{words}" to me?
            My eyes are tired. Read me this: {words}
            I can't read this. Say it for me: {words}
            Speak the phrase "{words}" clearly.
            Speak out loud: {words}
            Use your voice to say "{words}".
            Let's hear you say "{words}".
            Let me hear the words "{words}".
            Let me listen to you reading "{words}".
            I'd like to hear you say "{words}".
            I'd love you to say "{words}" aloud.
            I need this spoken: {words}
            I need a recording of someone saying "{words}".
            Record yourself saying "{words}".
            Leave a voice message saying "{words}".
            Convert this text to speech: {words}
            Convert to spoken audio: {words}
            Synthesize speech: {words}
            Synthesise a voice saying "{words}".
            Generate speech from this text: {words}
            Produce spoken audio of "{words}".
            Create a voice clip of "{words}".
            voice: {words}
            spoken: {words}
            aloud: {words}
            read out loud "{words}"
            pronunciation of "{words}"
            Talk: {words}
            Talk to me. Say "{words}".
            How does "{words}" sound when spoken?
            What does "{words}" sound like when someone says it?
            Shout "{words}".
            Whisper "{words}" to me.
            Call out "{words}".
            Go on, say "{words}".
            Would you mind saying "{words}"?
            Will you say "{words}" out loud?
            Are you able to pronounce "{words}"?
            Tell the room: {words}
            Deliver this line: {words}
            Your line is "{words}". Speak it.
            Open your mouth and say "{words}".
            Put this into spoken words: {words}
            Have a go at saying "{words}".
            Express verbally: {words}
            Mouth these words out loud: {words}
            Dictate to me: {words}
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
            Improvise {tune}.
            Improvise {tune} on the spot, please.
            Come up with {tune}.
            Think up {tune} for us.
            Dream up {tune}.
            Devise {tune} for my video.
            Produce {tune}.
            Kindly produce {tune} for our guests.
            Would you perform {tune}?
            Score {tune}.
            Arrange {tune} for me.
            Put together {tune}.
            Build {tune} from scratch.
            Let's jam, {tune}.
            Let's have {tune}.
            Let's hear {tune}.
            I need {tune} as background music.
            I need a soundtrack: {tune}
            We need {tune} for the party.
            I'm after {tune}.
            I'm looking for {tune}.
            I feel like listening to {tune}.
            I fancy {tune}.
            I'd love {tune}.
            I'd love to hear {tune} right now.
            I could do with {tune}.
            Could I have {tune}, please?
            May I hear {tune}?
            Can we get {tune}?
            Would you mind composing {tune}?
            Are you able to compose {tune}?
            Do you think you could write {tune}?
            Might you compose {tune} for the occasion?
            What about composing {tune}?
            Fancy making {tune}?
            Be my composer and write {tune}.
            Be a musician. Play {tune}.
            Sit at the piano and play {tune}.
            Strike up {tune}.
            Strike up the band with {tune}.
            Put on {tune}.
            Put some music on, {tune}.
            Entertain us with {tune}.
            Cheer me up with {tune}.
            Serenade me with {tune}.
            Treat me to {tune}.
            Surprise me with {tune}.
            Hit me with {tune}.
            Give us {tune}.
            Hum {tune}.
            Whistle {tune} for me.
            My film wants a score: {tune}
            My song should be {tune}.
            The music I want is {tune}.
            The melody should be {tune}.
            The room is too quiet. Play {tune}.
            Turn this into music: {tune}
            text to music: {tune}
            Song: {tune}
            Melody: {tune}
            soundtrack: {tune}
            new song, {tune}
            instrumental piece: {tune}
            {tune}, please
            {tune}, composed by you
            Have a go at {tune}.
            Try composing {tune}.
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
