"""Asking to read: a line, a page, a chart, a table."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

READING = {
    "read": wording(
        train="""
            Read the text.
            Read this.
            Read this text.
            Read the line.
            Read what is written.
            Please read the text.
            Please read this to me.
            What does it say?
            What does the text say?
            What does this line say?
            What is written here?
            What is written in the picture?
            What text is in the picture?
            Which words are in the image?
            Tell me what is written here.
            Tell me what the text says.
            Can you read this?
            Could you read the text for me?
            Can you read what it says?
            Type out the text in the image.
            Write down the text.
            Copy the text from this picture.
            I can't read this. What does it say?
            read it
            text?
            Transcribe the words shown.
            Mind telling me what those words are?
            I'm wondering what this print spells out.
            OCR this snippet
            What wording appears in this image?
            Spell out the caption for me.
            Extract the writing from this photo.
            Decipher this line, would you?
            My eyes are bad. What's printed there?
            Any idea what this sign says?
            Convert the picture to plain text.
            Recite the sentence you see.
            Pull the characters out of this crop.
            Kindly transcribe the inscription.
            What's the message here?
            Make out these letters for me.
            Which letters do you see?
            What's it say?
            Name the words in front of you, in their order.
            I'd like the wording typed up.
            Give me the exact phrase that's printed.
            Help me understand what these letters spell.
            What have they written?
            transcription please
            image to text
            Would you be so kind as to read out this line?
            Repeat the printed words back to me.
            What do the words say?
            There's some writing here. What is it?
            Recognise the text in this picture.
            Recognize these characters.
            Quote the line exactly as it appears.
            Put this image into words I can copy.
            The print is too small for me, so please read it out.
            What sentence is shown?
            Reproduce the wording verbatim.
            Jot down the words in this shot.
            Let me know what's printed.
            I need this line transcribed.
            Read it out, please.
            Could I get the words from this screenshot?
            Is there any writing here, and what does it say?
            Grab the text from this photo.
            words in the picture
            What phrase has been printed on this strip?
            I forgot my glasses. Read this for me?
            Would you mind reading this bit to me?
            Take a look and tell me the words.
            Translate these pixels into letters.
            What am I looking at, word for word?
            Literal transcript of this line
            Type what you see written.
            Can you make out what's written?
            Do you know what that label reads?
            How does this line read?
            Identify the words in this image.
            Dictate this snippet to me.
            Echo the printed sentence.
            I can't quite make out this writing.
            Please turn this scan into characters.
            What's the text?
            Show me the wording as typed letters.
            Capture the words from the image.
            Return the visible string.
            So what does the thing say?
            Run your eyes over this and read it back.
            Output the recognized text.
            Figure out what this scribble says.
            Let's hear what that line says.
            The writing is blurry to me. Please transcribe it.
        """,
        test="""
            What's the wording on this image?
            Extract the text, please.
            Would you tell me what stands here?
            Perform OCR.
            Give me the words you find in this picture.
            Turn the image into plain text.
            ocr this
            Transcribe the writing.
            What do the letters spell?
        """,
    ),
    "page": wording(
        train="""
            Read the page.
            Read this page.
            Read the whole page.
            Read everything on the page.
            Please read this page.
            Please read the page to me.
            What does the page say?
            What does this page say?
            What is written on the page?
            What is on this page?
            What text is on the page?
            Tell me what the page says.
            Tell me what is written on this page.
            Can you read this page?
            Could you read the whole page for me?
            Write down the text of the page.
            Write down all lines of this page.
            Copy the page as text.
            Type out this page.
            Give me the text of the page.
            I need the text of this page.
            Read all lines of the document.
            Read the document.
            page text
            read all of it
            Transcribe the entire page.
            OCR the full page
            I'd like a complete transcript of this sheet.
            Read the page out from top to bottom.
            Would you mind reading out this entire sheet?
            Take me through the page line by line.
            Extract all the text from this document.
            Every line on this page, please.
            Convert this scanned page to plain text.
            Start at the top and read down to the bottom.
            What's on the sheet?
            Mind reading this letter to me?
            I got this letter. What does it say in full?
            Type up the complete document.
            full transcription of the scan
            Dump the contents of this page.
            Digitise this page for me.
            Digitize the document into editable text.
            What are the contents of this document?
            Give me the document word for word.
            Recite every paragraph on the page.
            Reproduce the page's wording in full.
            Let me hear the whole document.
            I'm wondering what this whole page contains.
            Could I have all of the lines on this page?
            Don't skip anything. Read the full page.
            Go through the sheet and read each line.
            scan to text, complete page
            Please transcribe all paragraphs.
            Pull every sentence off this page.
            I can't see the page well, so read it all out.
            Turn this photographed page into text.
            Render the page as plain text.
            Capture everything printed on this sheet.
            What have they written on this sheet of paper?
            Help me read this document from start to finish.
            Get me the page's full contents.
            I want the entire page typed out.
            From the first line to the last, what's on this page?
            Spell out the whole document for me.
            Copy out this sheet, every line of it.
            What does this document say?
            Would you kindly read this notice in full?
            Can you transcribe this page?
            Tell me everything that's printed on this paper.
            page contents
            document transcript
            verbatim text of the page
            Quote the page in its entirety.
            Read me the heading and everything below it.
            Let me know all that this paper says.
            My glasses are broken. Read me the entire page.
            Recognise all lines on this scanned sheet.
            Dictate the document to me.
            Retype this page.
            Scan through and write up the complete page.
            List the lines of this page in order.
            What do all the lines on the sheet say?
            Is this page readable? Then give me all of it.
            Provide a faithful transcript of the document.
            Return the page's complete text.
            Output each line of the document.
            I have to retype this paper. Do it for me?
            Put the whole letter into text.
            How does this document read from beginning to end?
            Reading the full page would help me a lot.
            Let's have the whole page.
            Please read out the paper, leaving nothing out.
            Would it be possible to get this page in writing?
            Grab all the text on this page.
        """,
        test="""
            Extract the full text of this document.
            Convert the page to plain text.
            Everything that stands on this sheet, please.
            ocr the page
            Would you transcribe the sheet?
            What are the contents of this document page?
            From top to bottom, which words are printed here?
            Get me each line printed on the sheet.
            Turn this scanned page into text.
        """,
    ),
    "table": wording(
        train="""
            Read the chart as a table.
            Give me the data of this chart.
            Give me the numbers in the chart.
            Write the chart as a table.
            Turn this chart into a table.
            Turn the chart into data.
            What are the values in the chart?
            What are the numbers in this chart?
            What data does the chart show?
            What data is in this chart?
            Which values does the chart show?
            List the values of the chart.
            List all bars with their values.
            List every label with its value.
            Read all values from the chart.
            Read the data from this chart.
            Please read the chart.
            Please give me the chart as a table.
            Tell me the values in this chart.
            Can you read this chart?
            Could you turn the chart into a table?
            I need the data behind this chart.
            Show the chart's data.
            chart to table
            chart data
            Extract the data points from this graph.
            Tabulate the chart.
            What figures are plotted here?
            Convert the bar graph into rows.
            graph to table
            Digitise this graph for me.
            I'd like the figures behind this plot.
            Mind listing each bar and its height?
            Pull the numbers out of the bar chart.
            Break this graph down into numbers.
            Give every category with its figure.
            How tall is each of the bars?
            Write out the plotted data.
            What does each bar stand at?
            Could I get the chart's figures in tabular form?
            I'm wondering what all the bars amount to.
            Recover the underlying data from this diagram.
            Enumerate the bars together with their heights.
            Take me through the graph bar by bar.
            data extraction from bar chart
            Put these bars into a table.
            Transcribe the graph as data.
            Convert this plot to a spreadsheet.
            Name each category and how much it has.
            I can't see graphs. Tell me all the figures.
            Spell out the statistics shown in this graph.
            What statistics does this diagram present?
            Turn the bars into numbers.
            Jot down the reading for each bar.
            Summarise the chart as label and value pairs.
            Output the chart as CSV.
            Provide a data table for this figure.
            Let me have all the plotted values.
            What quantities are shown by these bars?
            Go through every column of the graph and note its value.
            Reconstruct the table this graph was drawn from.
            bars with amounts
            all chart figures please
            Which numbers were used to draw this graph?
            Interpret the bar graph for me, number by number.
            Describe the chart in numbers.
            Work out each bar's value and list them.
            Estimate all the bars for me.
            Show me the graph as rows and columns.
            Report the value of every bar.
            What are the readings on this graph?
            Express this diagram as a table.
            Would you kindly tabulate this plot?
            I want to put this chart in Excel. List its data.
            Let me know what each bar represents and how much.
            Collect the data from the graph.
            Grab the dataset out of this chart.
            Rewrite the bar graph as a list.
            Can the graph be written as a table?
            What are the totals for all the categories charted?
            Decode this graph into data.
            Please itemise the bars and their scores.
            Go from left to right and give each bar's number.
            Make a table out of this diagram.
            figures plotted in this graph
            Tell me how high every bar goes.
            Measure all the bars.
            Return the series shown in the plot.
            How many does each category have?
            What's the breakdown in this chart?
            I need a listing of all the bars and counts.
            Help me get the raw numbers from this graph.
            Data please, taken off the bar graph.
            Make this plot readable as text: labels and numbers.
            Let's see those bars as figures.
        """,
        test="""
            Tabulate what this graph shows.
            Extract the underlying data of the diagram.
            Convert the plot into rows and columns.
            What figures were plotted here?
            Would you recover the table behind this graph?
            graph as a table please
            Every category and its figure, please.
            Transcribe the diagram into numbers.
            How would the plotted data look as a table?
        """,
    ),
    "chart_value": wording(
        train="""
            What is the value of {label}?
            What is the value for {label}?
            What value does {label} have?
            What value does {label} have in the chart?
            What number does the chart show for {label}?
            What number belongs to {label}?
            What does the chart say for {label}?
            How high is {label}?
            How high is the bar of {label}?
            How tall is the bar for {label}?
            How much is {label}?
            How many for {label}?
            Which value does {label} have?
            Read the value of {label}.
            Read {label} from the chart.
            Tell me the value of {label}.
            Tell me the number for {label}.
            Give me the value for {label}.
            Please read off {label}.
            Can you tell me the value of {label}?
            Could you read the value for {label} from this chart?
            I need the value of {label}.
            value of {label}
            {label}: what value?
            {label}?
            How far up does the {label} bar go?
            What figure is plotted for {label}?
            Where does {label} stand on the graph?
            Mind telling me how high the {label} bar reaches?
            I'm wondering what {label} scored on this graph.
            bar height for {label}
            What's the count for {label} in this graph?
            Check the graph and report {label}.
            Look up {label} on the chart.
            How many does {label} have?
            What height does the bar marked {label} reach?
            Measure the {label} bar.
            Estimate the bar for {label}.
            According to the graph, how much is {label}?
            What's the reading for {label} on this plot?
            In this diagram, what does {label} come to?
            Give the quantity charted for {label}.
            {label} on the graph, how much?
            What level does {label} reach?
            How big is the bar labelled {label}?
            How long is the bar labeled {label}?
            What score did {label} get in the chart?
            I'd like the figure for {label} off this graph.
            Could you check how tall {label} is?
            Locate the {label} bar and give its height.
            Find {label} along the axis and tell me its number.
            The bar over {label} reaches what number?
            What total is charted for {label}?
            Where does the bar for {label} top out?
            Let me know the height of {label}.
            How large a number does {label} show in the graph?
            graph reading for {label}
            chart figure for {label}
            What does {label} amount to in this chart?
            What is plotted above {label}?
            At what point on the scale does {label} end?
            Work out the value of the bar named {label}.
            Just the {label} bar, please. What's its value?
            How does {label} do in this chart?
            Which number does the {label} bar climb to?
            Would you kindly read the bar for {label}?
            What did {label} reach on the scale?
            Please state the charted value of {label}.
            I want to know how high {label} got.
            Can you make out the height of the {label} bar?
            What's {label} at in the graph?
            Report the data point for {label}.
            Tell me where {label} sits on the vertical axis.
            How many units does {label} show?
            What amount does the bar chart give for {label}?
            Point to {label} on the plot and read its value.
            For {label}, what does the bar show?
            As for {label}, how high is its bar?
            See the {label} bar? What number is that?
            Do you see how much {label} has on this graph?
            How many are there for {label} on the bar graph?
            My eyes can't follow the bars. What's {label} at?
            Give me a number for the {label} column of the graph.
            {label} bar value
            What statistic is shown for {label} in the diagram?
            How much does the graph give {label}?
            Read across from the top of {label} to the scale.
            What's the size of the bar belonging to {label}?
            Determine how much {label} is in this plot.
            Quote me the graph's number for {label}.
            Pick out {label} in the chart and say its value.
            By the chart, {label} equals what?
            Is {label} high or low? Give me the bar's number.
            I can't tell how tall {label} is. Help me read it.
            Share the bar reading for {label}, please.
        """,
        test="""
            Which figure is plotted for {label}?
            Look up {label} in the graph.
            According to the diagram, what amount has {label}?
            Up to what number does {label} reach?
            Would you find the figure that goes with {label}?
            {label} amount
            In this graph, {label} stands at what?
            How large is {label} going by the plot?
            The figure for {label}, please.
        """,
    ),
    "chart_max": wording(
        train="""
            Which is the highest?
            Which bar is the highest?
            Which bar is the tallest?
            Which one is the largest?
            Which label has the highest value?
            Which label has the largest value?
            Which has the most?
            Which value is the highest in the chart?
            What is the highest bar?
            What is the tallest bar in the chart?
            What has the highest value?
            What has the largest value in this chart?
            What is the biggest one?
            Who has the most?
            Name the highest bar.
            Name the label with the highest value.
            Tell me which is the highest.
            Tell me which bar is the tallest.
            Find the highest bar.
            Find the largest value and name it.
            Please name the largest one.
            Can you tell which one is the highest?
            Could you find the tallest bar?
            highest bar?
            largest one in the chart
            Who's on top?
            What's the peak in this graph?
            Who is in the lead?
            Which bar towers over the others?
            Identify the winner in this chart.
            Which category leads the pack?
            What tops the chart?
            Where is the maximum?
            maximum bar
            top category in the graph
            Who came first?
            Which bar stands out as the longest?
            What beats all the others?
            Point out the greatest value in the graph.
            I'm wondering which bar reaches furthest up.
            Mind telling me who scored best?
            Which item ranks number one?
            Pick out the biggest bar.
            Which column of the graph rises above the rest?
            Let me know which category dominates.
            What is the leading category here?
            Which one exceeds all the rest?
            Out of all the bars, which is the greatest?
            Where does this chart peak?
            Which has the greatest amount?
            Show me the top scorer.
            Which is bigger than every other bar?
            Spot the largest bar for me.
            Who did best according to this graph?
            In this diagram, which is the most?
            Which label sits under the tallest bar?
            Give me the name of the top bar.
            I'd like to know the largest category.
            Which category is number one?
            Who holds first place?
            the winner in this chart
            tallest of all the bars
            Which bar climbs the highest?
            Determine the maximum and say what it's called.
            Could you say which bar is longest?
            What's the most popular one in this graph?
            Which entry got the highest score?
            Compare the bars. Which wins?
            Looking at the bars, who comes first?
            Which has more than anyone else?
            What ranks highest in the plot?
            Nothing is higher than which bar?
            Who gets the gold medal in this chart?
            Which of these outdoes the others?
            Say which category has the biggest share.
            What's the record holder on this graph?
            Single out the highest column in the graph.
            Can you spot the top performer?
            I need the name of the biggest bar.
            Which one takes the lead?
            Would you kindly name the leader?
            Who's winning here?
            Select the bar with the maximum height.
            Tell me the top item plotted.
            greatest value, which label?
            Which category has the maximum?
            What's the front runner in this graph?
            Which bar reaches the top?
            Is there a clear winner? Which bar?
            Rank the bars and give me the first.
            Which item is plotted highest?
            Let's see who has the greatest number.
            Which is the largest of the lot?
            The tallest bar belongs to whom?
        """,
        test="""
            What's the maximum of this graph?
            Which category comes out on top?
            Where does the diagram peak?
            Who leads in this plot?
            Identify the category that exceeds all others.
            max?
            Which of these is greatest?
            Would you say which entry ranks first?
            The top category, please.
        """,
    ),
    "cell": wording(
        train="""
            What is the {column} of {row}?
            What is the {column} for {row}?
            What is in the row {row} and the column {column}?
            What does the table say for {row} under {column}?
            What does the table show for {row} in {column}?
            What value is in column {column} of row {row}?
            What value does {row} have in {column}?
            Which value does {row} have under {column}?
            Which {column} does {row} have?
            Which number is in row {row}, column {column}?
            Read the cell in row {row}, column {column}.
            Read the {column} of {row}.
            Read the table: {column} of {row}?
            Look at the table. What is the {column} for {row}?
            Find {row} and read its {column}.
            Find the {column} for {row}.
            Tell me the {column} of {row}.
            Tell me what is in column {column} for {row}.
            Give me the {column} for {row}.
            Please read the {column} of {row}.
            Can you tell me the {column} of {row}?
            Could you find the {column} for {row} in the table?
            I need the {column} of {row}.
            {column} of {row}
            {row}, {column}?
            Look up {row} and give me its {column}.
            Mind telling me the {column} listed for {row}?
            I'm wondering about the {column} of {row}.
            What's listed under {column} for {row}?
            Go to {row} and check the {column}.
            Where {row} meets {column}, what do you see?
            In the {row} row, what's the {column}?
            For {row}, what is the {column}?
            {row} has what {column}?
            Check the {column} entry for {row}.
            table lookup: {row}, {column}
            {column} for {row}, please
            According to the table, what {column} does {row} have?
            What {column} is given for {row}?
            What {column} is recorded against {row}?
            Follow the {row} line across to {column}.
            Go down the {column} column until you reach {row}.
            At the intersection of {row} and {column}, what's written?
            Locate {row} in the table and tell me the {column}.
            I'd like to know the {column} of {row}.
            Show me the {column} belonging to {row}.
            Let me know what {row} has for {column}.
            Could you look up the {column} of {row}?
            Would you check the {column} for {row}?
            What figure appears under {column} next to {row}?
            What entry do you find for {row} beneath {column}?
            How about {row}? What's its {column}?
            State the {column} of {row}.
            Pick out the {column} that goes with {row}.
            Which {column} goes with {row}?
            Which {column} belongs to {row}?
            What's in the {column} field for {row}?
            What's in the box for {row} under {column}?
            Fetch the {column} from the {row} row.
            Extract the {column} value for {row}.
            Retrieve the {column} for {row} from the table.
            Quote the {column} shown beside {row}.
            As for {row}, what {column} is listed?
            Regarding {row}, which {column} is stated?
            The {column} of {row} is what?
            Can you find out the {column} for {row}?
            Do you see the {column} for {row}?
            Does the table give a {column} for {row}? What is it?
            I want the {column} of {row}, nothing else.
            I can't find the {column} for {row}. What is it?
            Just the {column} of {row}, thanks.
            Kindly provide the {column} of {row}.
            Report what the table lists as {column} for {row}.
            Scan the table for {row} and report the {column}.
            See {row}? Tell me its {column}.
            Next to {row}, what does the {column} column hold?
            What does {row} show in the {column} column?
            What has been entered for {row} under {column}?
            What number sits in {column} on the {row} line?
            Under the heading {column}, what's there for {row}?
            From the table, get the {column} of {row}.
            In the table, find where {row} crosses {column}.
            Run your finger along {row} to {column}. What's there?
            Help me find the {column} of {row}.
            Please check what {column} the table has for {row}.
            {row}: which {column}?
            {row} row, {column} column
            {column} listed for {row}
            the {column} that {row} has
            Say what {column} is assigned to {row}.
            Search the rows for {row} and give the {column}.
            Would you be able to read me the {column} for {row}?
            Which entry in {column} corresponds to {row}?
            What {column} corresponds to {row}?
            Double-check the {column} of {row} for me.
        """,
        test="""
            Look up {row} under {column}.
            Where {row} meets {column}, which entry stands there?
            For {row}, how much is listed as {column}?
            According to this table, {row} has what {column}?
            Would you get me the entry for {column} on the line of {row}?
            {row} / {column} entry
            Which entry is given for {row} in the {column} column?
            On the line {row}, what is found beneath {column}?
            The {column} entry for {row}, please.
        """,
    ),
    "page_table": wording(
        train="""
            Read the table.
            Read this table.
            Read the whole table.
            Read all rows of the table.
            Please read the table.
            Please read the table to me.
            What does the table say?
            What is in the table?
            What is in this table?
            What are the rows of this table?
            Which rows does the table have?
            Give me the table.
            Give me the whole table.
            Give me the rows of the table.
            Give me the table as text.
            Tell me what is in the table.
            Write out the table.
            Write down the table row by row.
            Write the page as a table.
            Copy the table.
            Copy all rows and columns.
            Type out the table.
            Can you read this table?
            Could you write the table as text?
            List the rows of the table.
            table as text
            all rows of the table
            Transcribe the table.
            Take me through the table one row at a time.
            Extract every row from this table.
            OCR this table
            I'd like the full table typed up.
            Mind reading out the rows to me?
            Convert the scanned table to text.
            Reproduce this table exactly.
            What entries does this table contain?
            Every row, please, including the header.
            Read out each row with all its cells.
            Dump all the cells of this table.
            table contents
            table transcript, row by row
            Recite the table line by line.
            I'm wondering what this table contains.
            Could I have the complete table?
            Digitise this table for me.
            Copy out this grid.
            Put the grid into plain text.
            Turn this printed table into a spreadsheet.
            Output the table as CSV.
            Go through all the rows and read them.
            Start with the header and read down every row.
            Capture the whole table, headings included.
            What's listed in this table?
            Spell out the cells one by one.
            Let me have all the entries in the table.
            I can't see the table well. Read me its rows.
            Retype this table.
            Enumerate the table's rows.
            Provide the rows and columns in text form.
            Please transcribe all the cells.
            Return the table, keeping its columns.
            Render this table as Markdown.
            Help me read this table from top to bottom.
            Pull all the cells out of this scanned table.
            Get me the table's contents in full.
            Would you kindly read me this table?
            What do the rows and columns say?
            Tell me each row of this grid.
            What does every row say?
            Show the complete table in typed form.
            Dictate the table to me, row after row.
            Don't leave out a row. Read the entire table.
            I need this table in Excel, so write it out.
            Let me hear the rows.
            Which headings and rows are in this table?
            Jot down each row of the table.
            Write up this table with its column headings.
            full table, please
            rows and columns to text
            Type up the rows.
            Can you transcribe this tabular page?
            Quote every row of the table.
            Recognise the table and its cells.
            Parse this table for me.
            Grab the table off this page.
            Work through the table and note down each row.
            How does the table read, row by row?
            Is the table legible? Then write out its rows.
            List everything in the table.
            Give a faithful copy of this table.
            I want to hear all of the table's entries.
            Let me know all that's in this table.
            Present the table in text.
            From the first row to the last, what's in the table?
            Would it be possible to have this table typed?
            Let's have the entire table.
            Tell me the headings and then each row.
        """,
        test="""
            Extract the table on this page.
            Convert the table to plain text.
            Every row with its cells, please.
            ocr the table
            Would you transcribe the tabular part?
            What entries stand in this table?
            From top to bottom, which entries are listed?
            Turn the scanned table into rows of text.
            I need a machine-readable version of these rows.
        """,
    ),
    "slip_value": wording(
        train="""
            What is the {label}?
            What is written for {label}?
            What is written next to {label}?
            What stands beside {label}?
            What does it say for {label}?
            What does the slip say for {label}?
            What does the form say for {label}?
            What does the receipt say for {label}?
            What is the amount for {label}?
            What is the entry for {label}?
            What value is given for {label}?
            Which value belongs to {label}?
            How much is the {label}?
            Read the {label}.
            Read the value of {label} on this page.
            Read {label} from the receipt.
            Find {label} on the page.
            Find the {label} and read it.
            Tell me the {label}.
            Tell me what is written for {label}.
            Give me the {label}.
            Please read the {label}.
            Can you tell me the {label}?
            Could you find the {label} on this slip?
            I need the {label} on this form.
            {label}
            {label} on the receipt
            What's entered under {label} on the form?
            Check the slip for {label}.
            Look up {label} on this receipt.
            Mind telling me the {label} on this slip?
            I'm wondering what the {label} is on this bill.
            What has been filled in for {label}?
            {label} on this form, please
            {label} on the slip
            What's printed beside {label}?
            What did they put down for {label}?
            How much did I pay for {label}?
            What does the bill show for {label}?
            What does the invoice list for {label}?
            Which {label} is stated on this paper?
            Locate the {label} line and read what follows.
            The line marked {label}, what does it say?
            Next to the word {label}, what's there?
            Pick out the {label} from this receipt.
            Extract the {label} from the form.
            Fetch the {label} off this ticket.
            Let me know the {label} shown on the receipt.
            I'd like to know the {label} on this document.
            I can't find the {label}. Where is it and what's written?
            Could you check the {label} on this bill?
            Would you look for the {label} on this form?
            According to the slip, what's the {label}?
            According to this receipt, how much is {label}?
            What's the {label} here?
            What is shown for {label} on this paper?
            What details are given for {label}?
            What's in the {label} field?
            What's in the box labelled {label}?
            What's in the box labeled {label}?
            Read me the {label} field.
            Quote the {label} as printed on the slip.
            State the {label} that appears on this form.
            Just the {label} from the receipt, thanks.
            Kindly provide the {label} given on this slip.
            Help me find the {label} on the bill.
            Scan this receipt for the {label}.
            Show me the {label} entry on the form.
            Report the {label} noted on this page.
            Does this form mention {label}? What's given?
            Do you see the {label} on this receipt?
            See where it says {label}? What comes after?
            What follows {label} on the slip?
            What comes after {label} on this page?
            What appears opposite {label} on the form?
            What information is filled in at {label}?
            What was charged for {label}?
            How was {label} filled out?
            Under {label}, what did they write?
            For {label}, what is noted on this slip?
            As for the {label}, what's on the form?
            Can you make out the {label} on this paper?
            I need to copy the {label} from this slip.
            My form asks for the {label}. What's on this receipt?
            receipt {label}
            form field {label}
            slip lookup: {label}
            {label} as stated on the invoice
            Retrieve the {label} from this document.
            Search the page for {label} and say what it is.
            Go to {label} on the form and read the entry.
            Please look at the slip and give me the {label}.
            Which entry goes with {label} on the bill?
            What's the {label} according to this voucher?
            Get me the {label} printed on this ticket.
            Tell me what this receipt has for {label}.
            Double-check the {label} on this slip for me.
        """,
        test="""
            Look up the {label} on this document.
            Which entry goes with {label}?
            According to the receipt, what is {label}?
            Extract the field {label}.
            Would you check the {label} for me?
            Under {label}, what was filled in?
            field: {label}
            On this bill, {label} comes to what?
            The {label} as printed here, please.
        """,
    ),
}
