"""Names of months and days of the week, in many languages, as dates have them."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from sensorium.abilities.documents.printed.folding import fold

_MONTHS = """
january januar janvier enero gennaio janeiro januari styczeń stycznia jänner jan ene gen sty janv januarie leden ledna januára január tammikuu tammikuuta tammi ocak oca ianuarie ian января янв січня ιανουαρίου ιαν siječnja
february februar février febrero febbraio fevereiro februari luty lutego feb fev fév févr febr lut feber únor února februára február helmikuu helmikuuta helmi şubat şub februarie февраля фев лютого φεβρουαρίου φεβ veljače
march märz mars marzo março maart marzec marca maret mac mar mrt mär mrz březen března marec március maaliskuu maaliskuuta maalis mart martie марта мар березня μαρτίου μαρ ožujka
april avril abril aprile kwiecień kwietnia apr avr abr kwi duben dubna apríla április huhtikuu huhtikuuta huhti nisan nis aprilie апреля апр квітня απριλίου απρ travnja
may mai mayo maggio maio mei maj maja mag květen května mája május toukokuu toukokuuta touko mayıs мая май травня μαΐου μαϊ svibnja
june juni juin junio giugno junho czerwiec czerwca jun giu cze červen června júna június kesäkuu kesäkuuta kesä haziran haz iunie июня июн червня ιουνίου ιουν lipnja
july juli juillet julio luglio julho lipiec lipca julai jul lug lip juil červenec července júla július heinäkuu heinäkuuta heinä temmuz tem iulie июля июл липня ιουλίου ιουλ srpnja
august août agosto augustus augusti sierpień sierpnia agustus ogos aug aoû ago sie agt agu srpen srpna augusta augusztus elokuu elokuuta ağustos ağu августа авг серпня αυγούστου αυγ kolovoza
september septembre septiembre settembre setembro wrzesień września sep sept set wrz září septembra szeptember szept syyskuu syyskuuta syys eylül eyl septembrie сентября сен сент вересня σεπτεμβρίου σεπ rujna
october oktober octobre octubre ottobre outubro październik października oct okt ott out paź říjen října októbra október lokakuu lokakuuta loka ekim eki octombrie октября окт жовтня οκτωβρίου οκτ
november novembre noviembre novembro listopad listopada nov lis listopadu novembra marraskuu marraskuuta marras kasım kas noiembrie ноября ноя листопада νοεμβρίου νοε studenoga
december dezember décembre diciembre dicembre dezembro desember disember grudzień grudnia dec dez déc dic gru des prosinec prosince decembra joulukuu joulukuuta joulu aralık ara decembrie декабря дек грудня δεκεμβρίου δεκ prosinca
"""
_WEEKDAYS = """
monday mon montag lundi lun lunes lunedì segunda maandag poniedziałek pondělí pondelok måndag mandag maanantai pazartesi hétfő luni понедельник понеділок δευτέρα senin isnin 月 월
tuesday tue tues dienstag mardi martes martedì terça dinsdag wtorek úterý utorok tisdag tirsdag tiistai salı kedd marți вторник вівторок τρίτη selasa 火 화
wednesday wed mittwoch mercredi mer miércoles mié mercoledì quarta woensdag środa středa streda onsdag keskiviikko çarşamba szerda miercuri среда середа τετάρτη rabu 水 수
thursday thu thur thurs donnerstag jeudi jeu jueves jue giovedì gio quinta donderdag czwartek čtvrtek štvrtok torsdag torstai perşembe csütörtök joi четверг четвер πέμπτη kamis khamis 木 목
friday fri freitag vendredi ven viernes vie venerdì sexta vrijdag piątek pátek piatok fredag perjantai cuma péntek vineri пятница пʼятниця παρασκευή jumat jumaat 金 금
saturday sat samstag sonnabend samedi sam sábado sáb sabato zaterdag sobota lördag lørdag lauantai cumartesi szombat sâmbătă суббота субота σάββατο sabtu 土 토
sunday sun sonntag dimanche dim domingo dom domenica zondag niedziela neděle nedeľa söndag søndag sunnuntai pazar vasárnap duminică воскресенье неділя κυριακή minggu ahad 日 일
"""

_SMALL_WORDS = """
en: the of and to in for with is your this are you by at
de: der die das und ist mit für von nicht den auf wir ihre sie
fr: le la les des et est pour dans avec vous votre une du au
es: el los las del para con por una su que se sus
it: il della che per con una del dei gli nel sono
pt: os da do dos para com uma não em ao seu
nl: het een van en voor met op uw wij deze
pl: na do nie się oraz dla przez jest z w
sv: och att det som för med vi är av till
da: og det til for med er af ikke din
cs: na se pro je za v s dne
fi: ja on se että ovat kun sekä
tr: ve bir bu için ile olarak
hu: és az egy hogy nem
"""


def _table(rows: str, first: int) -> dict[str, int]:
    """Folded name → number of its row."""
    return {fold(name): number for number, row in enumerate(rows.split("\n")[1:-1], first) for name in row.split()}


MONTHS = _table(_MONTHS, 1)
"""January is 1. "listopad" is November; Croatian, where it is October, writes its months in figures."""
WEEKDAYS = _table(_WEEKDAYS, 0)
"""Monday is 0, as `datetime.date.weekday` has it."""
SMALL_WORDS = {
    line.partition(":")[0]: frozenset(line.partition(":")[2].split()) for line in _SMALL_WORDS.strip().splitlines()
}
"""Words that running text of each language is full of."""
