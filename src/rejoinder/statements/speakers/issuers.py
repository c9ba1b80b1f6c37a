"""Who issues a text that no newsroom wrote: the ministry, international body or national union that is its outlet."""

import re

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.home import is_public_body
from rejoinder.statements.speakers.names import is_international

_NEWSROOM = re.compile(r"\b(?:Press|Daily|\w*[Ww]ire)\b")  # no nouns for bodies in a text: "the press", "a wire"
_BODIES = frozenset({"government", "international", "public"})  # classes of nouns
_ASSOCIATIONS = frozenset(
    {"association", "confederation", "federation", "league", "party", "union"}
)  # whose members it speaks for, unlike an institute, whose authors speak for themselves
_NATIONS = frozenset({"country", "demonym"})  # kinds of names; "The San Diego Union" is a paper
_COMPLEMENT = re.compile(r" (?:of|for|to|in|at) ")  # behind which the rest of a body's name stands
_RELEASE = re.compile(r", (?:\w+ ){0,2}(?:release|statement|communiqu[eé]|declaration)\Z", re.IGNORECASE)


def find_issuer(outlet: str, gazetteer: Gazetteer) -> str:
    """Find whose own words a text is that is no transcript.

    Args:
        outlet: as stated: "Ministry of Defence of Norvane, press release".
        gazetteer: of nouns for bodies and for the media.

    Returns:
        The name of a public body, the head of which says so ("Foreign Ministry of Chad"), of an association or party
        that is called after its country ("Norwegian Dockers' Union"), or of whoever issues what the outlet calls a
        release; "" for a newsroom, a state's news agency among them.
    """
    release = _RELEASE.search(outlet)
    issuer = outlet[: release.start()] if release else outlet
    name = issuer.partition(",")[0].split()
    classes = {gazetteer.classify_body("", word) for word in name}
    if "media" in classes or gazetteer.organisations.get(issuer) == "media" or _NEWSROOM.search(issuer):
        return ""
    head = _COMPLEMENT.split(" ".join(name), maxsplit=1)[0].split()[-1:]
    found = [place[0] for place in (gazetteer.find_place(name[k:]) for k in range(len(name))) if place is not None]
    is_of_union = any(is_international(place.country, gazetteer) for place in found)
    is_of_nation = not is_of_union and any(place.kind in _NATIONS for place in found)
    if is_of_nation and any(word.lower() in _ASSOCIATIONS for word in head):
        return issuer
    if not release and not any(gazetteer.classify_body("", word) in _BODIES for word in head):
        return ""  # "NATO Watch", "Army Technology"
    is_public = is_public_body(issuer, gazetteer) or ("public" in classes and is_of_union)
    return issuer if release or is_public else ""
