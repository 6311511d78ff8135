"""What else people ask of a picture: what is there, whether something is true of it, of which thing it is true."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

ASKING = {
    "present": wording(
        train="""
            Is {thing} anywhere to be seen?
            Can you spot {thing} here?
            Does the picture include {thing}?
            Do you see {thing} in this image?
            Tell me whether the drawing has {thing} in it.
            Yes or no: {thing} appears in this picture.
            I'm looking for {thing}. Is that something this image has?
            Would I find {thing} among these things?
            Has whoever drew this put in {thing}?
            {thing}: there or not?
            Check if there's {thing} in the scene, please.
            Is one of the things shown {thing}?
            Have we got {thing} in this one?
            Say yes if the image shows {thing} and no if it doesn't.
            Could you let me know if {thing} is part of this scene?
            Looking at the picture, would you say it contains {thing}?
            there's {thing} in here, right?
            Am I right in thinking there is {thing} in the drawing?
            If I went through everything in this picture, would {thing} turn up?
            Does {thing} feature in this scene?
            I need to know if {thing} is shown. Yes or no will do.
            So, is there {thing} or isn't there?
            Was {thing} drawn in this image?
            Can {thing} be seen in the picture at all?
            Please confirm the presence or absence of {thing} with a yes or a no.
            Is it true that the picture shows {thing}?
            Did they include {thing}?
            My daughter says she can see {thing} in this drawing. Is she right?
            Among the objects here, is there {thing}?
            See {thing} anywhere?
            Would it be correct to say that {thing} is depicted?
            Have a look and tell me, is {thing} in there?
            {thing} in the pic, yes or no?
            Does this happen to have {thing} in it?
            I wonder if there might be {thing} in this image.
            Are we looking at a scene with {thing} in it?
            Contains {thing}?
            Can I tick off {thing} as being in this picture?
            Do any of the items in the image look like {thing}?
            I was told to expect {thing} in this image. Is it there?
            Quick check: is {thing} present?
            Take a look at the scene. Does it have {thing} somewhere?
            If someone asked for a picture with {thing} in it, would this one do?
            Would you mind checking the image for {thing}? Just a yes or no.
            Do you notice {thing} at all?
            hey is there {thing} in this
            State whether or not {thing} is visible.
            Is this one of the pictures with {thing} in it?
            I could swear I saw {thing} in there. Did I?
        """,
        test="""
            Did the artist include {thing}?
            My daughter swears she spotted {thing} in here, is she right?
            Would I find {thing} if I looked closely at this image?
            {thing} - yes or no?
            Check whether {thing} made it into this drawing.
            Does {thing} feature anywhere among these items?
            I'm hunting for {thing}, have I got the right picture?
            Is one of the things shown here {thing}?
            Could you confirm for me that this scene has {thing} in it?
            any sign of {thing}
            If I said this picture contained {thing}, would that be the truth?
            Looking at the attached image, do you notice {thing}?
        """,
    ),
    "confirm": wording(
        train="""
            Would you say the {thing} is {claim}?
            Am I right that the {thing} is {claim}?
            The {thing} is {claim}, isn't it?
            Is it true that the {thing} is {claim}?
            Can you confirm that the {thing} is {claim}?
            Tell me if the {thing} is {claim}.
            Yes or no: is the {thing} {claim}?
            the {thing}, is it {claim}?
            Check whether the {thing} is {claim}, please.
            I think the {thing} is {claim}. Do you agree?
            Someone told me that the {thing} is {claim}. Is that so?
            Look at the {thing}. Is it {claim}?
            {thing} {claim}? y/n
            So the {thing} is {claim}, yes?
            If I said the {thing} was {claim}, would I be correct?
            Is the {thing} in this image {claim} or not?
            Would it be accurate to describe the {thing} as {claim}?
            Say yes if the {thing} is {claim}, otherwise no.
            Judging by what you can see, is the {thing} {claim}?
            My note reads "{thing}: {claim}". Is my note right?
            Is {claim} a fair description of the {thing}?
            Did the artist draw the {thing} so that it is {claim}?
            About this {thing}: can it be said to be {claim}?
            "The {thing} is {claim}." Correct?
            Answer yes or no. The {thing} is {claim}.
            I'd like to know if the {thing} is really {claim}.
            See the {thing}? That's {claim}, is it?
            {claim}, is that how you'd describe the {thing}?
            Could you check something for me: is this {thing} {claim}?
            Going by the image, the {thing} must be {claim}. Is that right?
            hey is that {thing} {claim}
            Does it look to you as though the {thing} is {claim}?
            Have I got this right, that the {thing} is {claim}?
            As drawn, is the {thing} {claim}?
            My friend claims the {thing} is {claim}. Is my friend right?
            With regard to the {thing}, please state whether it is {claim}. Yes or no.
            I was expecting the {thing} to be {claim}. Is it?
            Is the {thing} actually {claim}, though?
            It says here that the {thing} should be {claim}. Is it?
            Let me know, yes or no, if the {thing} happens to be {claim}.
            Would "{claim}" be the right thing to write about the {thing}?
            Can we agree that the {thing} is {claim}?
            pls verify: {thing} is {claim}
            Suppose a child pointed out that the {thing} is {claim}. Would that be true here?
            From where I sit the {thing} is {claim}. Same for you?
            For the {thing}, does "{claim}" hold?
            Is this a scene in which the {thing} is {claim}?
            Is the answer yes when I ask if the {thing} is {claim}?
            Caption: the {thing} is {claim}. Does that fit the drawing?
        """,
        test="""
            My friend says the {thing} is {claim}. Is he right?
            Would you describe the {thing} as being {claim}?
            Am I correct in thinking that the {thing} is {claim}?
            {thing} {claim}, yes or no?
            Can we say of the {thing} that it's {claim}?
            Double-check something for me: is it a fact that the {thing} is {claim}?
            I'd have said the {thing} was {claim}, do you agree?
            The {thing} here, is it {claim}?
            Does the picture show the {thing} being {claim}?
            Suppose I bet that the {thing} is {claim}, would I win?
            The caption reads: the {thing} is {claim}. Does that match the image?
        """,
    ),
    "which": wording(
        train="""
            What is {claim}?
            Which of the things shown is {claim}?
            Tell me what's {claim} in this picture.
            One of these objects is {claim}. Which one?
            I see something that is {claim}. What is it?
            Identify the item that's {claim}.
            Can you name the one that is {claim}?
            What sort of thing is {claim} here?
            Name whatever is {claim}.
            the one that's {claim}, what is it?
            What would you call the object that is {claim}?
            Of everything in the image, what is {claim}?
            Look for the thing that is {claim} and say what it is.
            Something here is {claim}, and I wonder what that might be.
            Please give me the name of the object that is {claim}.
            Find what is {claim} and name it.
            What do we have that is {claim}?
            I'm after the thing that's {claim}. What is that?
            What has been drawn so that it is {claim}?
            Could you tell me which item is {claim}?
            In a single word if possible, what is {claim}?
            Only one thing here is {claim}, so what is it?
            What kind of object do you see that is {claim}?
            I spy something that is {claim}. Your guess?
            Which is {claim}?
            what's that thing thats {claim}
            Say what it is that's {claim} in the drawing.
            If I pointed to the thing that is {claim}, what would I be pointing at?
            Which object, out of all of these, is {claim}?
            What does it represent, the object that is {claim}?
            Do you know what the thing that's {claim} is called?
            Something in this picture is {claim}. Name it.
            Object that is {claim}: ?
            It is {claim}. What am I talking about?
            Would you mind telling me what that is, the thing that's {claim}?
            What's the word for the thing that is {claim}?
            Which drawing among these is {claim}?
            I can't make out the item that's {claim}. What is it supposed to be?
            Of the things in view, pick out the one that is {claim} and tell me its name.
            Let's see how well you look: what is {claim}?
            Work out which object is {claim}.
            A child asks what the thing that is {claim} is. What do you say?
            And {claim} is what?
            Everything else aside, what is it that is {claim}?
            Would you recognise the item that is {claim}? What is it?
            I need a name for the one which is {claim}.
            Whatever is {claim} here, what is it a picture of?
            Riddle: I'm in this scene and I am {claim}. What am I?
            Which one would you pick if I asked for the thing that is {claim}?
        """,
        test="""
            There's one thing here that is {claim}. What would you call it?
            What have we got that's {claim}?
            One of these is {claim}, which?
            I need the name of whatever is {claim}.
            Of everything drawn here, what is {claim}?
            Find what's {claim} and say what it is.
            The thing that is {claim} is a what?
            What kind of thing is it that's {claim}?
            Can you make out what the item that is {claim} is supposed to be?
            Fill in the blank: the ___ is {claim}.
            Look for the one that's {claim} and identify it, please.
            So what's that thing, the one that is {claim}?
        """,
    ),
    "total": wording(
        train="""
            How many objects are in the picture?
            Count the things you see.
            What's the total number of items here?
            Altogether, how many things have been drawn?
            Give me a count of everything shown.
            How many are there in all?
            Number of objects?
            Could you count up all the items in this image for me?
            How many separate things does the scene contain?
            I'd like to know how many objects there are in total.
            How many things can you see?
            Tally up the items, please.
            If you counted every object, what number would you get to?
            how many things in this pic
            Tell me how many items appear in the drawing.
            Add up all the objects. How many do you get?
            There are some things on this background. How many, exactly?
            Counting everything, big and small, how many is that?
            Just the number, please: how many objects?
            State the total count of things depicted.
            How many individual pictures of things are in here?
            I make it a few things, but what's the exact count?
            Work out how many items this image shows.
            One, two, three... how many things are there before you run out?
            How many things have been placed around this scene?
            Can you say how many objects the artist put in?
            item count?
            Exactly how many things make up this scene?
            Regardless of what they are, how many objects do you count?
            Do a headcount of the things in this picture.
            How many bits of clip art are on here?
            Overall, what number of objects does the image have?
            Help me count these. How many have we got?
            Not counting the background, how many things are shown?
            If each thing here got one sticker, how many stickers would I need?
            The picture shows how many objects?
            What's the grand total of things in the scene?
            Would you mind counting the items for me?
            How many things would I have to draw to copy this picture?
            We're practising counting. How many things are there to count here?
            Report the number of items visible.
            So how many things is that, all told?
            Look over the whole image and count up what's in it.
            Suppose I cut out every object with scissors. How many cut-outs would I end up with?
            all objects, total number
            How many items in total would you list if you went through the picture one by one?
            I need a figure for how many things there are.
            From one side to the other, how many objects does the drawing hold?
            There must be a number of things here. What is that number?
            Whats the count
        """,
        test="""
            What's the grand total of items on display?
            Tally up all the objects for me, would you?
            If I ticked off each thing in here one by one, what number would I end on?
            Altogether that makes how many things?
            number of objects pls
            Put a figure on the things you can see in this scene.
            I make a list with one line for every item drawn, how long is it?
            How many separate drawings have been placed on the background?
            I keep losing count, how many things have they put in this picture?
            Do a headcount of everything shown.
            Leaving nothing out, what number of objects are we looking at?
            Give me a number: things in the drawing, all in all.
        """,
    ),
    "ground": wording(
        train="""
            What colour is the background?
            Which color fills the space behind the objects?
            Tell me the background colour.
            What's the color behind everything?
            background color?
            On what colour are these things drawn?
            Name the colour of the backdrop.
            The objects sit on a plain ground. What color is it?
            If you took away all the objects, what colour would be left?
            Could you tell me which colour was used for the background?
            What color has the canvas been painted?
            How would you describe the background in terms of colour?
            I'm trying to match the background. What color should I use?
            In what colour is the empty area?
            Ignoring the things in it, what color is this image?
            What shade do you see around the items?
            Say what colour lies behind the things in the scene.
            Against which color do the objects appear?
            Please identify the background color.
            What colour paper would I need if I wanted to copy this picture?
            The rest of the picture, where there are no objects: what color is that?
            whats the bg colour
            What is the background's color?
            Give the colour of the surface everything is shown on.
            Is the background white, grey, blue, or what?
            Look past the objects. What color do you see?
            Which colour covers all the blank parts of the drawing?
            One word for the color of the backdrop, please.
            Between the things there's just plain colour. Which colour?
            They've used a solid colour at the back. What is it?
            What color would a pixel of the background be?
            Could you look at the ground of this picture and say what color it is?
            Background: which colour is it?
            I'd like to know the color in the gaps between the objects.
            What colour did they pick to go behind it all?
            Should I call the background red, green, yellow or something else?
            What's the scene's backdrop, color-wise?
            If this were a wall with things hung on it, what colour would the wall be?
            State the fill color of the background.
            What colour surrounds the objects?
            The things in this image are on a plain background of what color?
            Tell me, what's the colour of the bit with nothing on it?
            Suppose I want to paint in the background myself. Which color do I reach for?
            What color is used as a base for the whole picture?
            Behind the objects, it's all what colour?
            Do you know what color that background is?
            Forget the items, I only want the colour they're set on.
            Which color is the plain part?
            What's the main colour at the back of the scene?
            color of the area behind the drawings
        """,
        test="""
            What shade have they used behind everything?
            Ignore the objects, what colour is left?
            If I wanted to paint a wall to match the backdrop, which color should I buy?
            All these things are sitting on what colour?
            bg color?
            Name the colour that fills the empty space.
            What's the hue of the area around the items?
            Which colour was the blank canvas before anything was put on it?
            The bit with nothing on it, what colour's that?
            Tell me what color surrounds the objects.
            Describe the background in one word, colour only.
            What would you say the scene's been set against, colour-wise?
        """,
    ),
    "size": wording(
        train="""
            Is the {thing} large or small?
            How big is the {thing}?
            What size is the {thing}?
            Would you call the {thing} large or small?
            Tell me the size of the {thing}.
            {thing}: large or small?
            Has the {thing} been drawn small or large?
            The {thing}, is that a large one or a small one?
            Large or small: which describes the {thing}?
            Did the artist make the {thing} large or small?
            Look at the {thing} and say if it's large or small.
            What would you say about the size of the {thing}?
            In terms of size, how would you describe the {thing}?
            size of {thing}?
            Please state whether the {thing} is small or large.
            My guess would be large for the {thing}. Is it large, or is it small?
            Is it a large {thing} or a small one that we see here?
            How large does the {thing} appear?
            Should I put the {thing} down as large or as small?
            I'd like to know what size the {thing} is, large or small.
            Could you tell me how big they drew the {thing}?
            Of the two sizes, large and small, which is the {thing}?
            The {thing} in this picture is what size?
            Pick one for the {thing}: small, large.
            Does the {thing} count as small here, or as large?
            how big's the {thing}
            If you had to sort the {thing} into "large" or "small", where would it go?
            Classify the {thing} by its size.
            Do we have a small {thing} in the image, or is it large?
            Is the {thing} on the small side or the large side?
            Check the size of the {thing} for me, would you?
            Complete this with large or small: the {thing} is ____.
            On what scale is the {thing} shown, small or large?
            About the {thing}: is it one of the large drawings or one of the small ones?
            Give the size of the {thing} in one word.
            Say "large" if the {thing} is large and "small" if it's small.
            Does the {thing} take up a lot of room or only a little, that is, is it large or small?
            Which is it for the {thing}, large or small?
            What's the {thing} like, size-wise?
            Can you describe how big or little the {thing} is, using large or small?
            I can't tell how big the {thing} is meant to be. Large? Small?
            Was a large or a small size chosen for the {thing}?
            See the {thing}? Tell me if it's a small one or a large one.
            Does that {thing} look large to you, or small?
            I can see the {thing}, but how big is it?
            Which word suits the {thing} better, small or large?
            Judge the {thing}: drawn large, or drawn small?
            In this scene the {thing} comes in which size?
            small {thing} or large?
            Would the {thing} belong with the large things or with the small things?
        """,
        test="""
            Would you call the {thing} a big one or a little one?
            Large or small, which word fits the {thing}?
            Does the {thing} take up a lot of room or just a little?
            Is that a tiny {thing} or a huge one?
            In terms of size, how has the {thing} been drawn?
            What sort of size are we talking for the {thing}?
            {thing}: big or small
            Has the artist gone for a small version of the {thing} or a large one?
            Pick one for the {thing}, small or large.
            I can't judge the scale of the {thing}, is it on the big side or the small side?
            Give me a rough idea of the size of the {thing}.
            If you sorted these into bigs and littles, which pile would the {thing} go in?
        """,
    ),
}
