"""Asking about a recording: what is said, what is wanted, which word, which noise."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

HEARING = {
    "transcribe": wording(
        train="""
            What is said?
            What is being said?
            What is said in the recording?
            What does the person say?
            What does the speaker say?
            What does the voice say?
            What do you hear the person say?
            What did they say?
            What words do you hear?
            Which words are spoken?
            Tell me what is said.
            Tell me what the person says.
            Write down what is said.
            Write down what you hear.
            Write what the speaker says.
            Transcribe this.
            Transcribe the recording.
            Transcribe the speech.
            Please transcribe this audio.
            Please write down the words.
            Can you transcribe this recording?
            Could you write down what the person says?
            Turn the speech into text.
            speech to text
            Listen and write down the words.
            I need a transcript of this.
            Mind typing up this clip for me?
            Put these spoken sentences on paper.
            Give me a verbatim account of the talk.
            Jot down every word she utters.
            I'm wondering what he was saying there.
            Mind telling me what they're saying?
            full transcript please
            Convert this voice note to written form.
            voice to text
            audio transcription
            Type out the sentence being read aloud.
            I couldn't catch that sentence; spell it out in text.
            Repeat in writing what was just uttered.
            Dictation: take it down.
            Take down the speaker's words exactly.
            Provide a word-for-word rendering of this speech.
            Produce captions for this clip.
            Subtitle this audio for me.
            What would the subtitles read?
            Render the spoken passage as text.
            I'd love to read this instead of listening to it.
            Quote the talker exactly.
            What exactly came out of his mouth?
            What's the wording of this message?
            My hearing is poor, so type up this talk.
            What's this guy saying?
            What's the lady talking about, word for word?
            Someone is speaking; record their words in text.
            Get this speech into writing.
            Kindly supply the text of the spoken passage.
            It would help to have the words in writing.
            Do a transcription of the attached audio.
            Make a written copy of this voice message.
            What sentence is being read?
            Which sentence did the narrator read out?
            Copy out the sentence that you heard.
            Let me see the speech as text.
            Text version of the speech, please.
            Any chance you could type what she said?
            Would you mind noting down the man's words?
            I want the complete wording of the audio.
            Help me out: what was he saying?
            Recognise the speech in this file.
            run speech recognition on this
            automatic speech recognition output
            Decode the talking into letters.
            Spell out the whole utterance.
            What's the utterance in this audio file?
            Write up the voicemail.
            What does the voicemail tell me, verbatim?
            Listen closely and type the passage.
            Play it through and set down the full sentence.
            Report the exact phrases of the narrator.
            Reproduce the spoken text faithfully.
            Show the dialogue as text.
            Give the spoken lines in print.
            I have to have this speech in text form.
            Do you understand what they are saying? Type it.
            Can you make out what she's saying?
            Are you able to put his speech into writing?
            The words of this reader, please.
            Please provide the literal text of the recording.
            Caption the speech in this file.
            Note what the woman is telling us, word by word.
            Tell me verbatim what the reader pronounced.
            Let's have that passage in black and white.
            Scribble down everything this person mentions.
            Convert audio into words.
            recording to written text
            what did he just say
            Sorry, what was that sentence again?
            Say again in text what the announcer read.
            Create a transcript from the sound file.
            Act as my stenographer for this clip.
            Be my scribe and take this down.
            Extract the text from this speech.
            From this audio, draft the exact written words.
            Key in the sentences as they are spoken.
        """,
        test="""
            What was the person saying?
            Put the spoken words into writing.
            I need a transcript of this audio.
            Would you take this down for me?
            Dictation: type what is spoken.
            transcript please
            Which sentence does one hear here?
            Note what they are telling us.
            How does the spoken sentence go?
        """,
    ),
    "intent": wording(
        train="""
            What does the speaker want?
            What does the person want?
            What does the speaker want done?
            What does this person ask for?
            What is the speaker asking for?
            What is the intent?
            What is the intent of this command?
            What is the intent of the speaker?
            What is the command?
            What command is given?
            Which command is this?
            Which intent does the speaker have?
            Name the intent and its details.
            Give the intent and the slots.
            Give me the intent of this command.
            Tell me what the speaker wants.
            Tell me what the person asks for.
            Tell me the intent.
            Please give the intent of this recording.
            Can you tell what the speaker wants?
            Could you tell me the intent of this command?
            Understand this command.
            Turn this command into an intent.
            intent?
            intent and slots
            Listen and say what the person wants.
            What is this user trying to achieve?
            Figure out what the caller is after.
            What's the user's request?
            Which action should the assistant perform?
            What should the smart speaker do now?
            Work out the goal behind this instruction.
            What task is being requested here?
            Interpret this voice command.
            Parse the spoken instruction.
            parse command into slots
            Classify this request.
            Determine the purpose of this order.
            I need to know what the user is after.
            I'm wondering what action this person needs.
            Mind telling me what the caller is requesting?
            user intent with parameters
            spoken language understanding
            Extract the intent and its arguments.
            Identify the requested action and its parameters.
            What do they need the device to do?
            What is the assistant being told to do?
            What are we being instructed to do?
            What's the order here?
            What favour is this person asking of us?
            Which function does this utterance trigger?
            How should a voice assistant act on this?
            How would you interpret this request?
            Analyse the request and list its slots.
            Break this order down into action and details.
            Map this utterance to an intent.
            Label this utterance with its intent.
            Assign the right intent to this request.
            What outcome is the customer looking for?
            What does the user wish to happen?
            What would the user like us to do?
            What does she need done?
            What's he telling the machine to do?
            What's he after?
            What are they hoping to get done?
            Summarise the request as an intent with values.
            Please determine the aim of the talker.
            Kindly identify what is being requested.
            Would you work out what the customer needs?
            Any idea what this fellow wants done?
            Do you get what she wants?
            Do you understand the request? State it.
            Can you figure out the user's goal?
            Are you able to interpret the order?
            Somebody is giving an instruction; which one?
            A user spoke to the assistant. What for?
            Imagine you're Alexa: which action is this?
            You're the assistant. What must be done?
            Handle this voice request.
            Process the voice command.
            action requested
            requested task and details
            semantic parse of the request
            voice assistant intent detection
            Detect the intention in this utterance.
            Spell out the intention and the relevant entities.
            List the action with all its details.
            Which operation is wanted?
            Which service does the caller require?
            What is the objective of this utterance?
            What's the point of this request?
            What is the meaning of this order for the assistant?
            Decide which action the instruction calls for.
            Fill in the intent and slot values.
            Give the structured form of this request.
            Convert the spoken order to a structured action.
            Translate this instruction into an intent.
            I'd like the intention behind these words.
            I want the action and the parameters.
            Let me know what the user requires.
            Explain what the person would like done.
            Say which task the user has in mind.
            Show me the goal of this request.
            Recognise the instruction and its details.
            It's a request to a device; which kind?
            Get the request and its values from this clip.
        """,
        test="""
            What is this person trying to get done?
            What should the assistant do after hearing this?
            Parse the spoken request.
            Which action is being requested, and on what?
            Would you work out what they are after?
            request as intent with slots
            What's the goal behind this utterance?
            Interpret the instruction in the recording.
            How should a smart home react to this?
        """,
    ),
    "keyword": wording(
        train="""
            Which word is said?
            Which word do you hear?
            Which word is this?
            Which word is spoken?
            Which single word is said?
            Which keyword is said?
            What word is said?
            What word is this?
            What word do you hear?
            What word does the person say?
            What is the word?
            What is the keyword?
            What one word is spoken?
            Name the word.
            Name the word you hear.
            Tell me the word.
            Tell me which word is said.
            Write the word.
            Write down the word that is said.
            Please name the spoken word.
            Can you name the word?
            Could you tell me which word it is?
            Listen to the word and write it.
            word?
            the word that is said
            I only need the one word uttered here.
            Mind telling me which word that was?
            I'm wondering which term was pronounced.
            Pick out the lone word.
            Identify the short word being uttered.
            Recognise the keyword.
            keyword spotting
            single word recognition
            one-word clip, which one
            Somebody says just one word; give it.
            There's only one word here. Which?
            Spot the keyword in this clip.
            Detect the wake word.
            Which trigger word was used?
            Which term does the speaker pronounce?
            What term did he utter?
            What's the lone word in this recording?
            What's the one-word utterance?
            What single term comes out of her mouth?
            Just one word is heard; which would that be?
            Give me that one word.
            Give the keyword only.
            Answer with the single word uttered.
            Reply with the word they pronounced.
            Type the word that was called out.
            Spell the word that was uttered.
            Repeat the word.
            Say the word back to me.
            Echo the one word you heard.
            Print the spoken keyword.
            Please identify the isolated word.
            Kindly state the word being pronounced.
            Would you repeat the single word?
            Would you mind giving me the keyword?
            Do you recognise this word?
            Do you know which word she pronounced?
            Can you make out the word?
            Can you catch that one word?
            Could you spot the keyword for me?
            Are you able to pick up the word?
            Any idea which word he said?
            I didn't catch the word. What was it?
            I missed that word; repeat it, please.
            Sorry, which word was that?
            Help me figure out this word.
            I need the keyword from this snippet.
            I want to know the one word being voiced.
            I'd like to learn which word got uttered.
            Let me know the word in this snippet.
            Find out which word has been voiced.
            Figure out the word.
            Work out which word they are uttering.
            Guess the word.
            Guess which word she just called out.
            Determine the uttered word.
            Decide which word this clip contains.
            Classify the spoken word.
            Label this clip with its word.
            Tag the keyword in this audio.
            Match this snippet to a word.
            Choose the word that fits this clip.
            the keyword, please
            uttered word
            which word
            spoken word label
            that word again?
            name of the word uttered
            isolated word in audio clip
            Which key phrase is used here?
            Which short phrase or word is it?
            Which of the keywords is this?
            Which command word did the kid shout?
            What keyword does the clip contain?
            What keyword did she mention?
            What's the keyword he's using?
            What's that word?
            What's that word he just shouted?
            What word got mentioned?
            What word does this snippet hold?
            What word comes out here?
        """,
        test="""
            Spot the keyword.
            Recognise the spoken command word.
            Which of the words you know was uttered?
            One word was uttered. Which?
            What's the term being pronounced?
            keyword please
            Would you identify the word in this clip of sound?
            Say which command word this recording holds.
            Give just the word that was uttered.
        """,
    ),
    "hear": wording(
        train="""
            What sound is this?
            What sound do you hear?
            What is this sound?
            What is that noise?
            What noise is this?
            What noise do you hear?
            What do you hear?
            What can you hear?
            What can be heard?
            What makes this sound?
            What makes this noise?
            Which sound is this?
            Which sound do you hear?
            Which noise is this?
            Name the sound.
            Name this noise.
            Name the sound you hear.
            Tell me what sound this is.
            Tell me what you hear.
            Please name this sound.
            Can you name the sound?
            Could you tell me what this noise is?
            Listen. What is it?
            sound?
            what am I hearing
            What's making that racket?
            Where does this sound come from?
            What's the source of this noise?
            Identify the sound source.
            Classify this environmental sound.
            environmental sound classification
            sound identification
            noise source?
            sound event label
            background noise, which kind
            Recognise this sound effect.
            Which sound effect is playing?
            What's going on in the background?
            What's happening in this audio scene?
            What could be causing this noise?
            I'm wondering where that din comes from.
            Mind telling me what's making that noise?
            I keep hearing something; any clue what?
            Do you recognise this noise?
            Do you know this sound?
            Any idea what produces this sound?
            Got a clue what this racket is?
            Can you identify that noise?
            Can you guess the source of the sound?
            Could you work out what's causing the racket?
            Would you kindly identify this noise?
            Would you mind labelling the sound?
            Are you able to recognise this sound effect?
            Is it an animal, a machine or the weather?
            What animal or object is audible here?
            What thing is producing this racket?
            Which creature or machine is that?
            Which object gives off this sound?
            What sort of sound is that?
            What type of noise is in the clip?
            What kind of noise is going on?
            What's that sound?
            What's that weird noise?
            What's all that commotion?
            What's audible in this clip?
            What's the ruckus?
            What on earth is that noise?
            What's that I'm hearing outside?
            What's causing this sound?
            What is responsible for this noise?
            What creates such a noise?
            What emits this sound?
            What event does this sound belong to?
            What does this noise come from?
            What does that sound like to you?
            How would you label this sound?
            How would you describe this noise?
            To what would you attribute this sound?
            Describe the background sound.
            Describe the noise in this clip.
            Label the sound in the recording.
            Tag this sound.
            Categorise the noise.
            Determine what gives rise to this sound.
            Figure out what is making the sound.
            Work out where the noise comes from.
            Guess what this noise is.
            Guess the sound.
            Say what's causing the noise.
            Explain what this noise is.
            Find the origin of this sound.
            Pin down the cause of the noise.
            Let me know what's making this sound.
            Help me identify a strange sound.
            I can't place this noise. Can you?
            I need to know the cause of this sound.
            I want this noise identified.
            I'd like to find out what's buzzing or banging here.
            There's a noise here; what's behind it?
            Something is making a sound. What is it?
            Give me the name for this noise.
            Give the sound a label.
            Detect the sound event.
            Which sound event occurs?
            Which everyday sound is captured here?
        """,
        test="""
            Where might this noise come from?
            Recognise the sound, please.
            What's the source of what we hear?
            Identify the recording's sound event.
            Would you say what is sounding here?
            classify this sound
            This recording contains the sound of what?
            Any idea what is making that racket?
            What have I recorded?
        """,
    ),
    "describe_tune": wording(
        train="""
            What kind of tune is this?
            What kind of music is this?
            What sort of tune is it?
            What is this tune?
            What tune is this?
            Which key is this tune in?
            What are the kind, the key and the metre?
            Describe this tune.
            Describe the tune.
            Describe the music.
            Describe this piece of music.
            Please describe this tune.
            Please tell me about this tune.
            Tell me about this tune.
            Tell me what kind of tune this is.
            Tell me the kind and the key.
            Can you describe this tune?
            Can you tell what kind of tune it is?
            Could you describe the score?
            Read the score and describe it.
            Look at the notes: what is it?
            What do these notes make?
            Name the kind, key and metre.
            kind, key and metre
            describe tune
            Is it a jig, a reel or something else?
            What type of melody is this?
            Which dance does this melody belong to?
            What's the time signature and tonality?
            In what key is this melody written?
            major or minor, and which metre
            tune type, key, time signature
            melody type and key
            music notation summary
            Summarise this melody for me.
            Characterise this tune.
            Classify the melody.
            Analyse this sheet music.
            Examine the staff and identify the melody's type.
            Tell me the time signature, key and style.
            I'm wondering what style of tune this is.
            Mind telling me the melody's key and beat?
            I'd like to know the key and rhythm here.
            I need the metre and key of this piece.
            I want a short description of this melody.
            Give a brief account of the tune.
            Give me the tune's particulars.
            Give the melody's type, tonality and time.
            State the key signature and the time signature.
            State the dance type and the tonic.
            Identify the dance form, mode and metre.
            Identify this piece's genre and key.
            Determine the tonality and metre of the melody.
            Work out the key of this song.
            Figure out what dance tune it is.
            Please characterise the melody.
            Kindly outline the musical features of this piece.
            Would you sum up this tune?
            Would you mind describing this sheet music?
            Can you read music? What's this piece like?
            Can you figure out the key and meter?
            Could you analyse the notation?
            Could you say which dance it is, and its key?
            Are you able to classify this folk tune?
            Do you recognise the type of this melody?
            Any idea what style and key it's in?
            How would you describe this melody?
            How would a musician sum up this tune?
            How many beats in the bar, and in which key?
            How is this tune counted, and what's its tonic?
            What's this melody like?
            What's this song's key and time?
            What's the musical form, mode and meter?
            What's the style of this folk tune?
            What's the tonic, and is it major or minor?
            What's the rhythm and key of this melody?
            What genre does this tune belong to?
            What dance would one do to this melody?
            What can you say about this piece of sheet music?
            What does the sheet music show?
            What does this notation tell a musician?
            What sort of melody is written on the stave?
            What would you call this type of tune?
            What key and meter does the piece use?
            What scale and time signature are used?
            What mode is the melody in?
            Which style of dance music is that?
            Which time signature and key does it have?
            Which type of folk melody do we have here?
            Which musical category fits this tune?
            Is this piece major or minor, and what type?
            Is this a waltz, a march, a polka?
            Explain what sort of piece this is.
            Explain the music on this page.
            Outline the tune: form, tonality, beat.
            Report the tune's form, key and meter.
            Study the staves and describe the melody.
            Go through the notes and classify the tune.
            Take a look at this melody. Which type is it?
            Here's a tune; tell me its type and key.
            Here's some sheet music. What have we got?
            I found this melody; describe its character.
            My fiddle teacher gave me this. Which tune type?
            I'm about to play this. Key and metre?
            Help me understand this melody's style and key.
        """,
        test="""
            How would a musician sum this melody up?
            Identify this melody.
            Which dance do these notes belong to, and in what key?
            Characterise the attached score.
            melody facts, please
            Give me the particulars of this melody.
            What would a fiddler call this?
            State its type, its scale and its time signature.
        """,
    ),
}
