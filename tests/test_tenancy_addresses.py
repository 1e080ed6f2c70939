"""From an address to its government."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_script_prefix, set_script_prefix

from kentongan.organizations.models import Agency
from kentongan.tenancy.middleware import GovernmentMiddleware, TenantTransactionMiddleware
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders


@pytest.fixture(autouse=True)
def _keep_prefix() -> object:
    before = get_script_prefix()
    yield
    set_script_prefix(before)


def arrive(path: str, host: str = "testserver") -> HttpRequest:
    """What a page sees of a request for `path` on `host`."""
    seen: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    GovernmentMiddleware(page)(RequestFactory().get(path, headers={"host": host}))
    return seen[0]


def government_of(request: HttpRequest) -> Government | None:
    found: Government | None = request.government  # type: ignore[attr-defined]
    return found


def test_the_path_names_the_government_and_pages_need_not_know_it(db: None) -> None:
    wajo = builders.government("wajo")

    request = arrive("/g/wajo/orang/")

    assert government_of(request) == wajo
    assert request.path_info == "/orang/"
    assert request.META["SCRIPT_NAME"] == "/g/wajo"
    assert get_script_prefix() == "/g/wajo/"


def test_a_host_name_of_its_own_names_the_government_too(db: None, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    wajo = builders.government("wajo")
    Government.objects.filter(pk=wajo.pk).update(host="medsos.wajokab.example")

    request = arrive("/orang/", "medsos.wajokab.example:8000")

    assert government_of(request) == wajo
    assert request.path_info == "/orang/"


def test_an_address_without_a_government_belongs_to_the_installation(db: None) -> None:
    builders.government("wajo")

    assert government_of(arrive("/sehat/")) is None


def test_an_unknown_government_leads_to_a_page_that_does_not_exist(db: None) -> None:
    request = arrive("/g/atlantis/orang/")

    assert government_of(request) is None
    assert request.path_info == "/pemda-tidak-dikenal/"


def test_a_page_that_breaks_leaves_nothing_behind(db: None, database_role: None) -> None:
    wajo = builders.government("wajo")
    builders.agency("Dinas Kesehatan", of=wajo)

    def page(request: HttpRequest) -> HttpResponse:
        Agency.objects.all().update(name="Setengah jadi")
        return HttpResponse(status=500)

    request = RequestFactory().get("/")
    request.government = wajo  # type: ignore[attr-defined]
    TenantTransactionMiddleware(page)(request)

    with within(wajo.pk):
        assert Agency.objects.get().name == "Dinas Kesehatan"


def test_a_page_that_works_keeps_what_it_did(db: None, database_role: None) -> None:
    wajo = builders.government("wajo")
    builders.agency("Dinas Kesehatan", of=wajo)

    def page(request: HttpRequest) -> HttpResponse:
        Agency.objects.all().update(name="Dinas Kesehatan dan KB")
        return HttpResponse()

    request = RequestFactory().get("/")
    request.government = wajo  # type: ignore[attr-defined]
    TenantTransactionMiddleware(page)(request)

    with within(wajo.pk):
        assert Agency.objects.get().name == "Dinas Kesehatan dan KB"
