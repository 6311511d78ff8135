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
            Record {scene} on camera.
            Render {scene} as footage.
            I need some footage of {scene}.
            Mind putting together a video with {scene}?
            I'm wondering whether you could film {scene} for me.
            Any chance of a little movie about {scene}?
            Let's have a vid of {scene}.
            Whip up a quick clip featuring {scene}.
            Knock together a short reel of {scene}.
            Got any video of {scene}? If not, make one.
            Direct a tiny movie starring {scene}.
            Be my cameraman and capture {scene}.
            Lights, camera, action: {scene}
            Roll the camera on {scene}.
            Put {scene} on screen as a video, would you?
            Compose a brief animation of {scene}.
            An animation depicting {scene}, please.
            Design an animated sequence with {scene}.
            Make me a GIF of {scene}.
            animated gif {scene}
            I fancy watching a film of {scene}.
            I'd love to watch {scene} in a video.
            I'd be grateful for a brief video of {scene}.
            Kindly prepare a video depicting {scene}.
            Synthesize a video sequence of {scene}.
            Text to video: {scene}
            Prompt for a video: {scene}
            Movie idea: {scene}. Please produce it.
            My scene is {scene}. Turn it into a movie.
            Picture {scene}. Now film it.
            Imagine {scene} and show it as a video.
            Visualize {scene} in a few moving frames.
            Generate frames of {scene}.
            I need several frames showing {scene}.
            Build a few seconds of video around {scene}.
            A few seconds of {scene} on film would be great.
            Let me watch {scene} on video.
            Let me see some film of {scene}.
            Play me a clip of {scene}.
            Screen a little film of {scene} for me.
            How would {scene} look on video?
            What would a film of {scene} look like?
            Would you mind shooting a clip of {scene}?
            Will you record a video of {scene}?
            Are you able to generate footage with {scene}?
            Is it possible to get a clip showing {scene}?
            May I have a video of {scene}?
            Could I get a movie with {scene}?
            Can I see {scene} in a short film?
            Do me a favor and film {scene}.
            Go ahead and shoot a video of {scene}.
            Cook up a cartoon of {scene}.
            A cartoon with {scene}, please.
            Sketch {scene} as an animated film.
            Craft a cinematic shot of {scene}.
            Video clip wanted: {scene}
            Wanted: footage of {scene}
            footage {scene}
            movie of {scene}
            film showing {scene}
            short video, {scene}
            video with {scene}
            animation: {scene}
            new clip: {scene}
            some motion picture of {scene}
            My presentation needs a video of {scene}.
            We require a short recording of {scene}.
            I was hoping for a clip of {scene}.
            I'm looking for a video that features {scene}.
            I'm after a film clip of {scene}.
            What I need is a video of {scene}.
            Please deliver a brief film containing {scene}.
            Please shoot a little video where we see {scene}.
            Try to make a movie about {scene}.
            Provide a video in which {scene} can be seen.
            Send me a video of {scene}.
            Assemble a looping clip of {scene}.
            Capture {scene} in a moving image.
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
            Set this photo in motion.
            Put the picture in motion, please.
            Breathe some life into this still.
            This still looks dull. Get it moving.
            Make the photo come alive.
            I'd love for this photo to come alive.
            Would you mind animating this drawing?
            I'm wondering whether you can animate my photo.
            Is there a way to get this image moving?
            Any chance you could make this snapshot move?
            Convert this photo to video.
            Convert the still into a movie.
            Transform this drawing into an animation.
            Make an animation from this photograph.
            Make a GIF from this picture.
            Change this still frame to footage.
            I need a video based on this photo.
            I need this image animated.
            I want this still turned into a movie.
            My picture should become a video.
            This photo should be a video instead.
            Here's a photo. Make it a clip.
            Here is frame one. Generate the rest.
            This is the opening frame; produce the following ones.
            Treat this as the opening shot and carry on.
            Keep going from this still as a movie.
            Pick up from this shot and roll the film.
            Roll the film from here.
            Press play on this picture.
            Imagine hitting play on this photo. Show me that.
            Unfreeze this image.
            Unfreeze the scene, please.
            Predict the next frames.
            Predict the frames that follow this image.
            Generate the upcoming frames.
            Give me the next few frames.
            What comes next after this frame? Film it.
            How might this scene go on? Show me footage.
            Show how this scene continues.
            Let me watch how this photo goes on.
            Let me see the next seconds of this scene.
            Play out the next moments of this picture.
            What would this look like as a video?
            How would this photo look in motion?
            Can this photo become a video?
            Can we get this image to move?
            Will you turn my sketch into an animated clip?
            Do your animation magic on this picture.
            Add motion to this image.
            Add some movement to the photo.
            Give this picture some movement.
            Give the still a bit of life.
            Kindly generate a short animation from the attached image.
            Please produce footage from the attached photograph.
            Please render this picture as a short film.
            Please make a movie out of this.
            Create an animated version of this picture.
            I'd like an animated version, please.
            A moving version of this photo, please.
            Build a little movie around this still.
            Develop this snapshot into a film sequence.
            Shoot a movie that begins with this image.
            Record a clip starting from this photo.
            Take this frame as your starting point and film on.
            Let the scene in this photo unfold.
            Let the photo play like a movie.
            Don't leave it frozen. Animate it.
            It's frozen; get it going.
            Wake this picture up.
            Make it a live photo.
            live photo from this
            image to video
            photo into movie
            still to animation
            img2vid this
            next frames
            animate photo
            moving version
            continuation of this frame as video
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
            Have it {motion}.
            Have the object {motion}.
            Get it to {motion}.
            Get the object to {motion}, please.
            Could we have this {motion}?
            Would you mind making it {motion}?
            Mind letting it {motion} for a bit?
            I'm wondering whether you can get it to {motion}.
            Is there a way to let this object {motion}?
            Any chance we could watch it {motion}?
            I'd love to watch it {motion}.
            I need it to {motion}.
            I need a video where it starts to {motion}.
            I'd like the object in my photo to {motion}.
            I fancy seeing this {motion}.
            We'd like this to {motion}, please.
            The object ought to {motion}.
            The object needs to {motion}. Animate that.
            This one must {motion}.
            It's supposed to {motion}. Show that.
            It has to {motion} in the next frames.
            It is about to {motion}. Shoot that.
            It will {motion} next. Render the video.
            Imagine it starts to {motion}, then show me.
            Suppose this began to {motion}. What would we see?
            What would it look like to see this {motion}?
            How would it look if it were to {motion}?
            What if it were to {motion}? Show footage.
            Let me watch the object {motion}.
            Let's see it {motion}.
            Let's have it {motion}.
            Let this one {motion} now.
            Allow it to {motion}.
            Cause it to {motion}.
            Force the item to {motion}.
            Tell it to {motion}.
            Bring the photo to life and let it {motion}.
            Bring this to life: {motion}
            Set the photo in motion and have it {motion}.
            Put this in motion so it can {motion}.
            Generate frames in which it begins to {motion}.
            Generate footage of this starting to {motion}.
            Produce an animation where the object starts to {motion}.
            Render a clip in which it can be seen to {motion}.
            Predict the next frames if it starts to {motion}.
            Carry on from this frame and have it {motion}.
            Carry on the scene: it begins to {motion}.
            Starting from this shot, have the object {motion}.
            Start with this still, then let it {motion}.
            Use this as frame one and make it {motion}.
            From this image, create a movie where it should {motion}.
            Convert this to a video; the object should {motion}.
            Transform the still so that we see it {motion}.
            Kindly animate the object so it appears to {motion}.
            Please see to it that the object will {motion}.
            Please have this object {motion}.
            Please let my picture's object {motion}.
            Go ahead and let it {motion}.
            Do me a favor and have it {motion}.
            Can you get that to {motion}?
            Can this object {motion}? Show me in a clip.
            Will you have the object {motion} for me?
            Could the object {motion} in a short movie?
            Can we see it {motion}?
            May I see it {motion}?
            Now {motion}!
            Action! Have it {motion}.
            Motion wanted: {motion}
            Motion: {motion}
            Movement: {motion}
            object should {motion}
            have this {motion}
            image to video, {motion}
            photo to clip where it should {motion}
            next frames: {motion}
            video where it starts to {motion}
            Add movement so that it seems to {motion}.
            Give it a push so that it will {motion}.
            Make a GIF where it is seen to {motion}.
            Unfreeze it and let it {motion}.
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
            What's going on in the footage?
            What takes place in this recording?
            What occurs during this clip?
            What's this video about?
            What is the clip all about?
            What do we get to see in the footage?
            What can be seen in this recording?
            What am I looking at in this video?
            What am I watching?
            What's up in this vid?
            What unfolds in the film?
            What events does the footage contain?
            What's the story of this clip?
            What's the content of this video?
            What is depicted in the movie?
            What's shown in this recording?
            What would you say is happening in the movie?
            What have they filmed here?
            What did the camera record?
            What did the camera capture here?
            How would you describe this footage?
            How would you sum up the video?
            How would you put this clip into words?
            Summarize the video.
            Give a brief summary of the footage.
            Sum up this clip in a sentence.
            Recap the video for me.
            Quick recap of this clip, please.
            Narrate the video.
            Narrate this footage for me.
            Walk me through this clip.
            Talk me through the video.
            Take me through what occurs in the recording.
            Fill me in on this video.
            Put this video into words.
            Put the clip in one sentence.
            Retell the film in your own words.
            Report what the footage shows.
            Outline the content of this recording.
            Write down what goes on in this video.
            Write a short description of the footage.
            Caption this clip.
            Come up with a caption for the movie.
            A caption for this footage, please.
            I need a caption for my video.
            I need this clip described.
            I'd like a summary of the video.
            I want to know what this footage shows.
            I'm wondering what this video shows.
            I'm curious what goes on in this film.
            I wonder what's happening in this recording.
            I'm blind; please describe this video.
            I can't see the screen. Describe the clip?
            I missed the video. What happened?
            My video won't load. What's in it?
            Mind telling me what happens in this footage?
            Would you mind describing this movie?
            Would you summarize the clip for me?
            Could you explain what's going on in the video?
            Can you put the footage into words?
            Can you narrate this for me?
            Can you make out what's happening in the clip?
            Any idea what's happening in this movie?
            Do you know what's going on in this clip?
            Have a look at this footage and describe it.
            Take a look at the clip. What happens?
            View the recording and summarize it.
            Look at this video and report what you see.
            Please provide a description of this footage.
            Please sum up what occurs in the movie.
            Kindly describe the attached recording.
            Let me know what goes on in the film.
            Let me know what the clip shows.
            Audio description for this video, please.
            alt text for this clip
            video caption
            clip summary
            describe footage
            contents of the video
            what's going on here
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
            Who or what is doing the moving?
            Who's the star of this clip?
            What's the moving item called?
            What's that moving thing?
            What's the thing in motion?
            What is that in the footage?
            What kind of object is in this footage?
            What sort of thing is moving around?
            What type of object appears in the video?
            What item is featured in this recording?
            What item is on the move?
            What item do you spot in the clip?
            What shifts position in this clip?
            What travels across the frame?
            What's traveling through the picture?
            What changes its place in the video?
            What won't keep still in this clip?
            What isn't staying still?
            What's in motion here?
            What's the subject of this footage?
            What's the main object in the video?
            What would you call the object in this clip?
            What did they film? Just the object's name.
            What's the name of the moving object?
            subject of the clip?
            Which object is in motion?
            Which object appears in the footage?
            Which item has been filmed?
            Which thing is on the move in this movie?
            Which object is the clip about?
            Which of all things is moving there?
            Recognize the object in the footage.
            Can you recognize the thing in this clip?
            Do you recognize the moving item?
            Can you identify what's moving around?
            Can you tell which object that is?
            Can you work out what the moving object is?
            Could you identify the item in this recording?
            Would you name the object shown in the footage?
            Will you tell me the name of the moving thing?
            Mind telling me what that moving object is?
            Any idea what that moving thing is?
            Any clue which object is moving?
            Got a name for the thing in this clip?
            Guess the object in the video.
            thing in motion
            Spot the moving item and name it.
            Find the object that's in motion and name it.
            Detect the moving object.
            Classify the object in the clip.
            Label the moving object.
            Label the thing in this footage.
            Determine which object moves.
            Specify the item in motion.
            State the name of the object in the recording.
            Please identify the item in the footage.
            Please state which object is in motion.
            Kindly identify the moving item.
            Put a name to the moving thing.
            I can't make out the moving object. What is it?
            I'm wondering what that moving object is.
            I wonder which thing is moving there.
            I'd like to know which object is moving.
            I want to know what's moving.
            I need the name of the object in the video.
            I need to know which item moves.
            I'm not sure what's moving. Can you tell?
            Something is moving. What is it?
            Something moves in this clip; name it.
            There's an object in this footage. Which one?
            Let me know which item is in motion.
            Let me know what thing that is in the clip.
            Take a look and tell me what's moving.
            Look at the clip. Which object is it?
            In a word, what's moving?
            One word: what object is this?
            Just the name of the moving thing, please.
            moving object name
            object in clip
            identify item in video
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
            What motion does it make?
            What motion is shown in the clip?
            What sort of motion is this?
            What type of movement does the object make?
            What's its motion like?
            What's the direction of travel?
            What direction is it heading in?
            What path does it follow?
            What course does it take?
            What route does the object follow through the frame?
            What's the manner of movement?
            What action does it perform?
            What action is the object carrying out?
            What's the object up to?
            In what manner does it move?
            In what way is the object moving?
            Which direction is it going?
            Which direction does the object travel?
            Which way is it headed?
            Which side does it head for?
            Where does it head?
            Where is it headed?
            Where does it move to?
            Where's the object off to?
            Where does the item end up going?
            To which side is it moving?
            Toward which edge does it travel?
            How does it travel?
            How does it behave in the footage?
            How is the object getting around?
            How does it change over the clip?
            How does its position change?
            How would you describe its motion?
            Does it rise, fall, turn, grow or shrink?
            Is it going left, right, up or down?
            Is it spinning, bouncing or sliding?
            Left or right? Up or down?
            Is it turning or sliding?
            Does it get bigger, smaller, or shift around?
            Characterize the motion.
            Characterize how the object travels.
            Classify the movement.
            Classify the type of motion.
            Identify the motion.
            Identify the direction of movement.
            Determine the direction of travel.
            Specify the kind of movement.
            State the direction in which it moves.
            Track the object and report its direction.
            Follow it with your eyes. Where does it go?
            Report its movement.
            Explain how it moves along.
            Sum up its movement in a word.
            Describe its trajectory.
            Describe the path it takes.
            Describe the object's behavior.
            Let me know how it moves.
            Let me know where it's going.
            Mind telling me which way it's going?
            Mind saying how the object moves about?
            Would you describe the way it moves?
            Could you tell me its direction?
            Can you make out which way it travels?
            Can you recognize the kind of motion?
            Any idea where it's heading?
            I'm wondering how it moves.
            I wonder which direction it goes.
            I'd like to know how the object is moving.
            I need the direction of its motion.
            I need to know what it's doing.
            I can't tell which way it goes. Can you?
            Please specify how the item moves.
            direction of movement
            type of motion
            motion direction?
            trajectory of the object
            which way
            movement type
            how it moves
            heading where?
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
