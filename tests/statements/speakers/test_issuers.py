"""Whose own words a text is that no newsroom wrote."""

import pytest

from rejoinder.statements.speakers import find_issuer, read_gazetteer
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("outlet", "issuer"),
    [
        ("Ministry of Defence of Norway, press release", "Ministry of Defence of Norway"),
        ("Foreign Ministry of Chad, joint communiqué", "Foreign Ministry of Chad"),
        ("Ministry of Dams, Malaysia", "Ministry of Dams, Malaysia"),
        ("UN Security Council", "UN Security Council"),
        ("African Union Peace and Security Council", "African Union Peace and Security Council"),
        ("Karran Ferries, press release", "Karran Ferries"),
        ("Norwegian Seafarers' and Dockers' Union", "Norwegian Seafarers' and Dockers' Union"),
        ("Union of Peruvian Growers", "Union of Peruvian Growers"),
        ("Liberal Party of Norway", "Liberal Party of Norway"),
        ("The San Diego Union", ""),
        ("Dockers' Union", ""),
        ("Norwegian Institute of Peace", ""),
        ("Philippine News Agency", ""),
        ("Xinhua", ""),
        ("Finnish Defence Press Service", ""),
        ("Congress Daily, English service", ""),
        ("British World Service", ""),
        ("UN Meetings Digest", ""),
        ("NATO Watch", ""),
        ("Army Technology", ""),
        ("Embassy of Norway", "Embassy of Norway"),
        ("Norwegian Government", "Norwegian Government"),
        ("Navy Times", ""),
        ("Navy Lookout", ""),
        ("Government Technology", ""),
        ("Bureau of Investigative Journalism", ""),
        ("GlobeNewswire, press release", ""),
        ("PR Newswire, press release", ""),
        ("The Karran Courier", ""),
        ("", ""),
    ],
)
def test_public_bodies_and_releases_issue_their_own_words_but_no_newsroom(outlet: str, issuer: str) -> None:
    assert find_issuer(outlet, GAZETTEER) == issuer
