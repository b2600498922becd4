"""Django's SQLite, but for one cursor that it leaves behind.

A transaction that cannot begin, since another is writing, raises an error, and that keeps the
cursor which asked. Python finds the two when it next looks for garbage, in whichever thread it is
then, and puts the cursor to rest, for which SQLite holds the cursor's connection. If that one is
waiting to write again, and the thread that looks is the one it waits for, each waits for the other
until the first gives up, after 20 s. When a database came back after half a minute, saves stood
still for 80 s more. So the cursor is closed at once, in the thread that it belongs to.
"""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    transaction_mode: str | None

    def _start_transaction_under_autocommit(self) -> None:
        with self.cursor() as cursor:
            cursor.execute(f"BEGIN {self.transaction_mode or ''}")
