"""What the scripts of the action share: words that may be shown, and the files by which GitHub is told things.

Python, and its standard library alone: every hosted runner has it, and names with spaces, JSON and HTTP need no
quoting and no `jq`, `curl` or `gh` of some version.
"""

import os
import re
import sys
import unicodedata

EXIT_FINE, EXIT_POLICY, EXIT_FAILED = 0, 1, 2

# A folder of the report, as compare.py leaves it and post.py finds it.
META = "report.json"
BODY = "comment-{}.md"


def visible(text):
    """One line without control characters: names of files and messages come from strangers."""
    line = re.sub(r"\s+", " ", text).strip()
    return "".join(c for c in line if not unicodedata.category(c).startswith("C"))


def escaped(text):
    """Text as Markdown and as HTML that shows it and nothing else: whatever is no letter or digit is an entity."""
    return "".join(c if c.isalnum() or c == " " else "&#{};".format(ord(c)) for c in visible(text))


def code(text):
    return "<code>{}</code>".format(escaped(text))


def say(text, level=None):
    """A line of the job's log. The runner takes lines that start with `::`, and `##[` anywhere, as commands."""
    line = visible(text).replace("##[", "## [")
    if level:
        print("::{}::billdiff: {}".format(level, line.replace("%", "%25")), flush=True)
    else:
        print("billdiff: {}".format(line), flush=True)


def append(variable, text):
    """Adds to one of the files that GitHub names in the environment; without it (elsewhere) nothing is written."""
    path = os.environ.get(variable)
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def output(name, value):
    append("GITHUB_OUTPUT", "{}={}\n".format(name, visible(str(value))))


def stop(text):
    say(text, "error")
    sys.exit(EXIT_FAILED)


def marker(key):
    """What the comment begins with, and is found by."""
    return "<!-- billdiff:report comment={} -->".format(key)


def is_key(key):
    return re.fullmatch(r"[A-Za-z0-9._]([A-Za-z0-9._]|-(?!-)){0,63}", key) is not None
