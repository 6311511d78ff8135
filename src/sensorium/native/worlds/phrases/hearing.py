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
