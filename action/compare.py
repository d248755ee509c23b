"""Compares the bills that a pull request changes, and leaves a folder: JSON, pages, and the comment in several sizes.

    python3 action/compare.py

Everything comes by the environment, nothing by words of a script (see ../action.yml). The folder holds `report.json`
(which pull request, which commit, how it ended), `comment-1.md` and on (the comment, ever smaller), and for each bill
both drafts, `NN-name.json` and `NN-name.html`. The exit code is 0 unless even that could not be written; how the
comparison ended is the output `exit-code`, so that the report is posted before the job fails.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import body
from common import BODY, EXIT_FAILED, EXIT_FINE, EXIT_POLICY, META, append, is_key, output, say, stop

# A summary may have 1 MiB; the rest is for the other steps of the job.
SUMMARY_BYTES = 900_000
SECONDS_PER_BILL = 900
MOST_OF_A_MESSAGE = 500


class Failed(Exception):
    """What keeps everything from being compared, in words for the comment."""


class Bill:
    """A changed file: its state is new, gone, compared or failed."""

    def __init__(self, path, old_path, state):
        self.path, self.old_path, self.state = path, old_path, state
        self.code, self.message, self.data = EXIT_FINE, "", None

    def failed(self, message):
        self.state, self.code, self.message = "failed", EXIT_FAILED, message[:MOST_OF_A_MESSAGE]


class Report:
    def __init__(self, environment):
        get = environment.get
        self.binary = get("IN_BILLDIFF", "") or "billdiff"
        self.folder = Path(get("IN_OUTPUT", "") or "billdiff-report").resolve()
        self.base, self.head = get("IN_BASE", ""), get("IN_HEAD", "")
        self.paths = [line.strip() for line in (get("IN_PATHS", "") or "bills/**").splitlines() if line.strip()]
        self.fail_on, self.exit_code = get("IN_FAIL_ON", "").replace(" ", ""), get("IN_EXIT_CODE", "") == "true"
        self.key = get("IN_COMMENT_KEY", "") or "default"
        self.pull = get("IN_PULL", "")
        self.repository = body.address(get("GITHUB_SERVER_URL", ""), get("GITHUB_REPOSITORY", ""))
        self.run = body.address(self.repository, "actions/runs", get("GITHUB_RUN_ID")) if get("GITHUB_RUN_ID") else ""
        self.bills, self.error = [], ""
        room = get("IN_MAX_BYTES", "") or "60000"
        if not is_key(self.key):
            stop("comment-key {!r}: letters, digits, '.', '_' and single '-', 64 at most".format(self.key))
        if not room.isascii() or not room.isdigit() or not 4000 <= int(room) <= 1_000_000:
            stop("max-bytes {!r}: a number from 4000 to 1000000".format(room))
        if not re.fullmatch(r"[a-z,-]*", self.fail_on) or self.fail_on.startswith("-"):
            stop("fail-on {!r}: kinds of signals, parted by commas, as amount,duty".format(self.fail_on))
        self.room = int(room)

    @property
    def policy(self):
        told = ["fail-on: {}".format(self.fail_on)] if self.fail_on else []
        told += ["exit-code"] if self.exit_code else []
        return "; ".join(told) or "the policy file"

    @property
    def code(self):
        return max([EXIT_FAILED if self.error else EXIT_FINE] + [bill.code for bill in self.bills])

    def blob(self, commit, path):
        return body.address(self.repository, "blob", commit, path)


def main():
    report = Report(os.environ)
    report.folder.mkdir(parents=True, exist_ok=True)
    if any(report.folder.iterdir()):
        stop("{} is not empty: name a folder of its own with 'output'".format(report.folder))
    try:
        # The reports and drafts are no part of what is reviewed, and no later step may commit them.
        (report.folder / ".gitignore").write_text("*\n")
        report.base, report.head = commits(report.base, report.head)
        report.bills = changed(report.base, report.head, report.paths)
        for number, bill in enumerate(report.bills, 1):
            if bill.state == "compared":
                compare(report, bill, number)
    except Failed as failed:
        report.error = str(failed)[:MOST_OF_A_MESSAGE]
    leave(report)


def git(*arguments):
    done = subprocess.run(["git", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Failed("git {} failed: {}".format(arguments[0], said or "exit code {}".format(done.returncode)))
    return done.stdout


def commits(base, head):
    """What the pull request starts from, and its last commit: the base branch may have gone on since."""
    for name, commit in (("base", base), ("head", head)):
        if not re.fullmatch(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}", commit):
            raise Failed("no {} commit: this is for pull requests, or set '{}' to a full hash".format(name, name))
    try:
        return git("merge-base", base, head).decode().strip(), head
    except Failed as failed:
        raise Failed("{}. The checkout must hold both commits: set 'fetch-depth: 0' for actions/checkout".format(failed))


def changed(base, head, paths):
    """The files between two commits that the globs name; a renamed file is one file."""
    specs = [":(exclude,glob)" + path[1:] if path.startswith("!") else ":(glob)" + path for path in paths]
    names = git("diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", base, head, "--", *specs)
    words = iter(names.decode("utf-8", "surrogateescape").split("\0"))
    bills = []
    for status in words:
        if not status:
            continue
        path = next(words)
        if status[0] in "RC":
            old, path = path, next(words)
            bills.append(Bill(path, old, "compared"))
        else:
            bills.append(Bill(path, path, {"A": "new", "D": "gone"}.get(status[0], "compared")))
    return bills


def compare(report, bill, number):
    """One bill: JSON first, and every other form is told from that."""
    say("comparing {}".format(bill.path))
    name = "{:02}-{}".format(number, re.sub(r"[^A-Za-z0-9.]+", "-", bill.path).strip("-.")[-80:])
    try:
        old = draft(report, report.base, bill.old_path)
        new = draft(report, report.head, bill.path)
    except (Failed, OSError) as error:
        return bill.failed(str(error))
    # Quiet: what it says of a policy file stands in the report, and is no part of a failure.
    options = ["--quiet"] + (["--fail-on=" + report.fail_on] if report.fail_on else [])
    options += ["--exit-code"] if report.exit_code else []
    code, _, said = billdiff(report, *options, "-o", name + ".json", "--", old, new)
    if code not in (EXIT_FINE, EXIT_POLICY):
        return bill.failed(said or "exit code {}".format(code))
    try:
        bill.data = json.loads((report.folder / (name + ".json")).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return bill.failed("its JSON cannot be read: {}".format(error))
    bill.code = code
    # The report holds what the policy file accepts, and the code is settled: the file is not asked twice.
    show = ["show", "--no-config", name + ".json"]
    page, _, said = billdiff(report, *show, "-o", name + ".html")
    if page:
        return bill.failed("the page: {}".format(said))
    told = {}

    def markdown(room):
        if room not in told:
            code, text, said = billdiff(report, *show, "--format", "markdown", "--max-bytes", str(room))
            if code:
                raise Failed("{}: {}".format(bill.path, said))
            told[room] = body.without_marker(text).rstrip("\n") + "\n\n"
        return told[room]

    bill.markdown = markdown


def draft(report, commit, path):
    """A file of a commit, written to the report's folder as COMMIT/PATH: so it is named in the report.

    From the commit and not from the checkout, which may be the merge of both or have been touched.
    """
    place = Path(commit[:7]) / path
    target = report.folder / place
    if report.folder not in target.resolve().parents:
        raise Failed("{} leads out of the folder".format(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(git("cat-file", "blob", "{}:{}".format(commit, path)))
    return place.as_posix()


def billdiff(report, *arguments):
    """Exit code, output and message. It runs in the report's folder: a policy file is found upwards from there."""
    try:
        done = subprocess.run(
            [report.binary, *arguments], cwd=report.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, timeout=SECONDS_PER_BILL,
        )
    except subprocess.TimeoutExpired:
        return EXIT_FAILED, "", "not done after {} seconds".format(SECONDS_PER_BILL)
    except (OSError, ValueError) as error:
        return EXIT_FAILED, "", "billdiff cannot be run: {}".format(error)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace").strip()


def leave(report):
    """The folder's own files, the summary and the outputs."""
    try:
        bodies = ladder(report)
        summary = body.body(report, SUMMARY_BYTES)
    except Failed as failed:
        report.error, report.bills = str(failed)[:MOST_OF_A_MESSAGE], []
        bodies, summary = [body.body(report, report.room)], body.body(report, SUMMARY_BYTES)
    for rung, text in enumerate(bodies, 1):
        (report.folder / BODY.format(rung)).write_text(text, encoding="utf-8", newline="\n")
    meta = {
        "pull": int(report.pull) if report.pull.isdigit() else None,
        "head": report.head,
        "key": report.key,
        "changed": bool(report.bills or report.error),
        "exit_code": report.code,
    }
    (report.folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    append("GITHUB_STEP_SUMMARY", summary + "\n")
    output("exit-code", report.code)
    output("report", report.folder)
    output("changed", str(meta["changed"]).lower())
    for bill in report.bills:
        if bill.state == "failed":
            say("FAILED: {}: {}".format(bill.path, bill.message), "error")
    if report.error:
        say("FAILED, nothing was compared: {}".format(report.error), "error")
    elif report.code == EXIT_POLICY:
        say("fails as configured ({})".format(report.policy), "error")
    say("{} changed files, exit code {}".format(len(report.bills), report.code))


def ladder(report):
    """The comment at the room that was asked for, then at half, and on: a limit met while posting needs no new run."""
    bodies, room = [], report.room
    while room >= 2 * body.SMALLEST:
        text = body.body(report, room)
        if text not in bodies:
            bodies.append(text)
        room //= 2
    return bodies


if __name__ == "__main__":
    sys.exit(main())
