"""The list that people tag from, of elements that are not offered yet: for whoever words them."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from frameworks.models import Element

from .offered import frame_of, key_of


def printed_list(elements: Sequence[Element]) -> str:
    """As on “Tag it”, with its group open and nothing ticked. Its boxes belong to no form."""
    by_key = {key_of(element): element for element in elements}
    frame = frame_of(elements[0].edition.framework.key, by_key, set(), is_open=True)
    return render_to_string("journal/tagging/_frame.html", {"frame": frame})
