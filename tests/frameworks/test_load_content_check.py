"""`manage.py load_content --check` works where there is no database at all."""

import pytest
from django.core.management import call_command


def test_checking_touches_no_database(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", check=True)  # without the django_db mark a query would raise

    assert "29 frameworks with 169 elements" in capsys.readouterr().out
