"""Dates as they are printed, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.printed.date_order import DateOrder, order_of
from sensorium.abilities.documents.printed.dates import dates_in

DAY = date(2018, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["2018-03-12", "12 Mar 2018", "Mar 12, 2018", "12. März 2018", "12 de marzo de 2018", "12-MAR-18", "12MAR2018",
     "2018年3月12日", "２０１８年３月１２日", "２０１８／０３／１２", "民國107年3月12日", "中华民国107年3月12日",
     "le 12 mars 2018", "12 marca 2018", "12 maart 2018", "20180312", "12 Maret 2018", "平成30年3月12日"],
)  # fmt: skip
def test_a_date_that_tells_itself(text: str) -> None:
    (printed,) = dates_in(text)
    assert printed.only == DAY


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2018 14:05",
        "12/03/201814:05",
        "I2/O3/2018",
        "12.03.18",
        "12 / 03 / 2018",
        "12-03-2018",
        "04 12 12 12/03/18",
        "١٢/٠٣/٢٠١٨",
    ],
)
def test_a_date_of_two_orders(text: str) -> None:
    printed = dates_in(text)[-1]
    assert printed.in_order("day first") == DAY
    assert printed.in_order("month first") == date(2018, 12, 3)


@pytest.mark.parametrize("text", ["1.2.3.4", "tel 03-12-3456", "99/99/2018", "31 Feb 2018", "12.50", "room 5 of 2018"])
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("令和元年5月1日", date(2019, 5, 1)), ("昭和64年1月7日", date(1989, 1, 7)), ("大正9年2月3日", date(1920, 2, 3))],
)
def test_years_of_an_era_are_counted_from_its_first(text: str, day: date) -> None:
    assert [one.only for one in dates_in(text)] == [day]


def order(*texts: str, languages: dict[str, int] | None = None) -> DateOrder:
    return order_of([one for text in texts for one in dates_in(text)], texts, languages or {"en": 1})


def test_other_dates_of_the_document_tell_the_order() -> None:
    assert (order("03/04/2018", "25/04/2018").order, order("03/04/2018", "04/25/2018").order) == (
        "day first",
        "month first",
    )
    assert order("03/04/2018", "04/25/2018").sure


def test_the_country_tells_the_order() -> None:
    assert order("03/04/2018", "Springfield, IL 62701", "(555) 123-4567").order == "month first"
    assert order("03/04/2018", "Kedai Sdn Bhd", "RM 5.00").order == "day first"
    assert order("03/04/2018", languages={"de": 9}).sure


def test_nothing_tells_the_order_and_that_is_said() -> None:
    found = order("03/04/2018")
    (printed,) = dates_in("03/04/2018")
    assert not found.sure
    assert {found.day(printed), found.other(printed)} == {date(2018, 4, 3), date(2018, 3, 4)}


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y"]),
)
def test_written_dates_come_back(day: date, form: str) -> None:
    (printed,) = dates_in(day.strftime(form))
    assert printed.in_order("day first") == day


@given(st.text(max_size=60))
def test_any_line_can_be_searched(text: str) -> None:
    for printed in dates_in(text):
        assert 0 <= printed.start < printed.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["31 March 2024", "settled 31 March 2024", "betaaldatum 31 maart 2024", "31. března 2024", "31 maaliskuuta 2024",
     "2024. március 31.", "31 Mart 2024", "31 марта 2024", "2024년 3월 31일",
     "ngày 31 tháng 03 năm 2024", "31 Μαρτίου 2024"],
)  # fmt: skip
def test_months_of_many_languages_whatever_word_stands_before(text: str) -> None:
    (printed,) = dates_in(text)
    assert printed.only == date(2024, 3, 31)


@pytest.mark.parametrize("text", ["Tue 04/03/2025", "04/03/2025 (Tue)", "mardi 04/03/2025", "04/03/2025, Dienstag"])
def test_the_day_of_the_week_tells_the_order(text: str) -> None:
    (printed,) = dates_in(text)
    assert printed.only == date(2025, 3, 4)


@pytest.mark.parametrize("text", ["Thu 04/03/2025", "Wed 04/03/2025", "Table 04/03/2025"])
def test_a_word_that_fits_no_reading_tells_nothing(text: str) -> None:
    (printed,) = dates_in(text)
    assert printed.only == (date(2025, 4, 3) if text.startswith("Thu") else None)


def test_dates_that_follow_each_other_tell_the_order() -> None:
    listed = ("03/04/2025", "04/04/2025", "02/05/2025")  # April, April, May; the other way round March, April, February
    assert (order(*listed).order, order(*listed).sure) == ("day first", True)
    assert order("03/04/2025", "04/04/2025").sure is False


def test_a_date_that_is_due_is_not_before_the_paper() -> None:
    (issued,), (due,) = dates_in("03/04/2025"), dates_in("02/05/2025")
    told = order_of([issued, due], [], {"en": 1}, [(issued, due)])
    assert (told.order, told.sure) == ("day first", True)
    (early,) = dates_in("05/02/2025")
    told = order_of([early, due], [], {"en": 1}, [(due, early)])
    assert told.order == "month first"


def test_words_that_languages_share_make_no_paper_foreign() -> None:
    assert not order("03/04/2018", languages={"en": 6, "fr": 6, "es": 6}).sure


def test_where_nothing_tells_either_order_is_as_likely() -> None:
    assert order("03/04/2018").likelihood == 0.5
    assert order("03/04/2018", "Springfield, IL 62701").likelihood > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Wir danken für Ihre Bestellung vom 03/04/2025 und liefern mit der Post, wie Sie es wünschen.",
        "Nous vous remercions pour la commande du 03/04/2025 et pour votre patience dans les délais.",
    ],
)
def test_the_language_of_running_text_tells_the_order(text: str) -> None:
    assert (order(text).order, order(text).sure) == ("day first", True)
    assert not order("We thank you for the order of 03/04/2025 and for your patience with the delay.").sure


@pytest.mark.parametrize("text", ["İstanbul 2020", "ışık 2019", "1ı mars 2020", "ſ5 May 2020"])
def test_letters_that_are_others_where_case_is_ignored(text: str) -> None:
    assert all(printed.only for printed in dates_in(text))
