"""Finds the program for the action: the one that was named, or the release of this action's own version.

    python3 action/install.py

A release's archive is taken only if its SHA-256 is the one in the release's SHA256SUMS.
"""

import hashlib
import io
import os
import platform
import re
import shutil
import sys
import tarfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from common import output, say, stop

SECONDS = 120
MOST_BYTES = 200 << 20
TARGETS = {
    ("Linux", "x86_64"): "x86_64-unknown-linux-musl",
    ("Linux", "aarch64"): "aarch64-unknown-linux-musl",
    ("Darwin", "x86_64"): "x86_64-apple-darwin",
    ("Darwin", "arm64"): "aarch64-apple-darwin",
    ("Windows", "AMD64"): "x86_64-pc-windows-msvc",
}


def main():
    named = os.environ.get("IN_BILLDIFF", "")
    if named:
        found = shutil.which(named)
        if not found:
            stop("there is no program {}".format(named))
        return output("billdiff", Path(found).resolve())
    here = Path(__file__).resolve().parent.parent
    version = re.search(r'^version = "([^"]+)"', (here / "Cargo.toml").read_text(encoding="utf-8"), re.M).group(1)
    target = TARGETS.get((platform.system(), platform.machine()))
    repository = os.environ.get("IN_REPOSITORY", "")
    if not target or not repository:
        stop("no release for this runner (or the action is used by its path): name a program with 'billdiff'")
    name = "billdiff-{}-v{}".format(target, version)
    archive = name + (".zip" if "windows" in target else ".tar.gz")
    root = "{}/{}/releases/download/v{}/".format(os.environ["GITHUB_SERVER_URL"], repository, version)
    sums = dict(reversed(line.split()) for line in fetch(root + "SHA256SUMS").decode().splitlines() if line.strip())
    data = fetch(root + archive)
    if hashlib.sha256(data).hexdigest() != sums.get(archive):
        stop("{}: not the SHA-256 that SHA256SUMS says".format(archive))
    program = "billdiff.exe" if "windows" in target else "billdiff"
    place = Path(os.environ["RUNNER_TEMP"]) / name / program
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(member(data, archive, "{}/{}".format(name, program)))
    place.chmod(0o755)
    say("{}, SHA-256 as in SHA256SUMS".format(archive))
    output("billdiff", place)


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            return answer.read(MOST_BYTES)
    except (urllib.error.URLError, OSError) as error:
        stop("{}: {}".format(url, error))


def member(data, archive, name):
    """The one file, by its name: nothing else in the archive is unpacked."""
    if archive.endswith(".zip"):
        return zipfile.ZipFile(io.BytesIO(data)).read(name)
    return tarfile.open(fileobj=io.BytesIO(data), mode="r:gz").extractfile(name).read()


if __name__ == "__main__":
    sys.exit(main())
