"""What allauth is told: nobody signs up by themselves, and second-factor secrets are encrypted."""

import pytest
from cryptography.fernet import InvalidToken
from django.test import RequestFactory, override_settings

from partnership.people.adapter import AccountAdapter, SecondFactorAdapter


def test_nobody_signs_up_by_themselves(rf: RequestFactory) -> None:
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))


def test_a_second_factor_secret_is_stored_as_ciphertext_and_read_back() -> None:
    adapter = SecondFactorAdapter()

    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_it_cannot_be_read_with_another_key() -> None:
    stored = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")

    with override_settings(MFA_KEY="another key altogether"), pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(stored)
