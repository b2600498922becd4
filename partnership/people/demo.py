"""The invented people of the demo, whose password the sign-in page shows. None outside it."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class DemoAccount:
    key: str
    name: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


ACCOUNTS = (
    DemoAccount("bryony", "Bryony Fennimarsh", "leader"),
    DemoAccount("idris", "Idris Calloway-Penn", "leader"),
    DemoAccount("saoirse", "Saoirse Lindqvist-Moor", "leader"),
    DemoAccount("devinder", "Devinder Pellworth", "leader"),
    DemoAccount("rosalind", "Rosalind Amberley-Wick", "facilitator"),
    DemoAccount("admin", "Demo admin", "admin"),
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Who may be shown on the sign-in page: nobody, unless this is the demo."""
    return ACCOUNTS if settings.DEMO else ()


def demo_account(key: str) -> DemoAccount | None:
    return next((account for account in demo_accounts() if account.key == key), None)


def demo_password() -> str:
    return settings.DEMO_PASSWORD if settings.DEMO else ""
