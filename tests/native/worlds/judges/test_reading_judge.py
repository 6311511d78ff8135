"""The judges of reading: errors counted as others count them, wrong tables found out."""

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.native.worlds.judges.reading import (
    chart_score,
    corpus_error_rate,
    distance,
    error_rate,
    parse_number,
    parse_table,
    table_score,
)

WORDS = st.text(alphabet="abc xyz1", min_size=1, max_size=20)


@given(WORDS.filter(str.strip), WORDS)
def test_character_errors_are_those_of_jiwer(reference: str, hypothesis: str) -> None:
    reference, hypothesis = " ".join(reference.split()), " ".join(hypothesis.split())
    assert error_rate(reference, hypothesis) == pytest.approx(jiwer.cer(reference, hypothesis))


@given(WORDS, WORDS, WORDS)
def test_distance_is_a_metric(one: str, two: str, three: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, two) == distance(two, one)
    assert distance(one, three) <= distance(one, two) + distance(two, three)


def test_words_are_counted_as_characters_are() -> None:
    assert distance("the red car".split(), "a red car now".split()) == 2


def test_errors_of_a_corpus_weigh_by_length() -> None:
    assert corpus_error_rate([("abcdefghi", "abcdefghi"), ("x", "y")]) == pytest.approx(0.1)


def test_text_where_there_is_none_counts() -> None:
    assert error_rate("", "ab") == 2.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,250", 1250),
        ("$3.50", 3.5),
        ("35%", 35),
        ("-4.2 kg", -4.2),
        ("−7", -7),
        (".5", 0.5),
        ("none", None),
    ],
)
def test_numbers_are_parsed(text: str, value: float | None) -> None:
    assert parse_number(text) == value


def test_tables_are_parsed_in_several_notations() -> None:
    assert parse_table("Dog | 3\nCat: 4\n| Red  Fox | 5 |\nnothing here") == {"dog": "3", "cat": "4", "red fox": "5"}


TRUTH = {"Apples": 20.0, "Pears": 100.0, "Figs": 7.0}


def test_a_right_chart_is_right_in_any_order_and_within_five_percent() -> None:
    score = chart_score(TRUTH, "figs | 7\npears | 104\nAPPLES | 19.2")
    assert score.exact
    assert score.labels_right == 1


@pytest.mark.parametrize(
    ("reply", "labels", "values"),
    [
        ("Apples | 20\nPears | 110\nFigs | 7", 1, 2 / 3),
        ("Apples | 100\nPears | 20\nFigs | 7", 1, 1 / 3),
        ("Apples | 20\nPlums | 100\nFigs | 7", 2 / 3, 2 / 3),
        ("", 0, 0),
        ("Apples Pears Figs", 0, 0),
    ],
)
def test_wrong_charts_are_found_out(reply: str, labels: float, values: float) -> None:
    score = chart_score(TRUTH, reply)
    assert score.labels_right == pytest.approx(labels)
    assert score.values_right == pytest.approx(values)
    assert not score.exact


def test_invented_rows_are_counted() -> None:
    assert chart_score(TRUTH, "Apples | 20\nPears | 100\nFigs | 7\nNuts | 1").extra_rows == 1


def test_tables_of_text_must_agree_in_every_cell() -> None:
    truth = "Name | Age | City\nAda | 36 | London"
    assert table_score(truth, "name | age | city\nAda | 36 | london").exact
    assert table_score(truth, "Name | Age | City\nAda | 35 | London").values_right == 0.5


@pytest.mark.parametrize(
    "reply", ["Name|Age|City\nAda|36|London", "| Name | Age | City |\n|------|:---:|-----|\n| Ada | 36 | London |"]
)
def test_tables_of_text_may_be_written_close_or_as_markdown(reply: str) -> None:
    assert table_score("Name | Age | City\nAda | 36 | London", reply).exact


def test_a_label_with_two_values_has_none() -> None:
    score = chart_score(TRUTH, "Apples | 3\nApples | 20\nApples | 20\nPears | 100\nPears | 100\nFigs | 7")
    assert score.labels_right == 1
    assert score.values_right == pytest.approx(2 / 3)
    assert table_score("A | 3\nB | 4", "A | 1\nA | 3\nB | 4").values_right == 0.5


@given(st.text(max_size=80))
def test_anything_can_be_judged(reply: str) -> None:
    score = chart_score(TRUTH, reply)
    assert 0 <= score.values_right <= score.labels_right <= 1
