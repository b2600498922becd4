"""Addresses that are looked up once and not at every print of a page.

Finding an address by its name costs a hundred function calls, and a page prints dozens. In a
template, for what takes no arguments, after `{% load addresses %}`:

    {% address 'settings' %}        as {% url %}, found once when the template is first read
    {% asset 'css/site.css' %}      as {% static %}, likewise

For an address whose one argument is a UUID, in a template or in Python for the rows of a list:

    {% address_of 'writing:entry' entry.pk %}
    address_of("writing:entry", entry.pk)

The site stands at one place while it runs, so none of these can change until it starts again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, TextNode, Token
from django.template.defaulttags import url
from django.templatetags.static import do_static
from django.urls import reverse

register = Library()
NOBODY = UUID(int=0)


def address_of(name: str, pk: UUID) -> str:
    """What `reverse(name, args=[pk])` says, for an address whose one argument is a UUID."""
    return _address_of_nobody(name).replace(str(NOBODY), str(pk))


@cache
def _address_of_nobody(name: str) -> str:
    return reverse(name, args=[NOBODY])


def found_once(compile_node: Callable[[Parser, Token], Node]) -> Callable[..., TextNode]:
    """A tag that prints its answer as if it had stood in the template: it may use no variable."""

    def compile_text(parser: Parser, token: Token) -> TextNode:
        return TextNode(compile_node(parser, token).render(Context()))

    return compile_text


class AddressOfNode(Node):
    def __init__(self, name: str, pk: FilterExpression) -> None:
        self.name, self.pk = name, pk

    def render(self, context: Context) -> str:
        return address_of(self.name, self.pk.resolve(context))


@register.tag("address_of")
def do_address_of(parser: Parser, token: Token) -> AddressOfNode:
    try:
        _, name, pk = token.split_contents()
    except ValueError:
        raise TemplateSyntaxError("address_of takes a quoted name and an id") from None
    return AddressOfNode(name.strip("'\""), parser.compile_filter(pk))


register.tag("address", found_once(url))
register.tag("asset", found_once(do_static))
