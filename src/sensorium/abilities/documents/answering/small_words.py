"""Small words of many languages, that stand between what is said: articles, prepositions, pronouns, forms of "be"."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from typing import Final

from sensorium.abilities.documents.answering.name_words import PREPOSITIONS
from sensorium.abilities.documents.answering.question_words import EMPTY
from sensorium.abilities.documents.extraction.folding import fold, folded

_TELLING: Final = (
    "document page according value amount name number date state stated listed shown mentioned given show give may many"
)
_MORE: Final = (
    "not no nor but if because since while when where who whom whose which that as such both each every either neither only just "
    "more most less very too other others another same some any several few own about above below up down off again further "
    "had having being was were am is are been become became becomes became might must shall whether although though however "
    "therefore thus hence also later then there here upon among around across along behind beyond despite except like "
    "onto per via until till toward towards versus whereas include includes including included "
    "nicht kein keine aber wenn weil dass ob als auch noch nur schon sehr mehr meist viele einige andere anderen sowie bzw "
    "ihre ihrem ihren ihrer seinen seinem seiner ihnen man wir uns diese dieser dieses diesem diesen jede jeder jedes "
    "no ni pero si porque que como también más menos muy otro otra otros otras este esta estos estas ese esa esos esas "
    "lo les se sus su al del entre hasta desde hacia según sin sobre tras durante mediante fueron era eran ser estar está están "
    "ne pas mais si parce que comme aussi plus moins très autre autres cette ces leur leurs son sa ses entre depuis selon sans "
)
SMALL: Final = (EMPTY | PREPOSITIONS | folded(_MORE)) - folded(_TELLING)
ARTICLES: Final = folded(
    "the a an der die das den dem des ein eine einen einem einer eines la le les un une el los las una il lo gli de het een"
)


def is_small(word: str) -> bool:
    """Whether a word says little by itself."""
    return fold(word) in SMALL
