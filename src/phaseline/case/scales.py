"""
Words that number: small numbers of English, and the scales of the languages that policy papers are
written in.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

TENS: Mapping[str, float] = MappingProxyType(
    {word: 10.0 * number for number, word in enumerate(_TENS.split(), start=2)}
)
SMALL_NUMBERS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(number) for number, word in enumerate(_ONES.split())},
        **dict.fromkeys(("a", "an", "once", "single", "first"), 1.0),
        **dict.fromkeys(("twice", "both", "pair", "couple", "second", "double"), 2.0),
        "third": 3.0,
        "fourth": 4.0,
        "fifth": 5.0,
    }
)
DOZENS: Mapping[str, float] = MappingProxyType(
    {"hundred": 100.0, "hundreds": 100.0, "dozen": 12.0, "dozens": 12.0}
)

# Beginnings are enough where a language inflects: миллион, миллиона, миллионов
SCALES: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys(
            "thousand thousands tausend tsd mille mil mila duizend tusen tys tysiąc tysiące"
            " tysięcy bin".split(),
            1e3,
        ),
        **dict.fromkeys("тыс тысяча тысячи тысяч тис тисяча тисячі тисяч".split(), 1e3),
        **dict.fromkeys(
            "tusind ezer tisíc tisíce tis nghìn ngàn ribu tuhatta хиляди хил χιλιάδες χίλια ألف"
            " آلاف الف אלף אלפים".split(),
            1e3,
        ),
        **dict.fromkeys(
            "millioner millió milióny triệu juta miljoonaa милиона εκατομμύρια εκατομμύριο مليون"
            " ملايين מיליון".split(),
            1e6,
        ),
        **dict.fromkeys(
            "milliarder milliárd miliardy tỷ miliar miljardia милиарда δισεκατομμύρια مليار مليارات"
            " מיליארד".split(),
            1e9,
        ),
        **dict.fromkeys(("lakh", "lakhs"), 1e5),
        **dict.fromkeys(
            (
                "million millions mn mln mio millionen millón millones milione milioni milhão"
                " milhões miljoen miljon miljoner milion miliony milionów milyon миллион миллиона"
                " миллионов млн мільйон мільйона мільйонів"
            ).split(),
            1e6,
        ),
        **dict.fromkeys(("crore", "crores"), 1e7),
        **dict.fromkeys(
            (
                "bn mrd milliarde milliarden milliard milliards md mds miliardo miliardi bilhão"
                " bilhões miljard miljarder miliard miliardy miliardów mld mia milyar миллиард"
                " миллиарда миллиардов млрд мільярд мільярда мільярдів"
            ).split(),
            1e9,
        ),
        **dict.fromkeys(("billion", "billions"), 1e9),
        **dict.fromkeys(
            "tn trn trillion trillions трлн триллион триллиона триллионов".split(), 1e12
        ),
    }
)
# The same words on the long scale, and the languages that count on it (Duden, Académie française,
# Real Academia)
LONG_SCALE: Mapping[str, float] = MappingProxyType(
    dict.fromkeys(
        "billion billions billionen billón billones bilione bilioni biljoen biljon biliões bilioner"
        " biliony bilionów".split(),
        1e12,
    )
)
