"""Small words of many languages, that stand between what is said or asked: articles, prepositions, forms of "be"."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from typing import Final

from sensorium.abilities.documents.printed.folding import fold, folded

EMPTY: Final = folded(
    "what which who whom whose when where why how is was are were be been do does did has have had the a an of in on at to for from by "
    "with and or it its this that these those there much many can could will would should shall may please tell me give show say about "
    "document page according value amount name number date many state stated listed shown mentioned given "
    "his her their they he she him them we our you your i me my one any all up out so than then also been being "
    "was wer wann wo wie welche welcher welches ist sind war der die das den dem des ein eine einer eines im am zum zur von vom für und "
    "oder es mit auf bei viel viele hoch lautet beträgt hat haben hatte wurde wurden worden wird werden sich sie er ihr sein seine "
    "d l s n c j m qu sera seront été était étaient elle il elles ils on ont avait t se ce cet ces combien a-t-elle "
    "fue fueron ha han sido fu stato stata stati hanno si foi foram er ze zij werd werden wordt "
    "quel quelle quels quelles qui quand où combien est sont le la les un une des du de au aux et ou pour par dans sur ce cette "
    "qué cuál cuáles quién cuándo dónde cuánto cuánta cuántos es son el los las una del y en por para se "
    "che cosa quale quali chi quando dove quanto sono il lo gli i di della dello dei e per "
    "qual quais quem onde é são o os as um uma do da dos das no na em "
    "wat welk hoeveel wanneer waar het een van op is zijn jaki jaka jakie ile kiedy gdzie jest są w na z vad vilken är en ett hvad hvilken er "
    "क्या कौन किस कब कहाँ कितना कितने कितनी है हैं था थे थी का के की को में से और यह वह"
)
"""Words of questions that tell nothing of what is asked."""

PREPOSITIONS: Final = folded(
    "in at near from to on of for with under into after before within without through during against over between "
    "im am aus bei beim nach zu zum zur auf unter für mit an ab seit gegen durch über à au aux dans pour avec chez sur sous contre con para per nel nella alla su op bij uit met voor naar"
)
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
