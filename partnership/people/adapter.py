"""How allauth behaves here: nobody signs up, and second-factor secrets are encrypted."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That email address and password do not go together.",
        "enter_current_password": "That is not your password now.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("settings")


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth stores second-factor secrets in clear unless these two are overridden."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    """Fernet; key by HKDF (RFC 5869) from MFA_KEY, or from SECRET_KEY in development."""
    secret = getattr(settings, "MFA_KEY", settings.SECRET_KEY)
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"second-factor secrets")
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))
