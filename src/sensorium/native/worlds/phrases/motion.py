"""Making clips, continuing a picture as a clip, and asking what happens in one."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

MOTION = {
    "film": wording(
        train="""
            Film {scene}.
            Make a video of {scene}.
            Make a clip of {scene}.
            Make a short film of {scene}.
            Create a video of {scene}.
            Create a clip that shows {scene}.
            Generate a video of {scene}.
            Generate a short clip with {scene}.
            Produce a video showing {scene}.
            Please make a video of {scene}.
            Please film {scene}.
            Can you make a video of {scene}?
            Can you film {scene}?
            Could you create a clip of {scene}?
            Show me a video of {scene}.
            Show me a clip with {scene}.
            I want a video of {scene}.
            I would like to see a clip of {scene}.
            Give me a video of {scene}.
            Draw a moving picture of {scene}.
            Animate {scene}.
            Video: {scene}
            a video of {scene}
            clip of {scene}
            A movie of {scene}, please.
        """,
        test="""
            Let me watch {scene}.
            Shoot {scene} for me.
            Would you turn this into a film: {scene}?
            I need a short animation of {scene}.
            Put {scene} on film.
            How would {scene} look as a video?
            Record a clip in which one sees {scene}.
            footage of {scene}
            A two second movie showing {scene}, if you can.
        """,
    ),
    "animate": wording(
        train="""
            Continue this picture as a video.
            Continue this image as a clip.
            Continue the picture as a film.
            Make this picture move.
            Make a video from this picture.
            Make a video that starts with this picture.
            Make a clip out of this image.
            Turn this picture into a video.
            Turn the image into a clip.
            Animate this picture.
            Animate the image.
            Please animate this.
            Bring this picture to life.
            Create a video extending this image.
            Extend this picture into a video.
            Film what happens next.
            Show what happens next as a video.
            Can you make this picture move?
            Could you animate this image for me?
            Let the picture move.
            Use this picture as the first frame of a video.
            Start a clip with this image.
            picture to video
            animate it
            I want to see this picture move.
        """,
        test="""
            Set this image in motion.
            What would this look like as a movie?
            Carry on from this frame.
            Give this still picture some movement.
            Could this become a short film?
            From this image, generate the next seconds.
            image to clip please
            I'd like the scene here to start moving.
            Produce footage beginning with the attached picture.
        """,
    ),
    "animate_motion": wording(
        train="""
            Continue this picture as a video: make it {motion}.
            Continue this image as a clip in which it should {motion}.
            Make it {motion}.
            Make the thing {motion}.
            Make it {motion} in a video.
            Make a video from this picture and let it {motion}.
            Make a clip where it starts to {motion}.
            Let it {motion}.
            Let the thing in the picture {motion}.
            Animate this picture: let it {motion}.
            Animate it so that it will {motion}.
            Please make it {motion}.
            Please animate this. It should {motion}.
            Can you make it {motion}?
            Could you make the thing {motion}?
            Turn this picture into a video; it has to {motion}.
            It should {motion}. Film it.
            I want it to {motion}.
            I want to see it {motion}.
            Show me a clip where you see it {motion}.
            Create a video extending this image, make it {motion}.
            Film it as it begins to {motion}.
            Extend this picture into a video where it will {motion}.
            make this {motion}
            animate: {motion}
        """,
        test="""
            Starting from this frame, have it {motion}.
            What if it were to {motion}? Show me.
            Would you get it to {motion}, please?
            Take the attached picture and see to it that it will {motion}.
            Use this as the first frame, next it must {motion}.
            In the film that follows I'd like it to {motion}.
            have this one {motion}
            Set it in motion, it ought to {motion}.
            Give me footage in which the object can be seen to {motion}.
        """,
    ),
    "watch": wording(
        train="""
            What happens in the clip?
            What happens in this video?
            What happens in the film?
            What is happening in this video?
            What is happening here?
            Describe the video.
            Describe this clip.
            Describe what happens.
            Please describe the video.
            Tell me what happens in the video.
            Tell me what you see in this clip.
            What do you see in this video?
            What does the video show?
            What does this clip show?
            Can you describe the clip?
            Could you tell me what happens in this film?
            Watch this video and describe it.
            Watch the clip and tell me what happens.
            Say what happens in the video.
            Write a caption for this video.
            Give me a description of the clip.
            I can't play the video. What happens in it?
            What goes on in this clip?
            video description
            Explain what happens in the clip.
        """,
        test="""
            Put into words what takes place in the film.
            Summarise this video for me.
            What's the action in this footage?
            How would you retell this clip?
            Would you watch this and report what you saw?
            describe the footage
            Which events does the movie show?
            Have a look at the recording. What is it about?
            Give a short account of the video.
        """,
    ),
    "watch_what": wording(
        train="""
            What moves in the video?
            What moves in this clip?
            What is moving?
            What thing is moving in the video?
            What object moves in the clip?
            Which thing moves?
            Which object is moving in this video?
            Which thing do you see in the video?
            What thing is in the video?
            What object is in the clip?
            Name the thing that moves.
            Name the thing in the video.
            Name the moving object.
            Tell me what moves.
            Tell me which thing is in the video.
            Tell me what is moving in the clip.
            Please name the thing in the clip.
            Can you name the thing that moves?
            Could you tell me what is moving?
            Identify the moving object.
            Identify the thing in the video.
            Say which thing moves.
            what is it that moves
            moving thing?
            Watch the video and name the thing in it.
        """,
        test="""
            Who or what is the actor in this footage?
            Recognise the item that travels through the film.
            What did you see going about in the movie?
            The name of the object in motion, please.
            Do you know what that moving item is?
            Which item is the clip about?
            What is the subject of this recording?
            Give me the name of what was filmed.
            object in the footage?
        """,
    ),
    "watch_motion": wording(
        train="""
            How does it move?
            How does the thing move?
            How is it moving?
            How does the object in the video move?
            What does it do?
            What does the thing do?
            What does the thing in the video do?
            What does the object do in this clip?
            What is it doing?
            What kind of movement is it?
            What movement do you see?
            Which way does it move?
            Which way does it go?
            In which direction does it move?
            Where is it going?
            Describe the movement.
            Describe how it moves.
            Name the movement.
            Name the motion in the clip.
            Tell me how it moves.
            Tell me which way it goes.
            Please tell me what it does.
            Can you say how it moves?
            how does it move in the video
            Say what the movement is.
        """,
        test="""
            What sort of motion takes place?
            How would you call what it performs?
            Towards where is the object heading, or does it change in another way?
            Watch closely. What is its motion?
            Could you characterise the movement in this footage?
            motion?
            In what manner does the filmed item move?
            How does its position or size develop during the clip?
            What has changed about it by the end of the film?
        """,
    ),
}
