"""Which family of tags a framework belongs to: its colour, never alone, always beside the words."""

FAMILIES = {"himmelman_linkage": "l", "hargreaves_maturity": "m", "briggs_factors": "f"}
OTHERS = "o"


def family_of(framework_key: str) -> str:
    """The letter after "tag-" in the class: linkage, maturity, factors, or any other."""
    return FAMILIES.get(framework_key, OTHERS)
