"""JSON read strictly: duplicate keys, deep nesting, NaN and huge numbers refused, lines kept."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from ..strict_yaml import PackError
from .building import Obj
from .report import refused

DEEPEST = 20
MOST_NODES = 60_000
SPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?(?:[eE][-+]?\d{1,2})?(?![\w.])")
WORDS = {"true": True, "false": False, "null": None}


def loads(text: str, file: str) -> Any:
    """The value in the text; its objects are Obj, which know their lines. Raises PackError."""
    return _Scanner(text, file).whole()


class _Scanner:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.at = text, file, 0
        self.depth = self.count = 0
        self.line, self.counted = 1, 0

    def whole(self) -> Any:
        value = self.value()
        self.skip()
        if self.at < len(self.text):
            raise self.wrong("has something after its end")
        return value

    def value(self) -> Any:
        self.skip()
        self.count += 1
        if self.count > MOST_NODES:
            raise self.wrong(f"has more than {MOST_NODES:,} parts")
        sign = self.text[self.at : self.at + 1]
        if sign == '"':
            return self.string()
        if sign in ("{", "["):
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.wrong(f"is nested more than {DEEPEST} deep")
            value: Any = self.object() if sign == "{" else self.array()
            self.depth -= 1
            return value
        for word, meant in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meant
        return self.number()

    def object(self) -> Obj:
        found = Obj(self.line_here())
        self.at += 1
        if self.takes("}"):
            return found
        while True:
            self.skip()
            if self.text[self.at : self.at + 1] != '"':
                raise self.wrong("is not JSON: a key in double quotes should stand here")
            key = self.string()
            if key in found:
                raise self.wrong(f"has “{key[:60]}” twice in the same object: keep one of them")
            self.needs(":")
            found[key] = self.value()
            if self.takes("}"):
                return found
            self.needs(",")

    def array(self) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        if self.takes("]"):
            return found
        while True:
            found.append(self.value())
            if self.takes("]"):
                return found
            self.needs(",")

    def string(self) -> str:
        try:
            value, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            raise self.wrong(f"is not JSON: {error.msg}") from error
        return str(value)

    def number(self) -> int | float:
        found = NUMBER.match(self.text, self.at)
        if not found:
            raise self.wrong("is not JSON: a value should stand here (a number has 18 digits)")
        self.at = found.end()
        return float(found[0]) if re.search(r"[.eE]", found[0]) else int(found[0])

    def skip(self) -> None:
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def takes(self, sign: str) -> bool:
        self.skip()
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def needs(self, sign: str) -> None:
        if not self.takes(sign):
            raise self.wrong(f"is not JSON: “{sign}” should stand here")

    def line_here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def wrong(self, message: str) -> PackError:
        return refused(self.file, self.line_here(), "the file", message)
