"""Makes .venv and installs a lock into it: `python3 tools/environment.py requirements/run.txt`.

Run by whatever python3 the machine has, so it must be readable by old ones too: they get a sentence
and not a traceback. Does nothing, in a moment, when the lock is already installed.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
RECORD = os.path.join(VENV, "installed.txt")


def require_a_recent_python():
    if sys.version_info < (3, 11):
        sys.exit(
            f"Python 3.11 or later is needed and {sys.executable} is {sys.version.split()[0]}: "
            "install a later one and name it, such as: make run PYTHON=python3.12"
        )


def require_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "Python's venv module is missing: install it (on Debian or Ubuntu: "
            "apt-get install python3-venv) and run make again."
        )


def digest(lock):
    with open(lock, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def recorded():
    """Digest of what was installed, by the name of its lock."""
    try:
        with open(RECORD) as file:
            return dict(line.split() for line in file)
    except FileNotFoundError:
        return {}


def works():
    """Whether .venv has a Python that starts; it does not after the system's was replaced."""
    if not os.path.exists(PYTHON):
        return False
    return subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def install(lock):
    if not works():
        print("Making .venv", flush=True)
        subprocess.check_call([sys.executable, "-m", "venv", "--clear", VENV])
    print(f"Installing {lock} into .venv", flush=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    code = subprocess.call([*pip, "install", "--require-hashes", "-r", os.path.join(ROOT, lock)])
    if code:
        sys.exit(f"Installing {lock} did not work: pip says why, above.")
    done = recorded()
    done[lock] = digest(os.path.join(ROOT, lock))
    with open(RECORD, "w") as file:
        file.writelines(f"{name} {value}\n" for name, value in sorted(done.items()))


def main():
    require_a_recent_python()
    (lock,) = sys.argv[1:]
    if recorded().get(lock) != digest(os.path.join(ROOT, lock)) or not os.path.exists(PYTHON):
        require_venv()
        install(lock)


if __name__ == "__main__":
    main()
