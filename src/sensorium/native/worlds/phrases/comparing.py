"""Comparing the values of a chart: the least, the greater of two, how many there are."""

from __future__ import annotations

from sensorium.native.worlds.phrases.wording import wording

COMPARING = {
    "chart_min": wording(
        train="""
            Which bar is the shortest?
            What has the lowest value?
            Which label comes out lowest?
            Name the category with the smallest value.
            Where is the minimum?
            Which one is the smallest?
            Tell me what scored least.
            For which label does the chart show the least?
            What's at the bottom in terms of value?
            Which entry ranks last?
            Find the smallest figure and tell me whose it is.
            Who or what has the least here?
            Identify the label whose value is the lowest.
            If you ordered these from smallest to greatest, which would come first?
            Every other value is bigger than this one's. Which is it?
            Which of the values is the minimum? Give its label.
            Can you see which is lowest on the graph?
            What label belongs to the smallest number?
            Please point out the weakest category.
            In this chart, what came in last place?
            Which part of the chart stands for the smallest amount?
            I want to know which one did the worst, meaning the lowest value.
            Going by the graph, where do we find the lowest figure?
            Out of all the labels, which is lowest?
            which has the smallest number
            Give me the label with the minimum value.
            What would be at the very end of a ranking from most to least?
            Looking at the plot, which label sits beneath all the others in value?
            Which has less than any of the rest?
            Could you tell me which category is smallest?
            Lowest value: which label?
            What's the least of them all?
            Read off the name of the lowest item in the diagram.
            The smallest one in the figure is labelled what?
            Does one of these fall below all the others? Which?
            If I had to drop the lowest, which would go?
            Which category has the fewest or the least?
            Say which label marks the low point.
            Which label has the least to its name?
            There's a smallest value in this graph. What is it for?
            Which of these trails the rest?
            I'm looking for the minimum. Under what label is it?
            Would you mind naming the one with the lowest figure?
            Pick out the smallest by name.
            No label has a lower value than which one?
            Whose value is the least?
            Which bar or slice or point stands for the lowest amount?
            According to the figure, what is the least?
            bottom of the list by value, which label is that
        """,
        test="""
            Who or what comes in last here?
            Where does the chart hit rock bottom?
            Which one did the worst, going by the numbers?
            Rank them all and tell me what's at the bottom.
            What's the label on the tiniest one?
            Name the category that trails all the others.
            Which entry has the least to its name?
            I'm after the low point of this graph, what is it called?
            Everything else beats one of these, which one?
            lowest one?
            If you sorted this from small to big, what would come first?
            Point out the weakest performer in the figure.
        """,
    ),
    "chart_more": wording(
        train="""
            Which is greater, {first} or {second}?
            Out of {first} and {second}, which has the higher value?
            Compare {first} with {second}: which comes out on top?
            {first} or {second}: which one is bigger?
            Between {first} and {second}, name the larger.
            Does {first} or {second} have the greater value?
            Tell me which of {first} and {second} is higher.
            What's higher in the chart, {first} or {second}?
            Of the two labels {first} and {second}, which beats the other?
            I'm comparing {first} and {second}. Where is the value greater?
            Who's ahead here, {first} or {second}?
            Take {first} and {second}. Which has more?
            Pick the one with the bigger figure: {first} or {second}.
            For which is the number larger, {first} or {second}?
            If you look at {first} and then at {second}, which is the higher of the two?
            Is it {first} or {second} that has the larger value?
            Which label shows the greater amount, {first} or {second}?
            bigger value, {first} or {second}
            Please say whether {first} or {second} is the higher one.
            Which of these two is worth more in the graph: {first}, {second}?
            I can't make out which is larger on this plot, {first} or {second}. Which is it?
            Put {first} up against {second} and tell me the winner.
            Where do we see the higher figure, at {first} or at {second}?
            Choose whichever of {first} and {second} has the greater value.
            Which ranks above the other, {first} or {second}?
            Could you tell me which is more, {first} or {second}?
            According to the chart, which leads: {first} or {second}?
            Would the higher value be the one for {first} or the one for {second}?
            Considering just {first} and {second}, at which is the value at its highest?
            One of {first} and {second} is larger. Which?
            Do the numbers favour {first} or {second}?
            Who comes out with the most, {first} or {second}?
            From the pair {first} and {second}, give me the label with the greater value.
            Leave out everything but {first} and {second}. What's the higher one now?
            Higher: {first} or {second}?
            I say {first} is higher and my friend says {second}. Which is it?
            In the figure, which stands for more, {first} or {second}?
            Set {first} beside {second}; which has the upper hand?
            With {first} on one hand and {second} on the other, where's the bigger number?
            When it comes to {first} and {second}, which exceeds the other?
            Identify the larger value of the two: that of {first} or that of {second}.
            Would you say {first} tops {second}, or the other way round? Just name the higher.
            Is the chart's value greater for {first} or for {second}?
            Which did better, as in had the higher value, {first} or {second}?
            I only care about {first} and {second}. Tell me the higher of them.
            Which one's got more, {first} or {second}?
            Greater of {first} and {second}?
            If {first} and {second} were in a contest for the largest value, who'd take it?
            Here are two labels, {first} and {second}. Answer with the one whose value is greater.
        """,
        test="""
            Pit {first} against {second}, who comes out on top?
            Out of {first} and {second}, who's ahead?
            {first} vs {second}, which wins?
            Between {first} and {second}, where do we see the larger number?
            Put {first} next to {second} and tell me which one has more.
            I'm comparing {first} with {second}, which of them scores better in this chart?
            Of these two, {first} and {second}, name the one that ranks above the other.
            What's got the greater value, would you say: {first} or {second}?
            Someone has to lead out of {first} and {second}, so which is it?
            Take {first} and {second}. Which has the edge?
            Only looking at {first} and {second}, pick the bigger.
            {first}, {second}: which of the pair stands for the higher amount?
        """,
    ),
    "chart_count": wording(
        train="""
            How many bars are there?
            How many values does the chart show?
            Count the labels.
            What's the number of categories in this graph?
            How many data points are plotted?
            Tell me how many entries there are in the diagram.
            number of categories?
            How many things are being compared here?
            Into how many groups is the data split?
            Could you count the values in this chart?
            How many different labels do you see?
            Total number of values shown, please.
            The chart covers how many items?
            How many categories have been included?
            If I made a table of this, one row for each label, how many rows would I need?
            How many pieces of data are in the figure?
            Give the count of data points.
            In all, how many values have been charted?
            I'd like to know how many labels the graph has.
            how many values on this thing
            What is the count of items in the plot?
            Say how many separate values can be read from it.
            How many names or labels are printed for the data?
            Work out the number of values.
            Going through them one at a time, how many categories do you get to?
            How many numbers were needed to draw this chart?
            Can you tell how many data values are in here?
            There's a set of values in this graph. How big is the set?
            How many of them are there, counting each label once?
            Data points: how many?
            Just give me a number: how many categories?
            For how many labels does the figure give a value?
            Each label stands for one value. How many is that altogether?
            State how many categories the diagram presents.
            What's n for this chart, that is, how many values?
            How many results are on display in the graph?
            Counting all of them, small and large, how many values are there?
            I count the labels and get a number. What number should I get?
            How many bars, slices or points does this chart have?
            Would you mind counting up the entries in the graph?
            How many figures went into this chart, one for each label?
            Do you know how many categories this is broken down into?
            Look at the plot and count what's on it: how many values?
            What number of labels have they got on there?
            entries in chart, total
            Suppose I read every label aloud. How many would I read?
            How many members does this data series have?
            So how many values are we dealing with in this diagram?
            The data consists of how many values?
            Please report the quantity of categories charted.
        """,
        test="""
            How many categories has this been broken down into?
            What number of data points does the graph have?
            How many different labels can you read off here?
            Into how many parts does the figure split things?
            Count up the entries in this chart.
            If I typed this into a spreadsheet, how many rows of data would I need?
            Number of values plotted?
            How many separate things are being compared?
            Could you tell me the size of the data set behind this diagram?
            how many items charted
            They've got figures for how many different entries?
            Say how many readings are shown in all.
        """,
    ),
}
