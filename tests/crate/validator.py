"""Validate a crate by roc-validator: `python validator.py FOLDER PROFILE SEVERITY` prints a line for each issue.

It runs in an environment of its own, .venv/validator, as roc-validator wants an older rich than import-linter does. The
vocabulary is that of the package rocrate, so that nothing touches the network. It is 1.3's, which has all of 1.1's
terms, those of Bioschemas at another address.
"""

import sys
from pathlib import Path
from typing import Any

import requests
import rocrate
from rocrate_validator import services
from rocrate_validator.models import ValidationSettings
from rocrate_validator.utils.http import HttpRequester

CONTEXT = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text(encoding="utf-8")
CONTEXT = CONTEXT.replace("bioschemas.org/terms/", "bioschemas.org/")


def answer(_requester: HttpRequester, url: str, **_options: Any) -> requests.Response:
    """Answer a request for the vocabulary."""
    response = requests.Response()
    response.status_code, response.url, response._content = (
        200,
        url,
        CONTEXT.encode(),
    )
    response.headers["Content-Type"] = "application/ld+json"
    return response


def main(folder: str, profile: str, severity: str) -> None:
    HttpRequester.get = answer
    settings = ValidationSettings(rocrate_uri=folder, profile_identifier=profile, requirement_severity=severity)
    result = services.validate(settings)
    for issue in result.get_issues():
        print(f"{issue.severity.name} {issue.check.identifier}: {issue.message}")


if __name__ == "__main__":
    main(*sys.argv[1:])
