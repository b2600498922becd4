"""The three frameworks in whose words a partnership is described."""

from frameworks.models import Element

WHO_WITH = "stakeholders"
DRIVERS = "partnership_drivers"
FORMALITY = "partnership_formality"


def elements_offered(framework_keys: list[str]) -> dict[str, list[Element]]:
    """The elements one may choose from, by framework key, in one query."""
    offered: dict[str, list[Element]] = {key: [] for key in framework_keys}
    elements = Element.objects.offered().filter(edition__framework__key__in=framework_keys)
    for element in elements.with_framework().order_by("position"):
        offered[element.edition.framework.key].append(element)
    return offered
