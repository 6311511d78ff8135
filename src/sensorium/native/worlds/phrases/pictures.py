"""Asking about a picture: what it shows, how many, which colour, where."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

PICTURES = {
    "describe": wording(
        train="""
            Describe the picture.
            Describe this image.
            Please describe this picture.
            What is in this picture?
            What's in the image?
            What do you see?
            What can you see in this picture?
            Tell me what is in the picture.
            Tell me what you see here.
            What does the picture show?
            What does this image show?
            Give me a description of this picture.
            Could you describe the image for me?
            Can you tell me what this picture shows?
            Caption this image.
            Write a caption for this picture.
            Write one sentence about this picture.
            I can't see the picture. What is on it?
            Say in words what the image shows.
            List what is in the picture.
            Look at this picture and describe it.
            What is going on in this picture?
            picture description
            describe it
            what is this a picture of?
            Explain what can be seen here.
            Summarise the scene for me.
            Walk me through this picture.
            Talk me through everything shown here.
            Paint this image in words.
            Put this scene into words.
            I'm wondering what is happening in this image.
            Mind telling me what's going on here?
            Provide alt text for this image.
            Alt text please.
            image summary
            scene description
            short caption needed
            A brief description, please.
            I'd like a full account of this picture.
            Sum up this image in a sentence.
            How would you describe this scene?
            How would you caption this?
            What's happening here?
            What's depicted in this image?
            What does this illustration portray?
            What scene is being portrayed here?
            Report what you observe.
            Share what you notice in the image.
            What do you notice in this picture?
            What are the contents of this image?
            Go over the contents of the picture.
            Run through all the things in this scene.
            Enumerate the objects in this image.
            Mention everything visible in the picture.
            What all is visible here?
            I'm blind. Please read this picture to me.
            My screen won't load it. What's in the image?
            Be my eyes and describe the view.
            Narrate this picture.
            Narrate the scene in front of you.
            Break this image down for me.
            Give me a rundown of this picture.
            Give me an overview of the image.
            Quick overview of the scene?
            Tell me about this picture.
            Tell me all about the image.
            Say something about this image.
            What can you say about this picture?
            What can be made out in this image?
            What could you tell somebody about this scene?
            Would you kindly outline what this image contains?
            Outline the scene.
            Sketch the picture in words.
            I need a caption for this.
            Come up with a caption.
            Compose a one-line description.
            Draft a short text describing this image.
            Produce a sentence that matches this picture.
            Turn this image into text.
            Image to text, please.
            Translate the picture into a sentence.
            What things appear in this picture?
            Which objects appear in the scene?
            Which items make up this picture?
            What does this image contain?
            What does the scene consist of?
            Take a look at this. What's in it?
            Check out this picture and tell me about it.
            Study the image and report back.
            Examine the picture and summarise it.
            Inspect this image and state its contents.
            Analyse this image, please.
            Interpret this picture for me.
            Can you make sense of this scene for me?
            Can you fill me in on what's pictured?
            So what are we looking at in this scene?
            What am I seeing in this picture?
            Any chance you could describe this view?
            Help me understand what this picture contains.
            Imagine I can't see. What would you tell me about the image?
            Detail the contents of this picture.
            Describe everything that is visible.
            a few words about this image, please
            whats in the pic
        """,
        test="""
            What am I looking at in this image?
            Put this picture into words.
            How would you describe what is shown here?
            Give a short account of the image.
            Would you mind describing the photo I attached?
            summarise this image
            Everything you notice in the picture, please.
            Provide alt text for the image.
            Which things appear in this picture?
            Have a look and tell me what's there.
        """,
    ),
    "what": wording(
        train="""
            What is this?
            What is it?
            What thing is this?
            What object is in the picture?
            What object is this?
            Name the thing in the picture.
            Name this object.
            Name it.
            Tell me what this is.
            Tell me the name of this thing.
            What do you call this?
            What is this thing called?
            Which object is shown?
            Which thing is in the picture?
            Can you name the object?
            Could you tell me what this is?
            Please name what you see.
            What kind of thing is this?
            Identify the object.
            Identify this.
            Classify this picture.
            I want to know what this is.
            what's this
            What does this drawing stand for?
            In one word, what is this?
            Any idea what this is?
            Got a clue what this might be?
            What might this be?
            What could this be?
            What would you call this?
            What is the name of this object?
            What's the word for this?
            What's the proper name for this?
            What's the English word for this thing?
            I'm wondering what this thing is.
            I wonder what this object is called.
            Mind telling me what this is?
            Would you mind naming this object?
            Do you recognise this?
            Do you recognize this object?
            Recognise the object.
            Please recognize this item.
            Do you know what this is?
            Do you happen to know what this is called?
            Take a guess at what this is.
            Guess the object.
            Guess what's drawn here.
            Have a guess: what is this?
            What's your best guess for this object?
            Determine what this object is.
            Work out what this is.
            Figure out what this thing is.
            Help me identify this.
            Help me figure out what this object is.
            I need a name for this object.
            I need to know what this thing is called.
            I have no idea what this is. Do you?
            I can't work out what this is.
            I forgot the name of this thing. Help?
            This thing, what's its name?
            This is a what?
            This object is known as what?
            By what name is this known?
            How do people refer to this object?
            How is this thing called?
            What do people call this thing?
            Label this object.
            Label it.
            Give it a name.
            Give me the name of this item.
            Give the class of this object.
            Put a name to this thing.
            Supply the correct label for this object.
            Assign a category to this object.
            Categorise this item.
            Which category does this belong to?
            What category is this object?
            What class does this item fall under?
            What sort of object is this?
            What type of item is this?
            Which item is this?
            Which item am I looking at?
            What am I looking at?
            What object am I looking at?
            What are we looking at here?
            What on earth is this?
            What the heck is this thing?
            What in the world is this?
            What is this supposed to be?
            What is this meant to be?
            What does this represent?
            What object does this drawing represent?
            What was drawn here?
            What is this a drawing of?
            What is this doodle?
            What does this sketch depict?
            Which object is depicted?
            What's being depicted?
            State what this object is.
            State the object's name.
            Say what this is.
            One word answer: what object is this?
            object name
            identify object
            wot's this thing then
        """,
        test="""
            Do you know what that is?
            Recognise the object, please.
            What would you call the thing shown here?
            Which item can be seen?
            Give me the object's name.
            Say what the thing is.
            Any idea what this might be?
            What has been drawn here?
            label for this?
        """,
    ),
    "count": wording(
        train="""
            How many {thing} are there?
            How many {thing} are in the picture?
            How many {thing} do you see?
            How many {thing} can you see?
            How many {thing}?
            Count the {thing}.
            Count the {thing} in this picture.
            Please count the {thing}.
            Can you count the {thing}?
            Could you count the {thing} for me?
            What is the number of {thing}?
            What number of {thing} is shown?
            Tell me how many {thing} there are.
            Tell me how many {thing} you see.
            Give me the number of {thing}.
            I need the number of {thing} in the image.
            How many {thing} does the picture show?
            How many {thing} does this image have?
            Look closely: how many {thing} are there?
            number of {thing}
            {thing}: how many?
            how many {thing} here
            Say how many {thing} are shown.
            Do you know how many {thing} there are?
            What's the tally of {thing}?
            Tally the {thing}, please.
            Tally up all the {thing}.
            Add up the {thing}.
            Total up the {thing} for me.
            total {thing}
            total number of {thing}
            What's the total number of {thing}?
            What is the total for {thing}?
            What's the count of {thing}?
            count of {thing}
            {thing}, total?
            Count up all the {thing} you spot.
            Do a count of the {thing}.
            Run a headcount of the {thing}.
            Give me a count of {thing}.
            Give me a tally of {thing}.
            Get me the total of {thing}.
            Give a figure for the {thing}.
            I'm wondering how many {thing} there are.
            I wonder how many {thing} are in here.
            I'd like to know how many {thing} there are.
            I want a count of the {thing}.
            I need to know how many {thing} we have.
            I need a figure for the {thing} shown.
            I lost count. How many {thing} are present?
            I can't keep track of the {thing}. How many?
            Mind counting the {thing}?
            Would you mind counting the {thing}?
            Would you count the {thing}, please?
            Any idea how many {thing} there are?
            Can you work out how many {thing} there are?
            Work out the number of {thing}.
            Figure out how many {thing} are visible.
            Determine the number of {thing}.
            Determine how many {thing} appear.
            Calculate the number of {thing}.
            Compute the quantity of {thing}.
            Establish how many {thing} are present.
            Find out how many {thing} it contains.
            State the number of {thing}.
            State how many {thing} are visible.
            Report the number of {thing}.
            Report how many {thing} you find.
            Enter the number of {thing}.
            Specify the quantity of {thing}.
            Provide the number of {thing} displayed.
            What quantity of {thing} is there?
            What is the quantity of {thing}?
            What's the amount of {thing} in this image?
            What amount of {thing} do you see?
            quantity of {thing}
            amount of {thing}
            How many {thing} have been drawn?
            How many {thing} appear in the scene?
            How many {thing} are visible?
            How many {thing} are present?
            How many {thing} exist in this picture?
            How many {thing} can be seen?
            How many {thing} can you spot?
            How many {thing} did you find?
            How many {thing} have we got?
            How many {thing} does the scene contain?
            How many {thing} would you say there are?
            How many of these are {thing}?
            How many objects are {thing}?
            How numerous are the {thing}?
            Exactly how many {thing} are there?
            In all, how many {thing} are there?
            Altogether, how many {thing} do we have?
            There are how many {thing}?
            The picture contains how many {thing}?
            You see how many {thing}?
            Number the {thing} and tell me the total.
            Go through the {thing} one by one. How many?
            One, two, three... how many {thing}?
            Say the number of {thing}.
            Just the number, please: {thing}.
            Check how many {thing} are here.
        """,
        test="""
            What's the total of {thing} in this image?
            Would you work out how many {thing} appear?
            The count of {thing}, please.
            I see some {thing}. How many exactly?
            {thing} count
            In this picture there are how many {thing}?
            Find all {thing} and tell me the amount.
            Exactly how many {thing} were drawn?
            How large is the number of {thing} you find?
        """,
    ),
    "colour": wording(
        train="""
            What colour is the {thing}?
            What color is the {thing}?
            Which colour is the {thing}?
            Which colour does the {thing} have?
            What colour does the {thing} have?
            What is the colour of the {thing}?
            What's the color of the {thing}?
            Tell me the colour of the {thing}.
            Tell me what colour the {thing} is.
            Name the colour of the {thing}.
            Give the color of the {thing}.
            Please tell me the colour of the {thing}.
            Can you tell me what color the {thing} is?
            Could you say which colour the {thing} is?
            The {thing} is what colour?
            The {thing} has which colour?
            In which colour is the {thing} painted?
            What color do you see on the {thing}?
            Look at the {thing}. What colour is it?
            I want to know the colour of the {thing}.
            colour of the {thing}
            {thing} color?
            Say the colour of the {thing}.
            Do you see what colour the {thing} is?
            What hue is the {thing}?
            What shade is the {thing}?
            What tint does the {thing} have?
            Which shade is the {thing}?
            Which hue does the {thing} have?
            What is the hue of the {thing}?
            What's the shade of the {thing}?
            Identify the colour of the {thing}.
            Settle a bet: what color is the {thing}?
            Determine the color of the {thing}.
            State the colour of the {thing}.
            State what color the {thing} is.
            Report the color of the {thing}.
            Describe the colour of the {thing}.
            Specify the colour of the {thing}.
            Work out what colour the {thing} is.
            Figure out the color of the {thing}.
            Find out what colour the {thing} is.
            Check the color of the {thing}.
            Recognise the colour of the {thing}.
            I'm wondering what colour the {thing} is.
            I wonder which color the {thing} is.
            I'd like to know the color of the {thing}.
            I need the colour of the {thing}.
            I need to know what shade the {thing} is.
            I'm colour blind. What colour is the {thing}?
            I can't tell what color the {thing} is. Can you?
            I'm not sure about the colour of the {thing}.
            Mind telling me the colour of the {thing}?
            Would you mind saying what color the {thing} is?
            Would you tell me the {thing} colour?
            Any idea what colour the {thing} is?
            Do you know the color of the {thing}?
            Do you happen to know the {thing} color?
            Can you make out the colour of the {thing}?
            Can you identify the colour of the {thing}?
            Could I have the colour of the {thing}?
            How is the {thing} colored in?
            How would you describe the color of the {thing}?
            What would you call the colour of the {thing}?
            What colour would you say the {thing} is?
            What colour has the {thing} been given?
            What colour was the {thing} painted?
            What color did they paint the {thing}?
            What color did they make the {thing}?
            What colour is used to fill the {thing}?
            What color fills the {thing}?
            What color appears on the {thing}?
            What colour does the {thing} appear to be?
            What colour does the {thing} look?
            What color does the {thing} come in?
            What colour can you see on the {thing}?
            What color would match the {thing}?
            Which color best describes the {thing}?
            Which colour was chosen for the {thing}?
            Which colour is the {thing} drawn in?
            Which crayon would you use for the {thing}?
            Which paint would I need to match the {thing}?
            To draw the {thing}, which colour should I pick?
            Is the {thing} red, blue, green or some other colour?
            Is the {thing} red, yellow, black or what?
            Red, green, blue? Tell me about the {thing}.
            The {thing}: which color?
            The {thing}, what shade is it?
            The {thing} is coloured in what?
            The color of the {thing} is what?
            Fill in the colour: the {thing} is ...
            {thing} colour
            {thing} shade?
            {thing} hue
            shade of the {thing}
            color of {thing}
            what color {thing}
            Pick the right colour for the {thing}.
            Give me the shade of the {thing}.
            Give me the name of the colour on the {thing}.
            Look closely at the {thing} and name its color.
            Guess the colour of the {thing}.
        """,
        test="""
            How is the {thing} coloured?
            What shade is the {thing} here?
            What hue has the {thing} got?
            Identify the color that the {thing} has.
            And the {thing}, which color is that?
            Of what colour is the {thing}?
            the {thing}'s colour, please
            Find the {thing} and report its color.
            What colour was used for the {thing}?
        """,
    ),
    "where": wording(
        train="""
            Where is the {thing}?
            Where is the {thing} in the picture?
            Where's the {thing}?
            Where do you see the {thing}?
            Where can I find the {thing}?
            Where in the image is the {thing}?
            In which part of the picture is the {thing}?
            Which part of the image holds the {thing}?
            Tell me where the {thing} is.
            Tell me where to look for the {thing}.
            Find the {thing}.
            Find the {thing} in this picture.
            Locate the {thing}.
            Please locate the {thing} in the image.
            Can you find the {thing}?
            Could you tell me where the {thing} is?
            Point out the {thing}.
            I am looking for the {thing}. Where is it?
            What is the place of the {thing} in the picture?
            On which side is the {thing}?
            where is {thing}
            Say where the {thing} is.
            Show me where the {thing} is.
            At what place is the {thing}?
            Whereabouts in the scene is the {thing}?
            What's the location of the {thing}?
            What is the position of the {thing} in the image?
            location of the {thing}
            {thing} position
            position of the {thing} in the picture
            {thing}, where?
            find {thing}
            locate {thing}
            I'm wondering where the {thing} is.
            I wonder where they put the {thing}.
            I'd like to know where the {thing} is.
            I need to find the {thing}.
            I need the location of the {thing}.
            I can't find the {thing}. Help me out.
            I can't seem to spot the {thing}.
            I've lost sight of the {thing}. Where did it go?
            Help me find the {thing}.
            Help me locate the {thing}, please.
            Mind telling me where the {thing} is?
            Would you mind pointing to the {thing}?
            Any idea where the {thing} is?
            Any sign of the {thing}? Where?
            Do you know where the {thing} is?
            Do you see the {thing}? Where is it?
            Have you spotted the {thing}? Where?
            Can you spot the {thing}?
            Can you see where the {thing} is?
            Can you pinpoint the {thing}?
            Can you show me the {thing}?
            Could you direct me to the {thing}?
            Could you help me track down the {thing}?
            Spot the {thing}.
            Pinpoint the {thing}.
            Point to the {thing}.
            Point at the {thing}, please.
            Point me to the {thing}.
            Direct me to the {thing}.
            Guide me to the {thing}.
            Lead my eyes to the {thing}.
            Seek out the {thing}.
            Search for the {thing} in this image.
            Hunt down the {thing}.
            Track down the {thing}.
            Mark the {thing}.
            Highlight the {thing}.
            Indicate the {thing}.
            Indicate where the {thing} lies.
            Identify the location of the {thing}.
            Determine the position of the {thing}.
            State the location of the {thing}.
            State where the {thing} appears.
            Report the position of the {thing}.
            Describe the location of the {thing}.
            Give me the location of the {thing}.
            Give the position of the {thing}.
            Give the coordinates of the {thing}.
            Tell me the location of the {thing}.
            Where does the {thing} appear?
            Where does the {thing} sit in the picture?
            Where has the {thing} been placed?
            Where is the {thing} located?
            Where is the {thing} situated?
            Where is the {thing} positioned?
            Where is the {thing} hiding?
            Where was the {thing} drawn?
            Where should I look to see the {thing}?
            Where would I find the {thing} here?
            Where about is that {thing}?
            Which corner or side is the {thing} in?
            Which corner contains the {thing}?
            Which area of the image contains the {thing}?
            Which region of the picture is the {thing} in?
            In what spot is the {thing}?
            In which area does the {thing} appear?
            Is the {thing} at the top, bottom, left or right of the picture?
            How do I find the {thing} in this scene?
            The {thing} is in which section of the image?
        """,
        test="""
            What is the position of the {thing}?
            Whereabouts is the {thing}?
            {thing} location?
            In what corner or side should I look for the {thing}?
            I can't spot the {thing}, can you?
            The {thing} is located where?
            Give me the {thing}'s position on the image.
            Do you know where the {thing} has been put?
            Which area of the picture contains the {thing}?
        """,
    ),
    "relation": wording(
        train="""
            Where is the {first} relative to the {second}?
            Where is the {first} compared to the {second}?
            Where is the {first}, seen from the {second}?
            Where is the {first} if you start from the {second}?
            On which side of the {second} is the {first}?
            Which side of the {second} is the {first} on?
            What side of the {second} is the {first}?
            How is the {first} placed relative to the {second}?
            How does the {first} stand to the {second}?
            Is the {first} left of, right of, above or below the {second}?
            Is the {first} above, below, left or right of the {second}?
            Tell me where the {first} is relative to the {second}.
            Tell me on which side of the {second} the {first} is.
            Where do you see the {first} with respect to the {second}?
            What is the position of the {first} relative to the {second}?
            Starting at the {second}, which way is the {first}?
            From the {second}, where is the {first}?
            In which direction from the {second} is the {first}?
            Please say where the {first} is relative to the {second}.
            Could you tell me where the {first} is compared to the {second}?
            Describe the place of the {first} relative to the {second}.
            {first} relative to {second}
            where is the {first} from the {second}
            Say how the {first} and the {second} are placed.
            Is the {first} over, under or beside the {second}?
            Is the {first} higher or lower than the {second}, or next to it?
            Is the {first} on top of, beneath or next to the {second}?
            Left, right, above or below: the {first} from the {second}?
            Does the {first} lie left, right, above or below the {second}?
            Does the {first} sit above or below the {second}, or beside it?
            To which side of the {second} does the {first} lie?
            Which way is the {first} from the {second}?
            Which way do I go to reach the {first} from the {second}?
            Which direction is the {first} from the {second}?
            What direction is the {first} in, seen from the {second}?
            In what direction does the {first} lie from the {second}?
            In relation to the {second}, where is the {first}?
            With respect to the {second}, where does the {first} lie?
            With reference to the {second}, where is the {first}?
            Relative to the {second}, the {first} is where?
            Compared with the {second}, where is the {first} located?
            Taking the {second} as reference, where is the {first}?
            Using the {second} as a landmark, where is the {first}?
            Viewed from the {second}, where does the {first} appear?
            If I stand at the {second}, where is the {first}?
            If I look from the {second}, which way is the {first}?
            Suppose you are at the {second}. Where is the {first}?
            I'm at the {second}. Which way to the {first}?
            Going from the {second} to the {first}, which way do I move?
            To get from the {second} to the {first}, which direction do I take?
            Moving from the {second}, how do I get to the {first}?
            Where must I look from the {second} to see the {first}?
            Where does the {first} lie in relation to the {second}?
            Where does the {first} sit with regard to the {second}?
            Where is the {first} located relative to the {second}?
            Where is the {first} situated in relation to the {second}?
            Where is the {first} positioned compared with the {second}?
            Where has the {first} been put relative to the {second}?
            Whereabouts is the {first} in relation to the {second}?
            How is the {first} positioned in relation to the {second}?
            How is the {first} arranged with respect to the {second}?
            How is the {first} situated as regards the {second}?
            How does the {first} relate spatially to the {second}?
            How are the {first} and the {second} positioned relative to each other?
            How would you describe where the {first} is versus the {second}?
            What's the spatial relationship between the {first} and the {second}?
            What's the location of the {first} relative to the {second}?
            What is the direction from the {second} to the {first}?
            What is the arrangement of the {first} and the {second}?
            What bearing does the {first} have from the {second}?
            State the position of the {first} with respect to the {second}.
            State on which side of the {second} the {first} lies.
            Give the direction of the {first} from the {second}.
            Give me the location of the {first} in relation to the {second}.
            Report where the {first} is located relative to the {second}.
            Specify where the {first} is with regard to the {second}.
            Determine which side of the {second} the {first} is on.
            Work out where the {first} is in relation to the {second}.
            Figure out which way the {first} is from the {second}.
            Identify the direction from the {second} to the {first}.
            Locate the {first} relative to the {second}.
            Locate the {first} with the {second} as reference point.
            Find the {first} and place it relative to the {second}.
            Compare where the {first} is with where the {second} is.
            Explain how the {first} is placed against the {second}.
            Describe the position of the {first} with respect to the {second}.
            Describe the spatial relationship of the {first} to the {second}.
            I'm wondering which side of the {second} the {first} is on.
            I wonder where the {first} is in relation to the {second}.
            I'd like to know where the {first} lies relative to the {second}.
            I need the position of the {first} relative to the {second}.
            I see the {second}. Which side is the {first} on?
            Mind telling me which side of the {second} the {first} is on?
            Would you say the {first} is above, below or beside the {second}?
            Any idea which way the {first} is from the {second}?
            Can you tell which side of the {second} the {first} is on?
            Do you know where the {first} is in relation to the {second}?
            direction of {first} from {second}
            {first} vs {second}: relative position
            position of {first} relative to {second}
            The {first} is on which side of the {second}?
        """,
        test="""
            What is the spatial relation of the {first} to the {second}?
            If I look at the {second}, where do I find the {first}?
            Which way must I go from the {second} to reach the {first}?
            How are the {first} and the {second} arranged?
            The {first} is on what side of the {second}?
            Compare the positions of the {first} and the {second}.
            {first} vs {second}: which side?
            Taking the {second} as reference, where does the {first} lie?
            Do you see the {first} over, under or beside the {second}?
        """,
    ),
    "photo": wording(
        train="""
            What is in this photo?
            What is in the photograph?
            What does the photo show?
            What does this photograph show?
            What product is in the photo?
            Which thing is in this photo?
            Name the thing in this photograph.
            Name what is in the photo.
            Tell me what is in this photo.
            Tell me what was photographed.
            Please name the object in the photo.
            Can you tell what is in this photograph?
            Could you name the thing in the photo?
            What did I take a photo of?
            What is this a photo of?
            What object do you see in this photo?
            Identify the thing in the photograph.
            Classify this photo.
            Label this photograph.
            What item does the photograph show?
            Say what this photo shows.
            I took this photo. What is it?
            photo of what
            In a word, what is in the photo?
            Any idea what's in this photo?
            Got a clue what this photo shows?
            What might this photograph show?
            What could the thing in this photo be?
            What would you call the thing in this photo?
            What's the name of the object in the photograph?
            What's in this snapshot?
            What does this snapshot show?
            What is in this snap?
            What's in the shot?
            What did my camera capture?
            What was captured in this photo?
            What was caught on camera here?
            What was the camera pointed at?
            What did the photographer shoot?
            What did I just photograph?
            What did I snap a picture of with my camera?
            What has been photographed?
            What was this photo taken of?
            What's the subject of this photo?
            What is the main subject of the photograph?
            Who or what is the subject of this photograph?
            What's featured in this photo?
            What's depicted in the photograph?
            What appears in this photo?
            What can be seen in the photograph?
            What am I looking at in this photo?
            What are we seeing in this photograph?
            What sort of item is in the photo?
            What type of product does this photo show?
            What kind of object is in the photograph?
            What category does the photographed item belong to?
            What article is pictured in this photo?
            What piece of clothing is in the photo?
            What garment is shown in this photograph?
            What clothing item was photographed?
            What animal or thing is in this photo?
            What merchandise is shown in the photograph?
            Which product was photographed?
            Which item appears in this photo?
            Which object did I photograph?
            Which category fits this photo?
            Which label suits this photograph?
            I'm wondering what this photo shows.
            I wonder what was photographed here.
            I'd like to know what's in this photo.
            I need to know what this photograph shows.
            I need a label for this photo.
            I can't make out this photo. What is it?
            I found this old photo. What's in it?
            I snapped this photo earlier. What's the item?
            My friend sent me this photo. What's in it?
            Here's a photo. What does it show?
            Mind telling me what's in this photo?
            Would you mind identifying the item in the photograph?
            Would you kindly name the photographed object?
            Do you recognise the thing in this photo?
            Do you know what this photograph is of?
            Can you identify what I photographed?
            Can you make out what's in the photo?
            Could you classify this photograph for me?
            Could you help me identify this photo?
            Recognise the item in the photo.
            Determine what the photograph shows.
            Figure out what's in this photo.
            Work out what was photographed.
            Guess what's in the photo.
            Take a guess: what's in this photograph?
            Categorise this photo.
            Assign a category to this photograph.
            Tag this photo.
            Give this photo a label.
            Give the name of the photographed item.
            State the object shown in the photograph.
            Look at this photo and name the product.
            Check this photo and tell me what item it is.
            identify photo
            photo subject
            item in photograph
        """,
        test="""
            What have I photographed here?
            Which product can you recognise in the photograph?
            What was in front of the camera?
            Give the name of the item in this snapshot.
            what's on the photo
            Do you recognise the thing in my photo?
            This picture came from my camera. What is on it?
            Please identify what the camera saw.
            The photograph shows what?
        """,
    ),
}
