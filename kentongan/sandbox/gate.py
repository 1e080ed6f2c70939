"""The gate through which every call to a vendor's API passes: fault, handler, fault, record."""

from __future__ import annotations

import json
import time
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request

from kentongan.sandbox import faults, graph, record, tiktok, worlds, x, youtube
from kentongan.sandbox.calls import Call, Refused, Reply, Vendor
from kentongan.sandbox.faults import Fault
from kentongan.sandbox.service import Sandbox

VENDORS: dict[str, Vendor] = {
    "graph.facebook.com": graph.VENDOR,
    "graph-video.facebook.com": graph.VENDOR,
    "rupload.facebook.com": graph.RUPLOAD,
    "api.x.com": x.VENDOR,
    "youtube.googleapis.com": youtube.VENDOR,
    "oauth2.googleapis.com": youtube.OAUTH,
    "youtubeanalytics.googleapis.com": youtube.ANALYTICS,
    "open.tiktokapis.com": tiktok.VENDOR,
    "open-upload.tiktokapis.com": tiktok.UPLOAD,
    "business-api.tiktok.com": tiktok.BUSINESS,
}
BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"
)
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")

blueprint = Blueprint("gate", __name__)


@blueprint.route('/dunia/<world>/<any("' + '","'.join(VENDORS) + '"):host>/<path:path>', methods=METHODS)
def vendor(world: str, host: str, path: str) -> Response:
    """Answer as the vendor would."""
    sandbox: Sandbox = current_app.extensions["kentongan"]
    found = worlds.world(sandbox.store, world)
    if found is None:
        return Response('{"salah":"dunia tidak dikenal"}', HTTPStatus.NOT_FOUND, mimetype="application/json")
    call = Call(sandbox, found, host, "/" + path, request, 0)
    return _response(_pass(call, VENDORS[host]))


def _pass(call: Call, vendor: Vendor) -> Reply:
    platform = vendor.platform(call)
    call.seq = record.begin(call.store, call.world.slug, platform, call.method, call.host, call.path)
    fault = faults.take(call.store, call.world.slug, platform, call.method, call.path)
    fault = fault or faults.by_chance(call.world.rules, call.seq)
    reply = _strike_before(call, vendor, fault) or _handle(call, vendor)
    status = 0 if reply.cut else reply.status
    record.end(call.store, call.seq, status, call.effects, fault.kind if fault else None)
    return _strike_after(call, reply, fault)


def _handle(call: Call, vendor: Vendor) -> Reply:
    try:
        return vendor.handle(call)
    except Refused as no:
        return no.reply


def _hold(call: Call, stage: str) -> None:
    told = {
        "stage": stage,
        "host": call.host,
        "method": call.method,
        "path": call.path,
        "effect": " ".join(call.effects),
    }
    call.sandbox.holds.wait(call.world.slug, told)


def _strike_before(call: Call, vendor: Vendor, fault: Fault | None) -> Reply | None:
    if fault is None or fault.kind not in faults.BEFORE:
        return None
    if fault.kind == "hold_before":
        _hold(call, fault.kind)
    if fault.kind in ("hang", "late"):
        time.sleep(fault.seconds)
    told = fault.answer or {}
    return {
        "html_502": Reply(BAD_GATEWAY, HTTPStatus.BAD_GATEWAY, mime="text/html"),
        "hang": Reply(cut=True),
        "reset": Reply(cut=True),
        "ok_with_error": Reply(vendor.error_in_ok),
        "answer": Reply(told.get("body", {}), int(told.get("status", 400)), told.get("headers", {})),
    }.get(fault.kind)


def _strike_after(call: Call, reply: Reply, fault: Fault | None) -> Reply:
    if fault is None or fault.kind not in faults.AFTER:
        return reply
    if fault.kind == "hold_after_commit":
        _hold(call, fault.kind)
    if fault.kind == "delay":
        time.sleep(fault.seconds)
    if fault.kind == "truncate_json":
        whole = _bytes(reply)
        return Reply(whole[: len(whole) // 2], reply.status, reply.headers)
    return {
        "lost_after_commit": Reply(cut=True),
        "html_502_after_commit": Reply(BAD_GATEWAY, HTTPStatus.BAD_GATEWAY, mime="text/html"),
        "truncate": Reply(reply.body, reply.status, reply.headers, reply.mime, short=True),
    }.get(fault.kind, reply)


def _bytes(reply: Reply) -> bytes:
    if isinstance(reply.body, bytes):
        return reply.body
    return b"" if reply.body is None else json.dumps(reply.body, ensure_ascii=False).encode()


def _response(reply: Reply) -> Response:
    request.environ["sandbox.cut"] = reply.cut
    request.environ["sandbox.short"] = reply.short
    response = Response(_bytes(reply), reply.status, dict(reply.headers), mimetype=reply.mime)
    if reply.mime == "application/json":
        response.headers["Content-Type"] = "application/json; charset=UTF-8"
    return response
