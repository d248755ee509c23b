"""Posts the report of compare.py as one comment of the pull request, or updates the one that is there.

    python3 action/post.py

The comment is found by its first line and by who wrote it: a stranger's comment that begins with our marker is not
ours to edit. Where the token may not write (a pull request from a fork), that is said in the log and in the job's
summary, which holds the report, and nothing fails. Everything else that goes wrong is exit code 2.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from common import BODY, EXIT_FAILED, EXIT_FINE, META, append, escaped, is_key, marker, say, stop

SECONDS = 30
MOST_PAGES = 100


class Answer(Exception):
    """An answer of the API that is no success."""

    def __init__(self, status, text):
        super().__init__("{}: {}".format(status, text))
        self.status = status


class Gone(urllib.request.HTTPRedirectHandler):
    """Redirects are errors: the token goes nowhere else, and a PATCH must not become a GET."""

    def redirect_request(self, *_):
        return None


class Api:
    def __init__(self, root, repository, token):
        self.root = "{}/repos/{}".format(root.rstrip("/"), urllib.parse.quote(repository))
        self.token = token
        self.opener = urllib.request.build_opener(Gone)

    def call(self, method, path, data=None):
        """The answer's JSON, and whether there is a next page."""
        request = urllib.request.Request(
            self.root + path,
            method=method,
            data=None if data is None else json.dumps(data).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": "Bearer " + self.token,
                "Content-Type": "application/json",
                "User-Agent": "billdiff-action",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with self.opener.open(request, timeout=SECONDS) as answer:
                return json.loads(answer.read()), 'rel="next"' in (answer.headers.get("Link") or "")
        except urllib.error.HTTPError as error:
            raise Answer(error.code, message(error.read()))
        except (OSError, ValueError) as error:
            raise Answer(0, "the API cannot be reached or read: {}".format(error))

    def comments(self, pull):
        for page in range(1, MOST_PAGES + 1):
            comments, more = self.call("GET", "/issues/{}/comments?per_page=100&page={}".format(pull, page))
            yield from comments
            if not more:
                return
        raise Answer(0, "more than {} pages of comments".format(MOST_PAGES))


def message(answer):
    try:
        told = json.loads(answer)
        errors = [str(e.get("message", "")) for e in told.get("errors") or [] if isinstance(e, dict)]
        return " ".join([str(told.get("message", ""))] + errors).strip()
    except (ValueError, AttributeError):
        return "no JSON"


def main():
    environment = os.environ
    folder = Path(environment.get("IN_OUTPUT", "") or "billdiff-report")
    meta, bodies = left(folder)
    # In a second workflow the folder comes from a fork: what it says of itself is held against what GitHub says.
    head = environment.get("IN_HEAD", "") or meta["head"]
    api = Api(environment["GITHUB_API_URL"], environment["GITHUB_REPOSITORY"], environment.get("IN_TOKEN", ""))
    author = environment.get("IN_COMMENT_AUTHOR", "") or "github-actions[bot]"
    try:
        if api.call("GET", "/pulls/{}".format(meta["pull"]))[0]["head"]["sha"] != head:
            say("nothing posted: {} is not the last commit of pull request {}".format(head, meta["pull"]), "warning")
            return EXIT_FINE
        return post(api, meta, bodies, author)
    except Answer as answer:
        if answer.status in (401, 403, 404):
            return not_posted(answer)
        stop("the comment was not posted ({})".format(answer))


def left(folder):
    """The folder of compare.py, checked: it may be a stranger's."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        if type(meta.get("pull")) is not int or not is_key(str(meta.get("key"))):
            stop("{}: no number of a pull request, or no key".format(folder / META))
        if not re.fullmatch(r"[0-9a-fA-F]{40,64}", str(meta.get("head"))):
            stop("{}: no head commit".format(folder / META))
        bodies = []
        while (folder / BODY.format(len(bodies) + 1)).is_file():
            bodies.append((folder / BODY.format(len(bodies) + 1)).read_text(encoding="utf-8"))
    except (OSError, ValueError, AttributeError) as error:
        stop("the report cannot be read: {}".format(error))
    if not bodies or not all(text.startswith(marker(meta["key"]) + "\n") for text in bodies):
        stop("{}: no comment that begins with its marker".format(folder))
    return meta, bodies


def post(api, meta, bodies, author):
    ours = None
    for comment in api.comments(meta["pull"]):
        written = (comment.get("user") or {}).get("login")
        if written == author and (comment.get("body") or "").startswith(marker(meta["key"])):
            ours = comment["id"]
            break
    if ours is None and not meta.get("changed"):
        say("no bill was changed and no comment is there: nothing posted")
        return EXIT_FINE
    for rung, text in enumerate(bodies, 1):
        try:
            if ours is not None:
                try:
                    api.call("PATCH", "/issues/comments/{}".format(int(ours)), {"body": text})
                    say("comment {} updated".format(ours))
                    return EXIT_FINE
                except Answer as answer:
                    # Deleted since it was listed: a new one takes its place.
                    if answer.status != 404:
                        raise
            posted, _ = api.call("POST", "/issues/{}/comments".format(meta["pull"]), {"body": text})
            say("comment {} posted".format(posted["id"]))
            return EXIT_FINE
        except Answer as answer:
            if answer.status != 422 or rung == len(bodies):
                raise
            say("{} bytes are refused ({}): trying the next smaller report".format(len(text.encode()), answer))


def not_posted(answer):
    why = (
        "The comment could not be posted ({}). The token may not write here: a pull request from a fork, "
        "or 'permissions: pull-requests: write' is missing. The report is in the job's summary and artifact."
    ).format(answer)
    say(why, "warning")
    append("GITHUB_STEP_SUMMARY", "> " + escaped(why) + "\n\n")
    return EXIT_FINE


if __name__ == "__main__":
    sys.exit(main())
