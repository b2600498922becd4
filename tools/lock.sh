#!/bin/sh
# Writes requirements/{run,test,dev}.txt from pyproject.toml: every version, with its hashes, for
# every platform, and no address of where from. Plain pip installs them.
set -eu
cd "$(dirname "$0")/.."
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
"${PYTHON:-python3}" -m venv "$home"
"$home/bin/pip" --disable-pip-version-check --quiet install uv

compile() {
    "$home/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml "$@"
}
compile --output-file requirements/run.txt
compile --extra test --constraint requirements/run.txt --output-file requirements/test.txt
compile --extra test --extra dev --constraint requirements/test.txt --output-file requirements/dev.txt
