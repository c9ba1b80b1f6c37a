"""A study as RO-Crate 1.1 (Soiland-Reyes et al. 2022): files, articles by their hashes, and the run as an action."""

import json
from collections.abc import Mapping, Sequence
from mimetypes import MimeTypes
from typing import Any
from urllib.parse import quote

from rocrate.model.contextentity import ContextEntity
from rocrate.model.entity import Entity
from rocrate.rocrate import ROCrate

from rejoinder.crate.study import ArticleList, Environment, Study, StudyFile

_VERSION = "1.1"  # that the profiles of runs build on
_PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
_TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}  # younger than the vocabulary of 1.1
_MEDIA_TYPES = MimeTypes(filenames=())  # none of the machine's own
for _ending, _media_type in {
    ".ann": "text/plain", ".cff": "application/yaml", ".conf": "text/plain", ".conllu": "text/plain",
    ".dna": "application/vnd.sqlite3", ".graphml": "application/graphml+xml", ".jsonl": "application/jsonl",
    ".lock": "text/plain", ".parquet": "application/vnd.apache.parquet", ".qdc": "application/xml",
    ".qdpx": "application/zip", ".tex": "application/x-tex", ".xmi": "application/vnd.xmi+xml",
    ".yaml": "application/yaml",
}.items():  # fmt: skip
    _MEDIA_TYPES.add_type(_media_type, _ending)
_DVC = "https://dvc.org"

Properties = dict[str, Any]


def describe_study(study: Study) -> str:
    """Describe a study as the text of ro-crate-metadata.json; the same study gives the same text.

    Articles are described by hash, title and rights, never by their files: so no text need be in what is published.
    When the run began and ended is left out, as it differs from run to run. What CITATION.cff does not say is not made
    up: without `date-released` and `license` the text is no valid crate yet.
    """
    crate = ROCrate(version=_VERSION)
    crate.metadata.extra_terms = _TERMS
    root = crate.root_dataset
    del root["datePublished"]  # the library's is today
    cited = _describe_citation(crate, study.citation)
    for name, value in cited.items():
        root[name] = value
    profiles = [
        _add(crate, address, {"@type": "CreativeWork", "name": name, "version": version})
        for address, (name, version) in _PROFILES.items()
    ]
    root["conformsTo"] = profiles
    authors = cited.get("author")
    workflow = _add_workflow(crate, study, authors)
    root["mainEntity"] = workflow
    used = [_add_file(crate, file) for file in (*study.settings, *study.inputs)]
    made = [_add_file(crate, file) for file in study.outputs]
    for file in study.records:
        _add_file(crate, file)
    articles = _add_articles(crate, study.articles)
    run = {
        "@type": "CreateAction",
        "name": f"Run of Rejoinder {study.environment.version} on {study.articles.count:,} article(s)",
        "description": "From articles and settings to coded statements, figures, tables and report.",
        "instrument": workflow,
        "object": [articles, *used],
        "result": made,
    }
    root["mentions"] = [articles, _add(crate, "#run", run | ({"agent": authors} if authors else {}))]
    return json.dumps(crate.metadata.generate(), indent=2, ensure_ascii=False) + "\n"


def _describe_citation(crate: ROCrate, fields: Mapping[str, Any]) -> Properties:
    """What CITATION.cff says of the study, as properties of the root."""
    described = {
        "name": fields.get("title"),
        "description": fields.get("abstract") or fields.get("title"),
        "datePublished": str(fields.get("date-released") or "") or None,
        "version": fields.get("version"),
        "keywords": ", ".join(map(str, fields.get("keywords") or ())) or None,
        "identifier": f"https://doi.org/{fields['doi']}" if fields.get("doi") else None,
        "url": fields.get("repository-code") or fields.get("url"),
        "license": _unwrap(_add_licenses(crate, fields)),
        "author": _unwrap([_add_author(crate, author) for author in fields.get("authors") or ()]),
        "citation": _unwrap([_add_reference(crate, one) for one in fields.get("references") or ()]),
    }
    return {name: value for name, value in described.items() if value is not None}


def _add_licenses(crate: ROCrate, fields: Mapping[str, Any]) -> list[Entity]:
    """The licences by their SPDX identifiers, else by their address."""
    stated = fields.get("license") or []
    names = {f"https://spdx.org/licenses/{name}": name for name in ([stated] if isinstance(stated, str) else stated)}
    if not names and fields.get("license-url"):
        names = {fields["license-url"]: "Licence of the study"}
    return [
        _add(crate, address, {"@type": "CreativeWork", "name": name, "description": f"The terms of use: {name}"})
        for address, name in names.items()
    ]


def _add_author(crate: ROCrate, author: Mapping[str, Any]) -> Entity:
    is_person = "family-names" in author or "given-names" in author
    parts = [author.get("given-names"), author.get("name-particle"), author.get("family-names")]
    name = " ".join(filter(None, parts)) if is_person else str(author.get("name", "unknown"))
    properties = {"@type": "Person" if is_person else "Organization", "name": name}
    if author.get("affiliation"):
        body = author["affiliation"]
        properties["affiliation"] = _add(crate, _identify("body", body), {"@type": "Organization", "name": body})
    return _add(crate, author.get("orcid") or _identify("author", name), properties)


def _add_reference(crate: ROCrate, reference: Mapping[str, Any]) -> Entity:
    title = str(reference.get("title", "unknown"))
    address = f"https://doi.org/{reference['doi']}" if reference.get("doi") else reference.get("url")
    described = {
        "author": _unwrap([_add_author(crate, author) for author in reference.get("authors") or ()]),
        "version": reference.get("version") and str(reference["version"]),
    }
    properties = {"@type": "CreativeWork", "name": title} | {key: value for key, value in described.items() if value}
    return _add(crate, address or _identify("reference", title), properties)


def _add_workflow(crate: ROCrate, study: Study, authors: Any) -> Entity:
    """The pipeline, written for DVC, with the program and the packages that it runs by."""
    language = {"@type": "ComputerLanguage", "name": "DVC pipeline", "identifier": _DVC, "url": _DVC}
    properties = {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "name": "The pipeline from articles to report",
        "description": "`dvc repro` runs its stages; params.yaml and conf/ say with which settings.",
        "programmingLanguage": _add(crate, f"{_DVC}/", language),
        "version": study.environment.version,
        "softwareRequirements": _add_program(crate, study.environment),
    }
    return _add_file(crate, study.workflow, properties | ({"author": authors} if authors else {}))


def _add_program(crate: ROCrate, environment: Environment) -> Entity:
    packages = {f"https://pypi.org/project/{name}/{v}/": (name, v) for name, v in environment.packages.items()}
    packages |= {f"https://docs.python.org/{environment.python}/": ("Python", environment.python)}
    required = [
        _add(crate, address, {"@type": "SoftwareApplication", "name": name, "softwareVersion": v, "url": address})
        for address, (name, v) in packages.items()
    ]
    program = {
        "@type": "SoftwareApplication",
        "name": "Rejoinder",
        "softwareVersion": environment.version,
        "description": "Discourse analysis of news: who says what, how it is framed, and toward whom."
        " Its sha256 is over the hashes of its modules and models.",
        "sha256": environment.code,
        "softwareRequirements": required,
    }
    return _add(crate, "#rejoinder", program)


def _add_file(crate: ROCrate, file: StudyFile, properties: Mapping[str, Any] | None = None) -> Entity:
    media_type, _ = _MEDIA_TYPES.guess_type(file.path)
    described = {
        "name": file.path,
        "contentSize": str(file.size) if file.sha256 else "",
        "sha256": file.sha256,
        "encodingFormat": media_type or "application/octet-stream",
    }
    given = {name: value for name, value in described.items() if value}
    return crate.add_file(dest_path=file.path, properties=given | dict(properties or {}))


def _add_articles(crate: ROCrate, articles: ArticleList) -> Entity:
    parts = [_add_article(crate, row) for row in articles.first]
    more = articles.count - len(parts)
    others = f" The first {len(parts):,} by id are listed." if more else ""
    collection = {
        "@type": "Collection",
        "name": f"The articles: {articles.count:,}",
        "description": "Texts are not part of the crate: they are known by the sha256 of their UTF-8. That of the"
        f" collection is over the lines 'sha256  article_id' in order of article_id.{others}",
        "sha256": articles.sha256,
    }
    return _add(crate, "#articles", collection | ({"hasPart": _unwrap(parts)} if parts else {}))


def _add_article(crate: ROCrate, row: Mapping[str, Any]) -> Entity:
    outlet = row["outlet"]
    described = {
        "name": row["title"] or row["article_id"],
        "identifier": row["article_id"],
        "sha256": row["sha256"],
        "datePublished": row["published"],
        "inLanguage": row["language"],
        "url": row["url"],
        "copyrightNotice": row["rights"],
        "publisher": outlet and _add(crate, _identify("outlet", outlet), {"@type": "Organization", "name": outlet}),
    }
    properties = {name: value for name, value in described.items() if value}
    return _add(crate, _identify("article", row["article_id"]), {"@type": "Article", **properties})


def _unwrap(entities: Sequence[Entity]) -> Any:
    """The only one of a list, which is written as such; None of an empty list."""
    return entities[0] if len(entities) == 1 else entities or None


def _identify(*names: str) -> str:
    """An id for what has no address, without signs that an address cannot hold."""
    return "#" + "/".join(quote(name, safe="") for name in names)


def _add(crate: ROCrate, key: str, properties: Mapping[str, Any]) -> Entity:
    """Add what is no file; references are by id, and one that is there already stays."""
    present = crate.dereference(key)
    if present is not None:
        return present
    entity = crate.add(ContextEntity(crate, key, {"@type": properties["@type"]}))
    for name, value in properties.items():
        if name != "@type":
            entity[name] = value
    return entity
