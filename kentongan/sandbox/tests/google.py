"""Google's own description of its APIs as judge: each reply must have a shape that it describes, and nothing beside."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httplib2
import jsonschema  # type: ignore[import-untyped]
from flask.testing import FlaskClient
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc

from kentongan.sandbox.tests.conftest import BASE

APIS = {
    "youtube.googleapis.com": ("youtube", "v3"),
    "youtubeanalytics.googleapis.com": ("youtubeAnalytics", "v2"),
}
_UPLOAD = re.compile(r"^/(?:resumable/)?upload/")


@cache
def document(host: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get_static_doc(*APIS[host]) or "{}")
    return found


def methods(resources: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for resource in resources.values():
        found += list(resource.get("methods", {}).values())
        found += methods(resource.get("resources", {}))
    return found


@cache
def validators(host: str) -> dict[str, jsonschema.Draft202012Validator]:
    described = {name: schema_of(told) for name, told in document(host)["schemas"].items()}
    return {
        name: jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": described}) for name in described
    }


def schema_of(told: Any) -> Any:
    """A schema of Google's as JSON Schema: references by name, every object closed."""
    if isinstance(told, list):
        return [schema_of(one) for one in told]
    if not isinstance(told, dict):
        return told
    if "$ref" in told:
        return {"$ref": f"#/$defs/{told['$ref']}"}
    if told.get("type") == "any":
        return {}
    kept = {name: told[name] for name in ("type", "enum", "pattern") if name in told}
    if "items" in told:
        kept["items"] = schema_of(told["items"])
    if "properties" in told:
        kept["properties"] = {name: schema_of(one) for name, one in told["properties"].items()}
        kept["additionalProperties"] = False
    elif isinstance(told.get("additionalProperties"), dict):
        kept["additionalProperties"] = schema_of(told["additionalProperties"])
    return kept


def judge(host: str, method: str, path: str, status: int, body: bytes) -> None:
    """Fail where a reply of a described method is not of the described shape."""
    if host not in APIS or status >= 300:
        return
    plain = _UPLOAD.sub("/", path).lstrip("/")
    found = [one for one in methods(document(host)["resources"]) if (one["httpMethod"], one["path"]) == (method, plain)]
    if method == "PUT" and _UPLOAD.match(path):  # the bytes of an upload session are answered as its opening would be
        found = [
            one for one in methods(document(host)["resources"]) if (one["httpMethod"], one["path"]) == ("POST", plain)
        ]
    assert found, f"Google describes no {method} {plain}"
    answer = found[0].get("response")
    if answer is None:
        assert (status, body) == (204, b"")
    elif body:
        validators(host)[answer["$ref"]].validate(json.loads(body))


class Wire:
    """What Google's library takes for its HTTP client, with the sandbox of this test behind it and the judge between."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.token = client, token
        self.judged = 0

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: dict[str, str] | None = None,
        **_more: object,
    ) -> tuple[httplib2.Response, bytes]:
        parts = urlsplit(uri)
        told = {**(headers or {}), "Authorization": f"Bearer {self.token}"}
        data = body.read() if hasattr(body, "read") else body
        answer = self.client.open(f"{parts.path}?{parts.query}", method=method, headers=told, data=data or b"")
        _, _, _, host, path = parts.path.split("/", 4)
        judge(host, method, f"/{path}", answer.status_code, answer.data)
        self.judged += 1
        given = {name.lower(): value for name, value in answer.headers.items()}
        return httplib2.Response({**given, "status": str(answer.status_code)}), answer.data


def library(host: str, wire: Wire) -> Any:
    """Google's library for one API, on the sandbox of this test."""
    told = json.loads(json.dumps(document(host)))
    told["rootUrl"] = told["baseUrl"] = f"{BASE}/dunia/wajo/{host}/"
    told.pop("mtlsRootUrl", None)
    return build_from_document(told, http=wire)
