"""Addresses that standards fix."""

from datetime import datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from blog.models import SiteSettings
from blog.models.site import validate_contact

SITE = "https://blog.example.org"


@pytest.fixture(autouse=True)
def own_address(settings: Settings) -> None:
    """Let the site know itself by another address than the one it is asked at."""
    settings.SITE_URL = SITE


@pytest.mark.django_db
def test_security_txt_names_the_contact_and_ends_within_a_year(client: Client) -> None:
    SiteSettings.objects.update(
        security_contact="safe@example.org",
        security_policy="https://example.org/safe",
        language="es",
    )

    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", maxsplit=1) for line in response.text.splitlines())
    left = datetime.fromisoformat(fields.pop("Expires")) - timezone.now()

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert timedelta(days=90) < left < timedelta(days=365)
    assert fields == {
        "Contact": "mailto:safe@example.org",
        "Preferred-Languages": "es, en",
        "Canonical": f"{SITE}/.well-known/security.txt",
        "Policy": "https://example.org/safe",
    }


@pytest.mark.django_db
def test_without_a_contact_there_is_no_security_txt(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "contact", ["nobody", "http://example.org/", "javascript:alert(1)", "a@b\nContact: c@d"]
)
def test_what_nobody_could_report_to_is_refused(contact: str) -> None:
    with pytest.raises(ValidationError):
        validate_contact(contact)


@pytest.mark.django_db
def test_programs_that_keep_passwords_are_led_to_where_one_is_changed(client: Client) -> None:
    response = client.get("/.well-known/change-password")

    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")


@pytest.mark.django_db
def test_opensearch_describes_the_search_and_pages_lead_to_it(client: Client) -> None:
    SiteSettings.objects.update(name="Notes & “tides” of the harbour\x0b", tagline="<Mud>\x1b")

    response = client.get("/opensearch.xml")
    root = ElementTree.fromstring(response.content)
    texts = {found.tag.split("}")[1]: found for found in root}
    home = client.get("/").text

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert len(str(texts["ShortName"].text)) <= 16
    assert texts["Description"].text == "<Mud>"
    assert texts["Url"].get("template") == f"{SITE}/search/?q={{searchTerms}}"
    assert 'type="application/opensearchdescription+xml"' in home
