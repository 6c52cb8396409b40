"""Whether charging is free, read from the free text people write about the price, in any language.

True only when the text says nothing but that; False when it names a price; None for everything in between. Free parking
is not free charging, "free for customers" is not free for all, and a price for parking is no price for charging.
"""

from __future__ import annotations

import re

from ...remembering import remembered


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FREE_PHRASES = re.compile(
    r"free of (?:any )?(?:charge|cost)s?|(?:at )?no (?:charge|cost|fee)s?|without (?:charge|cost|fee|payment)s?"
    r"|complimentary|sin coste|sin costo|sin cargo|sans frais|senza costi|sem custos?|zonder kosten|ohne kosten"
    r"|miễn phí|ฟรี|無料|免费|免費|무료"
)
_FREE_WORDS = _words(
    "free gratis gratuit gratuite gratuito gratuita grátis kostenlos kostenlose kostenloses kostenfrei kostenfreies "
    "umsonst nemokamai nemokama nemokamas tasuta bezmaksas darmowe darmowy darmowa darmo bezpłatne bezpłatny "
    "bezpłatna bezpłatnie zdarma zadarmo bezplatně bezplatne brezplačno brezplačna besplatno ingyenes ingyen "
    "ilmainen ilmaiseksi maksuton ókeypis δωρεάν безплатно бесплатно безкоштовно ücretsiz "
    "gratuït gratuïta gratuïtament gratuitamente gratuitement gratisch مجاني مجانا مجانية חינם bepul percuma"
)
_PAID_WORDS = _words("paid payant payante kostenpflichtig betaald betald maksullinen płatne płatny zpoplatněno")
_NEUTRAL_WORDS = _FREE_WORDS | _words(
    "is are it its to use usage of the a an all everyone public for currently at present now completely totally yes "
    "and or here charge charging charger chargers charges recharge recharging power electricity energy ev evs car cars "
    "price prices cost costs fee fees tariff vehicle vehicles always "
    "laden aufladen ladung strom ist das preis kosten gratisladen opladen laadpaal lading lade ladda er är on "
    "la le est l électricité prix borne carga es el precio recarga ricarica ricariche prezzo lataus "
    "и зарядка ładowanie nabíjení"
)
"""Words that change nothing about "free"."""

_PARKING = re.compile(
    r"park|stationnement|aparcamiento|estacionamiento|estacionamento|\bsosta\b|parcheggi|pysäköin|стоянк|парков|駐車"
)
_CHARGING = re.compile(
    r"charg|lade|ladung|recarg|ricaric|laden|kwh|electric|électric|elektr|strom|energ|заряд|充電|充电"
)
_CLAUSE_ENDS = re.compile(r"[;|()\n!\u3002]|(?<!\bkr)(?<!\brs)[.,](?!\d)|\s[-–—+]\s|\s&\s")

_NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
_CURRENCY = (
    r"[€£$¥₹₽₺₴₩¢]|\b(?:eur|euros?|gbp|usd|chf|sek|nok|dkk|isk|pln|czk|huf|ron|aud|cad|nzd|inr|zar|jpy|brl|mxn|clp|try"
    r"|uah|kr|zł|kč|ft|lei|rs|rp|r|pesos?|francs?|pounds?|dollars?)\b\.?"
)
_AFTER = rf"(?:{_CURRENCY}|(?:(?<=\d)|\b)(?:pence|p|ct|cts|cents?|centimes?|c|öre|øre|kr|eur)\b)"
_PER = r"(?:/|\b(?:per|pro|par|por|al|la|an?|je|za|за)\b)\s*(?:\d+\s*)?"
_TIME_OR_ENERGY = r"(?:kw|kilowatt|min|hour|hr|h\b|std|stunde|heure|hora|ora|uur|session|charge|ladung|day|tag)\w*"
_RATE = rf"\s*{_PER}{_TIME_OR_ENERGY}"
_PRICE = re.compile(rf"(?:{_CURRENCY})\s*({_NUMBER})(?:{_RATE})?|({_NUMBER})\s*{_AFTER}(?:{_RATE})?|({_NUMBER}){_RATE}")
_BARE_NUMBER = re.compile(rf"\s*({_NUMBER})\s*")
_NO_CENTS = re.compile(r"(\d)[.,]\s?[-–—]+")
""" "0,-" and "5.–": an amount without cents."""
_WORD = re.compile(r"\w+")

_LONGEST = 1000
"""The server keeps 200 characters; what is longer is no price."""

# What one clause of the text says.
_FREE, _PRICED, _HARMLESS, _UNCLEAR = "free", "priced", "harmless", "unclear"


@remembered(4096)
def is_free(cost_text: str | None) -> bool | None:
    """Whether charging costs nothing; None when the text does not say, or there is none."""
    if cost_text is None or len(cost_text) > _LONGEST:
        return None
    text = _FREE_PHRASES.sub(" free ", cost_text.lower().replace("24/7", " always "))
    text = _NO_CENTS.sub(r"\1", text)
    bare = _BARE_NUMBER.fullmatch(text)
    if bare:
        return _amount(bare.group(1)) == 0
    said = {_said(clause) for clause in _CLAUSE_ENDS.split(text)}
    if _PRICED in said:
        return False
    return True if _FREE in said and _UNCLEAR not in said and "?" not in text else None


def _said(clause: str) -> str:
    has_price = any(_amount(next(filter(None, found.groups()))) for found in _PRICE.finditer(clause))
    words = set(_WORD.findall(_PRICE.sub(" free ", clause)))
    is_free = bool(words & _FREE_WORDS)
    if _PARKING.search(clause) and not _CHARGING.search(clause):
        return _HARMLESS if is_free and not has_price else _UNCLEAR
    if has_price or words & _PAID_WORDS:
        return _PRICED
    if not words <= _NEUTRAL_WORDS:
        return _UNCLEAR
    return _FREE if is_free else _HARMLESS


def _amount(number: str) -> float:
    return float(number.replace(",", "."))
