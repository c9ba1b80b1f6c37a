"""Who answers: a digest of the model, and the server with its version, as the server tells them."""

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession

from rejoinder.llm import ChatServer

_KEPT = ("id", "root", "max_model_len", "owned_by")  # of what /models says of a model; not when it was loaded


async def identify(session: ClientSession, server: ChatServer) -> str:
    """Ask a server who it is.

    Ollama tells the digest of a model. Of llama.cpp the file is hashed, if it lies on this machine. Of others what
    they say of the model is all that is known.
    """
    root = server.base_url.removesuffix("/v1")
    if tags := await _get(session, f"{root}/api/tags"):
        names = (server.model, f"{server.model}:latest")
        digests = [model.get("digest") for model in tags.get("models", ()) if model.get("name") in names]
        version = (await _get(session, f"{root}/api/version")).get("version", "?")
        return f"sha256:{digests[0]}, ollama {version}" if digests else f"{server.model}, ollama {version}"
    if "model_path" in (props := await _get(session, f"{root}/props")):
        return f"{_hash_model(props['model_path'])}, llama.cpp {props.get('build_info', '?')}"
    models = (await _get(session, f"{server.base_url}/models")).get("data", ())
    told = next((m for m in models if m.get("id") == server.model), {"id": server.model})
    version = (await _get(session, f"{root}/version")).get("version")
    kept = json.dumps({key: told[key] for key in _KEPT if told.get(key) is not None})
    return f"{kept}, vllm {version}" if version else f"{kept}, {urlsplit(root).hostname}"


def _hash_model(path: str) -> str:
    file = Path(path)
    if not file.is_file():
        return file.name
    with file.open("rb") as content:
        return f"sha256:{hashlib.file_digest(content, 'sha256').hexdigest()}"


async def _get(session: ClientSession, url: str) -> dict[str, Any]:
    """What a server tells at an address; nothing where it does not know it."""
    try:
        async with session.get(url) as response:
            body = json.loads(await response.text()) if response.status == 200 else {}
            return body if isinstance(body, dict) else {}
    except (ClientError, TimeoutError, ValueError):
        return {}
