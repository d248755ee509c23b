#!/usr/bin/env python3
"""Runs the queries of docs/duckdb.md on what billdiff writes of the fixtures.

    python3 tests/duckdb_example.py BILLDIFF

Says SKIPPED where the package `duckdb` is not installed.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASE = ROOT / "fixtures" / "intelligence-authorization"


def main():
    try:
        import duckdb
    except ImportError:
        print("SKIPPED the queries of docs/duckdb.md: the Python package duckdb is not installed")
        return
    billdiff = pathlib.Path(sys.argv[1]).resolve()
    dropped, found = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "duckdb.md").read_text(encoding="utf-8"), re.S)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for side, version in (("old", "ih"), ("new", "eh")):
            (folder / side).mkdir()
            shutil.copy(CASE / f"{side}.xml", folder / side / f"{version}.xml")
            shutil.copy(CASE / "quoted" / "post.md", folder / "post.md")
        run = lambda *arguments: subprocess.run([billdiff, *arguments], cwd=folder, check=True)
        run("old", "new", "--format", "ndjson", "-o", "changes.ndjson")
        run("find", "post.md", "old", "new", "--format", "ndjson", "-o", "found.ndjson")
        ask = lambda query: duckdb.sql(re.sub(r"'(\w+\.ndjson)'", lambda name: f"'{folder / name[1]}'", query)).fetchall()
        bill = "H.R. 9403, 121st Congress"
        wanted = [(bill, "Sec. 403", "Sharing of intelligence with Mexico and Canada")]
        assert ask(dropped) == wanted, ask(dropped)
        wanted = [(1, bill, "ih", "Sec. 403(a)", "exact", 1.0), (2, bill, "ih", "Sec. 403(b)", "exact", 1.0)]
        assert ask(found) == wanted, ask(found)
    print("the queries of docs/duckdb.md tell what they should")


if __name__ == "__main__":
    main()
