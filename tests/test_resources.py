"""Shipped files are found in a checkout and in an installed package alike."""

import pytest

from djledger.resources import resource


@pytest.mark.parametrize("kind", ["templates", "rules"])
def test_a_checkout_has_every_kind(kind):
    assert resource(kind, "README.md").is_file()


def test_an_installed_package_carries_its_own(tmp_path):
    package = tmp_path / "lib" / "site-packages" / "djledger"
    page = package / "_data" / "rules" / "MTG301-x.md"
    page.parent.mkdir(parents=True)
    page.write_text("页", encoding="utf-8")
    assert resource("rules", "MTG301-x.md", package) == page


def test_what_is_not_shipped_is_an_error():
    with pytest.raises(FileNotFoundError):
        resource("rules", "XXX999.md")
