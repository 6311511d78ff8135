"""Charts: what is drawn is what the truth says."""

import itertools

import numpy as np
import pytest

from sensorium.native.encoders.axes import number_of
from sensorium.native.worlds.charts import COMPARING, Charts, chart_table
from sensorium.native.worlds.charts.contents import ChartContent, Kind, chart_content, format_number, scale_for
from sensorium.native.worlds.charts.drawing import ChartDrawing
from sensorium.native.worlds.charts.told import told_chart
from sensorium.native.worlds.charts.world import chart_size
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.judges.reading import SO, chart_score, conclusion, parse_number
from sensorium.native.worlds.print.fonts import Fonts
from sensorium.native.worlds.print.lettering.drawn import plain_faces

FONTS = Fonts({}, tuple(f"drawn-{number:03d}" for number in range(20)))  # few: each family has to draw its glyphs first
WORLD = Charts(fonts=FONTS)


def contents(count: int, seed: int = 0) -> list[ChartContent]:
    rng = np.random.default_rng(seed)
    return [chart_content(rng) for _ in range(count)]


def found(example: Example) -> str:
    """The label that an answer comes to."""
    return conclusion(str(example.reply[0])).rstrip(".")


def said(reply: str) -> dict[str, float]:
    """The values that an answer says first, by their labels."""
    rows = (part.rpartition(": ") for part in reply.rpartition(SO)[0].split(", "))
    return {label: float(value.rstrip("%")) for label, _, value in rows}


def test_answers_agree_with_the_truth() -> None:
    rng = np.random.default_rng(0)
    made = [WORLD.example(rng, "train") for _ in range(60)]
    assert {example.task for example in made} == {"table", "chart_value", "chart_max", "reckon"}
    for example in made:
        (reply,), values = example.reply, example.truth["values"]
        if example.task in ("table", "reckon"):
            assert chart_score(values, reply).exact
        elif example.task == "chart_max":
            assert values[conclusion(reply).rstrip(".")] == max(values.values())
        else:
            assert parse_number(reply) == pytest.approx(values[example.truth["label"]])


def test_values_are_compared_where_the_eye_can_tell() -> None:
    world, rng = Charts(fonts=FONTS, weights=COMPARING), np.random.default_rng(2)
    asked: set[str] = set()
    for _ in range(60):
        example = world.example(rng, "test")
        (reply,), values = example.reply, example.truth["values"]
        asked.add(example.task)
        if example.task == "chart_count":
            assert reply == str(len(values))
        elif example.task == "chart_more":
            one, other = sorted(values[example.truth[slot]] for slot in ("first", "second"))
            assert values[found(example)] == other > one / 0.95
            assert len(said(reply)) == 2
        else:
            lesser, greater = (
                sorted(values.values())[end] for end in ((-2, -1) if example.task == "chart_max" else (0, 1))
            )
            assert values[found(example)] == (greater if example.task == "chart_max" else lesser)
            assert lesser < 0.95 * greater
            assert said(reply) == pytest.approx(values)
    assert asked == set(COMPARING)


def test_what_is_told_of_a_chart_is_enough_to_tell_its_values() -> None:
    """What is measured is a value within a fiftieth of the scale, and stands behind the print."""
    rng = np.random.default_rng(1)
    for words, told, measured in (told_chart(rng) for _ in range(100)):
        *printed, ends = told.splitlines()[1 if words.title else 0 :]
        ticks = {tick for row in printed for tick in row.split(" | ")} - set(words.labels)
        top = max(number for tick in ticks if (number := number_of(tick)) is not None)
        assert ends == " | ".join(f"= {value}" for value in measured)
        assert np.array(measured, float) == pytest.approx(np.array(words.values), abs=0.01 * top + 1e-9)


def test_lessons_ask_for_what_can_be_measured() -> None:
    """Where values are not printed, the answer is what stands behind the print, to the letter."""
    rng = np.random.default_rng(3)
    tables = [one for one in (WORLD.example(rng, "train") for _ in range(200)) if one.task == "table"]
    unprinted = [one for one in tables if set(one.telling) == {shown.text for shown in one.reached}]
    assert len(unprinted) > 20
    for example in unprinted:
        (reply,) = example.reply
        assert [line.split(" | ")[1] for line in str(reply).splitlines()] == list(example.telling)


def test_slices_are_told_clockwise_from_the_top() -> None:
    rng = np.random.default_rng(4)
    for _ in range(40):
        chart = WORLD.chart(rng, "test")
        if chart.content.kind != "pie":
            assert chart.reached_in_order == chart.reached
            continue
        told, drawn = ([float(one.text[:-1]) for one in every] for every in (chart.reached_in_order, chart.reached))
        assert any(told == drawn[turn:] + drawn[:turn] for turn in range(len(drawn)))


def test_equal_seeds_give_equal_charts() -> None:
    one, other = (WORLD.example(np.random.default_rng(5), "test") for _ in range(2))
    assert one.reply == other.reply
    assert np.array_equal(one.prompt[1].pixels, other.prompt[1].pixels)


def test_contents_can_be_read_off() -> None:
    for words in contents(500):
        assert 2 <= len(words.labels) <= 6
        assert len(set(words.labels)) == len(words.labels) == len(words.values)
        assert min(words.values) > 0
        if words.kind == "pie":
            assert sum(words.values) == 100
        else:
            assert min(words.values) >= 0.02 * max(words.values)
        assert chart_score(dict(zip(words.labels, words.values, strict=True)), chart_table(words)).exact


@pytest.mark.parametrize(("value", "text"), [(1250, "1250"), (3.5, "3.5"), (0.25, "0.25"), (40, "40"), (8.10, "8.1")])
def test_numbers_have_one_notation(value: float, text: str) -> None:
    assert format_number(value) == text


def test_axes_end_above_the_greatest_value_at_round_numbers() -> None:
    rng = np.random.default_rng(0)
    for greatest in (0.7, 5.0, 42.0, 99.0, 1234.0, 9999.0):
        scale = scale_for(greatest, rng)
        assert scale.top >= greatest
        assert 3 <= len(scale.ticks) <= 9
        assert scale.ticks[0] == 0
        assert scale.ticks[-1] == pytest.approx(scale.top)


@pytest.mark.parametrize("kind", ["columns", "bars", "pie"])
def test_areas_are_as_the_values(kind: Kind) -> None:
    """Count the pixels of each category's colour: they relate as the values do."""
    words = ChartContent(kind, "", ("Ash", "Elm", "Oak"), (20.0, 50.0, 30.0))
    checked = 0
    for seed in range(40):
        drawing = ChartDrawing(np.random.default_rng(seed), words, plain_faces()[0], 256, 256)
        style = drawing.style
        if len(set(style.colours)) < 3 or style.grid or style.outlined or style.frame not in {"axes", "none"}:
            continue
        picture = drawing.draw().picture
        areas = np.array([(np.abs(picture - colour).max(axis=2) < 2).sum() for colour in style.colours])
        assert areas / areas.sum() == pytest.approx(np.array([0.2, 0.5, 0.3]), abs=0.02)
        checked += 1
    assert checked >= 2


def test_the_points_of_a_line_lie_at_their_values() -> None:
    words = ChartContent("line", "", ("Jan", "Feb", "Mar"), (10.0, 40.0, 20.0))
    for seed in range(60):
        drawing = ChartDrawing(np.random.default_rng(seed), words, plain_faces()[0], 256, 256)
        style = drawing.style
        if style.grid or style.ticks is False or style.frame != "none" or (style.filled and style.outlined):
            continue
        picture = drawing.draw().picture
        rows, columns = np.nonzero(np.abs(picture - style.colours[0]).max(axis=2) < 30)
        heights = [
            np.median(rows[np.abs(columns - at) <= 1])
            for at in (columns.min() + 1, np.median(columns), columns.max() - 1)
        ]
        first, peak, last = heights
        assert (first - peak) / (last - peak) == pytest.approx(1.5, rel=0.1)
        return
    pytest.fail("no style of the first sixty was plain enough to measure")


@pytest.mark.parametrize("kind", ["columns", "bars", "line"])
def test_ends_of_values_lie_as_far_as_they_say(kind: Kind) -> None:
    """What is measured is the value, where ticks tell the scale, and it ends where the drawing changes."""
    words = ChartContent(kind, "", ("Ash", "Elm", "Oak"), (20.0, 50.0, 30.0))
    for seed in range(20):
        drawn = ChartDrawing(np.random.default_rng(seed), words, plain_faces()[0], 256, 256).draw()
        assert {shown.text for shown in drawn.reached} in ({"20", "50", "30"}, {""})
        for shown in drawn.reached:
            rows = slice(int(shown.top * 256) - 1, int(shown.bottom * 256) + 2)
            columns = slice(int(shown.left * 256) - 1, int(shown.right * 256) + 2)
            assert drawn.picture[rows, columns].std() > 1


def test_slices_say_how_large_they_are() -> None:
    words = ChartContent("pie", "", ("Ash", "Elm"), (27.0, 73.0))
    drawn = ChartDrawing(np.random.default_rng(0), words, plain_faces()[0], 256, 256).draw()
    assert [shown.text for shown in drawn.reached] == ["27%", "73%"]


def test_the_longest_legends_leave_room_for_their_pie() -> None:
    """Long labels in the largest type, in every size that such a chart gets."""
    names = tuple(f"{number} Wednesdays" for number in range(6))
    for count, seed in itertools.product((4, 6), range(120)):
        rng = np.random.default_rng(seed)
        shares = tuple(float(100 // count) for _ in names[:count])
        words = ChartContent("pie", "Anything", names[:count], (shares[0] + 100 % count, *shares[1:]))
        height, width = chart_size(rng, words)
        assert ChartDrawing(rng, words, plain_faces()[0], height, width).draw().picture.std() > 5


def test_every_kind_is_drawn_at_any_size() -> None:
    rng = np.random.default_rng(1)
    for words in contents(25, seed=7):
        picture = ChartDrawing(rng, words, plain_faces()[1], 180, 300).draw().picture
        assert picture.shape == (180, 300, 3)
        assert picture.std() > 5


def test_no_question_about_a_chart_comes_twice_and_answers_may() -> None:
    """Else an answer is what was not said yet."""
    world, rng = Charts(weights=COMPARING), np.random.default_rng(0)
    repeated = 0
    for example in itertools.islice(world.examples(rng, "train"), 60):
        asked = [example.prompt[0], *(words for words, _ in example.further)]
        assert len(set(asked)) == len(asked)
        answers = [conclusion(str(answer)) for answer in (example.reply[0], *(answer for _, answer in example.further))]
        repeated += len(set(answers)) < len(answers)
    assert repeated > 5
