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
