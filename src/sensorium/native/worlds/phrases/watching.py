"""Asking about one thing of a clip by its name: what it does, and whether it does something."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

WATCHING = {
    "watch_does": wording(
        train="""
            What's the {thing} doing?
            Describe the action of the {thing}.
            Tell me what happens to the {thing} in this clip.
            what does the {thing} do here
            Could you please say what the {thing} gets up to in the video?
            Keep your eye on the {thing}: what does it do?
            How does the {thing} behave over these two seconds?
            {thing}: what's it doing?
            The {thing} does what, exactly?
            Watch the {thing} and report its behaviour.
            I'd like to know what goes on with the {thing} during the clip.
            Any idea what the {thing} is up to?
            In a word or two, what is the {thing} seen doing?
            So what's going on with the {thing} in this one?
            Name the action performed by the {thing}.
            If you play the footage, what do you see the {thing} doing?
            behaviour of the {thing}?
            As the video plays, what becomes of the {thing}?
            Give me a quick summary of what the {thing} does on screen.
            I missed it. What did the {thing} just do?
            Which action does the {thing} carry out in the animation?
            How is the {thing} animated?
            What would you say the {thing} is doing throughout the film?
            Complete this sentence about the video: "The {thing} ..."
            What sort of animation has been applied to the {thing}?
            Can you work out what the {thing} does between the first frame and the last?
            There's something I want to ask about the {thing}: what is it doing in the recording?
            Mind telling me what the {thing} is doing?
            pls say what the {thing} does in this vid
            My screen's too small to make out the {thing}. What's it doing?
            What verb best fits the {thing} in this footage?
            Look at the {thing}. What's happening to it?
            Explain what the {thing} does from start to finish.
            What do we watch the {thing} do?
            For someone who can't see the clip, how would you put what the {thing} does?
            I'm wondering what the {thing} does while the clip runs.
            Just the {thing}, please. What does it do?
            Right then, what's the {thing} playing at?
            What did whoever made this animation have the {thing} do?
            Activity of the {thing} in the clip, please.
            Help me caption this: what is the {thing} doing?
            Two seconds of footage, and in that time the {thing} does what?
            Focus on the {thing} and identify its action.
            Hey, what's up with the {thing} in this video, like what is it doing?
            From what you can see, how does the {thing} act?
        """,
        test="""
            Keep your eye on the {thing} and tell me what it gets up to.
            whats going on with the {thing} here
            In a word or two, how would you sum up the behaviour of the {thing}?
            Sorry, I blinked and missed it. What happened with the {thing}?
            Finish my sentence: over these two seconds, the {thing} ...
            What animation, if any, has been put on the {thing}?
            If I couldn't see the screen, what would you tell me the {thing} was doing?
            action of the {thing}?
            My little one is asking what the {thing} does in this video, could you help?
            Which verb goes best with the {thing} in this footage?
            Between the first frame and the last, how does the {thing} behave?
            Never mind anything else on screen, just report on the {thing}.
        """,
    ),
    "watch_if": wording(
        train="""
            Is the {thing} {doing}?
            Do you see the {thing} {doing}?
            The {thing} is {doing}, isn't it?
            Can you tell me whether the {thing} is {doing} in this clip?
            Does the video show the {thing} {doing}?
            {thing} {doing}, yes or no?
            Looks to me like the {thing} is {doing}. Am I right?
            Would it be correct to say that the {thing} is {doing}?
            Please check if the {thing} is {doing}.
            is that {thing} {doing} or not
            I think the {thing} is {doing}. Do you agree?
            Yes or no: the {thing} can be seen {doing}.
            Was the {thing} {doing} in the footage?
            Someone told me the {thing} is {doing} here. Is that so?
            Confirm for me, yes or no, that the {thing} is {doing}.
            What we have here is the {thing} {doing}, correct?
            So the {thing}'s {doing}, yeah?
            Have I got this right, that the {thing} is {doing}?
            Would you describe the {thing} as {doing}?
            Is this a clip of the {thing} {doing}?
            hey is the {thing} {doing} in this vid
            Could you let me know if you can see the {thing} {doing}?
            If I pressed play, would I find the {thing} {doing}?
            Does "{doing}" describe what happens with the {thing}?
            Watch the {thing} closely. Is it {doing}?
            I need a simple yes or no on whether the {thing} is {doing}.
            Are we watching the {thing} {doing}?
            "The {thing} is {doing}": does that caption match the film?
            Have a look at the {thing} for me, would you? Is it {doing}?
            As far as you can tell, is {doing} what the {thing} does?
            In this animation, has the {thing} been shown {doing}?
            Does the {thing} spend these two seconds {doing}?
            I can't quite make it out, but is the {thing} {doing} on screen?
            Would a viewer notice the {thing} {doing}?
            Is it the case that the {thing} is {doing} in the recording?
            the {thing}... is it {doing}?
            When the clip plays, do we get to see the {thing} {doing}?
            Surely the {thing} is {doing}, no?
            Did whoever made this video have the {thing} {doing}?
            Say yes if the {thing} is {doing} and no if it isn't.
            Judging by the footage, is the {thing} {doing}?
            I was expecting to see the {thing} {doing}. Is that what it does?
            Quick check: {thing} {doing}?
            I've written down that the {thing} is {doing}. Is my note accurate?
        """,
        test="""
            Would I be right in thinking the {thing} is {doing}?
            My mate reckons the {thing} is {doing}. Is he right?
            {thing} {doing} y/n
            I put in my notes that the {thing} is {doing}; did I get that right?
            If I hit play, will I see the {thing} {doing}?
            Would it be fair to describe the {thing} as {doing}?
            Is {doing} what the {thing} does here?
            I can't quite make it out, but isn't the {thing} {doing}?
            Someone told me the {thing} would be {doing} in this one. Is that so?
            Answer yes if the {thing} is {doing} and no if it's doing something else.
            I'm after a video of the {thing} {doing}. Does this one qualify?
            so we've got the {thing} {doing} in this clip, correct?
        """,
    ),
}
