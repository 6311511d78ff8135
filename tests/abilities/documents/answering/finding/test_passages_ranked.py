"""Passages in order of how well they fit."""

from __future__ import annotations

from sensorium.abilities.documents.answering.finding.ranking import Ranking
from sensorium.abilities.documents.answering.finding.retrieval import Index
from sensorium.abilities.documents.answering.wording.stems import stems


def test_a_passage_is_found_by_another_form_of_its_word() -> None:
    texts = ["The bells rang.", "Interceptions decided the match.", "The crowd went home."]
    ranking = Ranking(Index(texts, ["", "", ""]))
    assert ranking.ranked(stems("intercepted"))[0][1] == 1
    assert ranking.ranked(["nowhere"]) == []


def test_neighbours_lift_a_passage() -> None:
    texts = ["The keeper slept.", "The storm came.", "A tree fell.", "Rain fell in the storm."]
    ranking = Ranking(Index(texts, [""] * 4))
    plain, lifted = ({n: s for s, n in ranking.ranked(["keeper", "storm"], around=how)} for how in (0.0, 0.3))
    assert lifted[1] > plain[1]
