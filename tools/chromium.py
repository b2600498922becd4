"""Finds a Chromium for the browser tests: CHROMIUM, or one that the system has installed.

Its headless shell goes first: the same Chromium built without a window, at about 0.6 of the work.
"""

import os
import shutil

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
WHAT_TO_DO = (
    "No Chromium was found for the browser tests: install the package chromium "
    "(or Google Chrome), or set CHROMIUM to the path of one."
)


def find_chromium() -> str | None:
    """The path of a Chromium, or None. CHROMIUM in the environment goes before any other."""
    wanted = os.environ.get("CHROMIUM")
    for name in (wanted,) if wanted else NAMES:
        if path := shutil.which(name):
            return path
    return None
