"""Asking for words that stand in the request itself."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import Wording, wording

REPEATING: dict[str, Wording] = {
    "repeat": wording(
        train="""
            Repeat: {text}
            Repeat this: {text}
            Repeat after me: {text}
            Repeat these words: {text}
            Please repeat: {text}
            Please repeat this: {text}
            Copy: {text}
            Copy this: {text}
            Copy this text: {text}
            Please copy these words: {text}
            Write: {text}
            Write this: {text}
            Write these words: {text}
            Write the same: {text}
            Write this once more: {text}
            Type this: {text}
            Type these words again: {text}
            Say it again: {text}
            Give me this text again: {text}
            Answer with these words: {text}
            Answer with this: {text}
            Echo: {text}
            The text is "{text}". What is the text?
            Here is a line: {text} What does the line say?
        """,
        test="""
            Echo this back to me: {text}
            Reproduce the following: {text}
            Say the following words: {text}
            Return this unchanged: {text}
            I want you to write down: {text}
            Your answer shall be: {text}
            Spell out this line as it is: {text}
            Put this on paper once again: {text}
        """,
    ),
    "follows": wording(
        train="""
            Which word comes after "{word}" in: {text}
            Which word comes after "{word}" here: {text}
            Which word follows "{word}" in: {text}
            Which word follows "{word}" here: {text}
            Which word stands after "{word}" in: {text}
            What comes after "{word}" in: {text}
            What comes after "{word}" here: {text}
            What comes right after "{word}" in: {text}
            What follows "{word}" in: {text}
            What follows "{word}" in this line: {text}
            What stands after "{word}" in: {text}
            What stands after "{word}" in this line: {text}
            What is the word after "{word}" in: {text}
            What is the word after "{word}" here: {text}
            What is next to "{word}" on its right in: {text}
            Name the word after "{word}": {text}
            Name the word that follows "{word}": {text}
            Give me the word after "{word}": {text}
            Give me the word that follows "{word}": {text}
            Find the word after "{word}": {text}
            Find "{word}" and tell me the next word: {text}
            After "{word}", which word comes next? {text}
            Which word is next after "{word}"? {text}
        """,
        test="""
            Look for "{word}" in this line and write what comes next: {text}
            What do you find directly behind "{word}"? {text}
            Which one is written just behind "{word}"? {text}
            Go to "{word}" and move one word on: {text}
            Tell me the successor of "{word}" in this list: {text}
            In the following list, what succeeds "{word}"? {text}
            Starting at "{word}", which is the very next word? {text}
            Point to the word behind "{word}": {text}
        """,
    ),
}
