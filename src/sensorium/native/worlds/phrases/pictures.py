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
