"""The action's scripts, run as the runner runs them, against a stand-in of GitHub on loopback.

    python3 tests/action/check.py BILLDIFF

Each test makes a repository of its own from the fixtures and looks at what the stand-in was left with.
"""

import functools
import hashlib
import io
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

HERE = Path(__file__).resolve().parents[2]
FIXTURES = HERE / "fixtures"
BILLDIFF = ""
BOT, TOKEN = "github-actions[bot]", "a-token"
MARKER = "<!-- billdiff:report comment=default -->"


class GitHub(BaseHTTPRequestHandler):
    """Comments of one pull request, in pages; what it refuses is set by the test."""

    def log_message(self, *_):
        pass

    def answer(self, status, data, headers=()):
        text = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def handle_call(self):
        github = self.server.state
        length = int(self.headers.get("Content-Length") or 0)
        data = json.loads(self.rfile.read(length)) if length else None
        url = urlsplit(self.path)
        if url.path in github.files:
            return self.answer(200, github.files[url.path])
        github.calls.append((self.command, url.path))
        if self.headers.get("Authorization") != "Bearer " + TOKEN:
            return self.answer(401, {"message": "Bad credentials"})
        if (self.command, url.path) == ("GET", "/repos/o/r/pulls/7"):
            return self.answer(200, {"head": {"sha": github.head}})
        if (self.command, url.path) == ("GET", "/repos/o/r/issues/7/comments"):
            asked = parse_qs(url.query)
            many, page = min(int(asked["per_page"][0]), 100), int(asked["page"][0])
            more = len(github.comments) > many * page
            link = [("Link", '<http://elsewhere/?page={}>; rel="next"'.format(page + 1))] if more else []
            return self.answer(200, github.comments[many * (page - 1) : many * page], link)
        if github.read_only:
            return self.answer(403, {"message": "Resource not accessible by integration"})
        if github.status:
            return self.answer(github.status, {"message": "trouble"})
        if len(data["body"].encode()) > github.limit:
            errors = [{"message": "body is too long (maximum is {} characters)".format(github.limit)}]
            return self.answer(422, {"message": "Validation Failed", "errors": errors})
        if (self.command, url.path) == ("POST", "/repos/o/r/issues/7/comments"):
            return self.answer(201, github.add(BOT, data["body"]))
        found = re.fullmatch(r"/repos/o/r/issues/comments/(\d+)", url.path)
        for comment in github.comments:
            if self.command == "PATCH" and found and comment["id"] == int(found.group(1)):
                comment["body"] = data["body"]
                return self.answer(200, comment)
        self.answer(404, {"message": "Not Found"})

    do_GET = do_POST = do_PATCH = handle_call


class State:
    def __init__(self):
        self.comments, self.calls, self.files = [], [], {}
        self.read_only, self.limit, self.head, self.status = False, 65536, "", 0

    def add(self, login, body):
        self.comments.append({"id": 1000 + len(self.comments), "user": {"login": login}, "body": body})
        return self.comments[-1]

    def written(self):
        return [method for method, _ in self.calls if method != "GET"]


class Case(unittest.TestCase):
    def setUp(self):
        self.github = State()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), GitHub)
        self.server.state = self.github
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = "http://127.0.0.1:{}".format(self.server.server_port)
        self.folder = tempfile.TemporaryDirectory()
        self.repository = Path(self.folder.name) / "repository"
        self.repository.mkdir()
        self.git("init", "-q", "-b", "main")
        self.runs = 0

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.folder.cleanup()

    def git(self, *words):
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *author, *words], cwd=self.repository, check=True, stdout=subprocess.PIPE)
        return done.stdout

    def commit(self, files):
        """Sets files of the repository (None: deleted) and answers the commit."""
        for name, data in files.items():
            path = self.repository / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data) if data is not None else path.unlink()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "drafts")
        return self.git("rev-parse", "HEAD").decode().strip()

    def run_script(self, script, **more):
        environment = {
            "PATH": os.environ["PATH"],
            "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
            "PYTHONUTF8": "1",
            "GITHUB_API_URL": self.url,
            "GITHUB_SERVER_URL": self.url,
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_RUN_ID": "12",
            "GITHUB_STEP_SUMMARY": str(Path(self.folder.name) / "summary.md"),
            "GITHUB_OUTPUT": str(Path(self.folder.name) / "output"),
            "RUNNER_TEMP": self.folder.name,
            "NO_PROXY": "127.0.0.1",
            **more,
        }
        done = subprocess.run(
            [sys.executable, str(HERE / "action" / script)], cwd=self.repository, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        return done.returncode, done.stdout.decode()

    def text(self, name):
        return (Path(self.folder.name) / name).read_text(encoding="utf-8")

    def compare(self, base, head, **more):
        self.runs += 1
        self.output = "report-{}".format(self.runs)
        self.github.head = self.github.head or head
        code, self.log = self.run_script(
            "compare.py", IN_BILLDIFF=BILLDIFF, IN_BASE=base, IN_HEAD=head, IN_PULL="7", IN_OUTPUT=self.output, **more
        )
        self.assertEqual(code, 0, self.log)
        return int(re.findall(r"^exit-code=(\d)$", self.text("output"), re.M)[-1])

    def post(self, **more):
        return self.run_script("post.py", IN_OUTPUT=self.output, IN_TOKEN=TOKEN, **more)

    def body(self, number=1):
        path = self.repository / self.output / "comment-{}.md".format(number)
        return path.read_text(encoding="utf-8")

    def drafts(self):
        base = self.commit({"bills/hr9403.xml": OLD, "README.md": b"ours"})
        return base, self.commit({"bills/hr9403.xml": NEW, "README.md": b"ours, changed"})


def fixture(name, side):
    return (FIXTURES / name / "{}.xml".format(side)).read_bytes()


OLD, NEW = fixture("intelligence-authorization", "old"), fixture("intelligence-authorization", "new")


class Comments(Case):
    def test_the_first_report_is_posted_and_the_next_one_takes_its_place(self):
        base, head = self.drafts()
        self.assertEqual(self.compare(base, head), 0)
        self.assertEqual(self.post()[0], 0)
        self.assertEqual(len(self.github.comments), 1)
        first = self.github.comments[0]["body"]
        self.assertTrue(first.startswith(MARKER + "\n### Bill comparison: H.R. 9403"), first[:200])
        self.assertEqual(first.count("<!--"), 1)
        self.assertIn("<del>quarterly</del><ins>monthly</ins>", first)
        self.assertIn(head[:12], first)

        later = self.commit({"bills/hr9403.xml": NEW.replace(b"monthly", b"weekly")})
        self.github.head = later
        self.assertEqual(self.compare(base, later), 0)
        code, log = self.post()
        self.assertEqual((code, len(self.github.comments)), (0, 1), log)
        second = self.github.comments[0]["body"]
        self.assertIn("<ins>weekly</ins>", second)
        self.assertIn(later[:12], second)
        self.assertEqual(self.github.written(), ["POST", "PATCH"])

    def test_the_comment_is_found_on_a_later_page_and_a_strangers_is_left_alone(self):
        base, head = self.drafts()
        for number in range(130):
            self.github.add("somebody", "comment {}".format(number))
        self.github.add("somebody", MARKER + "\nnot ours")
        self.github.add(BOT, "> quoted: " + MARKER)
        self.github.add(BOT, "<!-- billdiff:report comment=other -->\nthe other report")
        for _ in range(100):
            self.github.add("somebody", "more")
        ours = self.github.add(BOT, MARKER + "\nan old report")
        before = json.dumps([c for c in self.github.comments if c is not ours])
        self.compare(base, head)
        code, log = self.post()
        self.assertEqual(code, 0, log)
        self.assertEqual(self.github.written(), ["PATCH"])
        self.assertIn("H.R. 9403", ours["body"])
        self.assertEqual(json.dumps([c for c in self.github.comments if c is not ours]), before)

    def test_a_fork_may_not_write_and_the_report_is_in_the_summary(self):
        self.github.read_only = True
        base, head = self.drafts()
        self.compare(base, head)
        code, log = self.post()
        self.assertEqual((code, self.github.comments), (0, []), log)
        self.assertIn("::warning::", log)
        summary = self.text("summary.md")
        self.assertIn("### Bill comparison: H.R. 9403", summary)
        self.assertIn("The comment could not be posted", summary)
        # What a second workflow needs is there: it posts from the folder alone, with a token that may.
        self.github.read_only = False
        code, log = self.post(IN_HEAD=head)
        self.assertEqual((code, len(self.github.comments)), (0, 1), log)

    def test_other_trouble_of_the_api_is_a_failure(self):
        base, head = self.drafts()
        self.compare(base, head)
        self.github.status = 500
        code, log = self.post()
        self.assertEqual((code, self.github.comments), (2, []), log)
        self.assertIn("500", log)

    def test_a_report_that_is_too_long_is_posted_smaller(self):
        base, head = self.drafts()
        self.compare(base, head)
        self.github.limit = 8000
        code, log = self.post()
        self.assertEqual(code, 0, log)
        body = self.github.comments[0]["body"]
        self.assertLessEqual(len(body.encode()), 8000)
        self.assertIn("10 of 26 sections differ", body)
        self.assertIn("Left out to keep the report small", body)
        self.github.comments.clear()
        self.github.limit = 50
        code, log = self.post()
        self.assertEqual((code, self.github.comments), (2, []), log)
        self.assertIn("too long", log)

    def test_an_older_run_does_not_overwrite_a_newer_report(self):
        base, head = self.drafts()
        self.compare(base, head)
        self.github.head = "f" * 40
        code, log = self.post()
        self.assertEqual((code, self.github.comments), (0, []), log)
        self.assertIn("not the last commit", log)

    def test_a_folder_that_is_not_ours_is_refused(self):
        base, head = self.drafts()
        self.compare(base, head)
        # A fork that names another pull request: GitHub says that it has another commit.
        code, log = self.post(IN_HEAD="e" * 40)
        self.assertEqual((code, self.github.comments), (0, []), log)
        path = self.repository / self.output / "comment-1.md"
        path.write_text("Words of a stranger\n")
        self.assertEqual(self.post()[0], 2)
        path.unlink()
        self.assertEqual(self.post()[0], 2)
        (self.repository / self.output / "report.json").write_text('{"pull": "7/../8", "head": "", "key": "default"}')
        self.assertEqual(self.post()[0], 2)
        self.assertEqual(self.github.comments, [])

    def test_where_no_bill_was_changed_only_a_comment_that_is_there_is_brought_up_to_date(self):
        base = self.commit({"bills/hr9403.xml": OLD, "README.md": b"ours"})
        head = self.commit({"README.md": b"ours, changed"})
        self.assertEqual(self.compare(base, head), 0)
        self.assertEqual(self.post()[0], 0)
        self.assertEqual(self.github.comments, [])
        self.github.add(BOT, MARKER + "\nwhat an earlier push changed")
        self.assertEqual(self.post()[0], 0)
        self.assertIn("no bill of these paths was changed", self.github.comments[0]["body"])


class Reports(Case):
    def test_a_failed_comparison_says_failed(self):
        base, _ = self.drafts()
        head = self.commit({"bills/hr9403.xml": b"no bill at all\n"})
        self.assertEqual(self.compare(base, head), 2)
        self.assertEqual(self.post()[0], 0)
        body = self.github.comments[0]["body"]
        self.assertTrue(body.startswith(MARKER + "\n### Bill comparison: FAILED, nothing was compared\n"), body)
        self.assertIn("this is no bill", body)
        self.assertIn("FAILED, nothing was compared", self.text("summary.md"))

    def test_one_failed_bill_of_two_is_told_beside_the_other(self):
        base = self.commit({"bills/a.xml": OLD, "bills/b.xml": OLD})
        head = self.commit({"bills/a.xml": b"no bill at all\n", "bills/b.xml": NEW})
        self.assertEqual(self.compare(base, head, IN_EXIT_CODE="true"), 2)
        body = self.body()
        self.assertIn("### Bill comparison: FAILED for 1 of 2 bills\n", body)
        self.assertIn("10 of 26 sections differ", body)

    def test_a_program_that_cannot_be_run_and_a_wrong_kind_are_failures(self):
        base, head = self.drafts()
        self.assertEqual(self.compare(base, head, IN_FAIL_ON="no-such-kind"), 2)
        self.assertIn("FAILED, nothing was compared", self.body())
        global BILLDIFF
        kept, BILLDIFF = BILLDIFF, str(self.repository / "no-such-program")
        try:
            self.assertEqual(self.compare(base, head), 2)
        finally:
            BILLDIFF = kept
        self.assertIn("FAILED, nothing was compared", self.body())

    def test_a_checkout_without_the_base_says_what_to_do(self):
        _, head = self.drafts()
        self.assertEqual(self.compare("1" * 40, head), 2)
        self.assertIn("FAILED, nothing was compared", self.body())
        self.assertIn("fetch&#45;depth", self.body())

    def test_exit_codes_are_as_configured(self):
        base, head = self.drafts()
        self.assertEqual(self.compare(base, head), 0)
        self.assertEqual(self.compare(base, head, IN_EXIT_CODE="true"), 1)
        self.assertIn("fails as configured", self.body())
        (self.repository / ".billdiff.toml").write_text("exit-code = true\n")
        self.assertEqual(self.compare(base, head), 1)
        self.assertIn("fails as configured** (the policy file)", self.body())
        (self.repository / ".billdiff.toml").unlink()
        self.assertEqual(self.compare(base, head, IN_FAIL_ON="deadline, amount"), 1)
        self.assertEqual(self.compare(base, head, IN_FAIL_ON="sunset"), 0)
        self.assertNotIn("fails as configured", self.body())
        printed = self.commit({"bills/hr9403.xml": NEW.replace(b"><", b">\n<")})
        self.assertEqual(self.compare(head, printed, IN_EXIT_CODE="true"), 0)

    def test_the_old_draft_is_where_the_branch_began(self):
        base, head = self.drafts()
        self.git("checkout", "-q", "-b", "meanwhile", base)
        gone_on = self.commit({"bills/hr9403.xml": OLD.replace(b"quarterly", b"yearly")})
        self.compare(gone_on, head)
        self.assertIn("<del>quarterly</del>", self.body())

    def test_renamed_new_and_deleted_files_and_globs(self):
        base = self.commit({"bills/a.xml": OLD, "bills/gone.xml": fixture("moved", "old"), "other/x.xml": OLD})
        self.git("mv", "bills/a.xml", "bills/in committee.xml")
        new = fixture("retitled", "new")
        changed = OLD.replace(b"quarterly", b"monthly")
        head = self.commit({
            "bills/in committee.xml": changed, "bills/gone.xml": None, "bills/new.xml": new, "other/x.xml": NEW,
            "bills/notes.md": b"no bill",
        })
        self.assertEqual(self.compare(base, head, IN_PATHS="bills/**\n!**/*.md"), 0)
        body = self.body()
        self.assertIn("3 changed files", body)
        self.assertIn("<code>bills&#47;new&#46;xml</code> is new", body)
        self.assertIn("<code>bills&#47;gone&#46;xml</code> was deleted", body)
        self.assertIn("<del>quarterly</del><ins>monthly</ins>", body)
        self.assertNotIn("other", body)
        left = sorted(path.name for path in (self.repository / self.output).glob("*.html"))
        self.assertEqual(len(left), 1, left)
        self.assertEqual(self.git("status", "--short"), b"")

    def test_links_lead_to_the_lines_at_the_commit(self):
        base, head = self.drafts()
        self.compare(base, head)
        links = re.findall(r"\[(Sec[^\]]*)\]\(([^)]*)#L(\d+)\)", self.body())
        self.assertGreaterEqual(len(links), 10)
        for cite, address, line in links:
            commit, path = unquote(address).split("/blob/")[1].split("/", 1)
            lines = self.git("show", "{}:{}".format(commit, path)).decode().splitlines()
            number = cite.split()[-1]
            self.assertIn(">{}.<".format(number), lines[int(line) - 1], (cite, address))

    def test_several_bills_share_the_room_and_none_is_lost(self):
        names = ["bills/hr{}.xml".format(number) for number in range(9400, 9412)]
        base = self.commit({name: OLD for name in names})
        head = self.commit({name: NEW.replace(b"monthly", name.encode()) for name in names})
        self.compare(base, head, IN_MAX_BYTES="16000")
        sizes = []
        for rung in range(1, 9):
            if not (self.repository / self.output / "comment-{}.md".format(rung)).is_file():
                break
            body = self.body(rung)
            sizes.append(len(body.encode()))
            self.assertLessEqual(sizes[-1], 16000 >> (rung - 1))
            told = body.count("of 26 sections differ") + len(re.findall(r"redesignated, \d+ moved sections", body))
            more = re.search(r"- (\d+) more bills", body)
            self.assertEqual(told + int(more.group(1) if more else 0), 12, body)
        self.assertGreaterEqual(len(sizes), 3)
        self.assertGreaterEqual(sizes[0], 12000)

    def test_names_of_files_are_neither_markup_nor_commands(self):
        name = "bills/<img src=x>@team `a` [b](c)\n::error::gotcha ##[group]x.xml"
        base = self.commit({name: OLD, "bills/b.xml": OLD})
        head = self.commit({name: b"no bill", "bills/b.xml": NEW})
        self.assertEqual(self.compare(base, head), 2)
        body = self.body()
        self.assertIn("FAILED for 1 of 2", body)
        for text in ("<img", "@team", "`a`", "[b]", "gotcha ##"):
            self.assertNotIn(text, body)
        for line in self.log.splitlines():
            self.assertNotIn("##[", line)
            self.assertRegex(line, r"^(::error::)?billdiff: ")


class Program(Case):
    def archive(self):
        version = re.search(r'^version = "([^"]+)"', (HERE / "Cargo.toml").read_text(), re.M).group(1)
        machine = "aarch64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
        system = {"Linux": "unknown-linux-musl", "Darwin": "apple-darwin"}[platform.system()]
        name = "billdiff-{}-{}-v{}".format(machine, system, version)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as tar:
            entry = tarfile.TarInfo(name + "/billdiff")
            entry.size = 9
            tar.addfile(entry, io.BytesIO(b"a program"))
        root = "/o/billdiff/releases/download/v{}/".format(version)
        return root, name + ".tar.gz", packed.getvalue()

    @unittest.skipIf(platform.system() == "Windows", "the archive is another one")
    def test_a_release_is_taken_only_with_its_hash(self):
        root, name, data = self.archive()
        sums = "{}  {}\n".format(hashlib.sha256(data).hexdigest(), name)
        self.github.files = {root + name: data, root + "SHA256SUMS": sums.encode()}
        code, log = self.run_script("install.py", IN_REPOSITORY="o/billdiff")
        self.assertEqual(code, 0, log)
        place = Path(re.findall(r"^billdiff=(.*)$", self.text("output"), re.M)[-1])
        self.assertEqual(place.read_bytes(), b"a program")
        self.assertTrue(os.access(place, os.X_OK))
        place.unlink()
        self.github.files[root + name] = data + b"!"
        code, log = self.run_script("install.py", IN_REPOSITORY="o/billdiff")
        self.assertEqual((code, place.exists()), (2, False), log)
        del self.github.files[root + name]
        self.assertEqual(self.run_script("install.py", IN_REPOSITORY="o/billdiff")[0], 2)

    def test_a_named_program_must_be_there(self):
        self.assertEqual(self.run_script("install.py", IN_BILLDIFF=BILLDIFF)[0], 0)
        self.assertEqual(self.run_script("install.py", IN_BILLDIFF="no-such-billdiff")[0], 2)


class Definitions(unittest.TestCase):
    def test_no_expression_stands_in_a_script(self):
        for path in (HERE / "action.yml", HERE / "action" / "post" / "action.yml"):
            scripts = re.findall(r"^ *(?:- )?run: *(.*)$", path.read_text(), re.M)
            self.assertTrue(scripts)
            for script in scripts:
                self.assertNotIn("${{", script)
                # A block would hide from this test.
                self.assertNotRegex(script, r"^[|>]")

    def test_what_the_action_hands_over_is_read_and_what_is_read_is_handed_over(self):
        given = set(re.findall(r"^ +(IN_[A-Z_]+):", (HERE / "action.yml").read_text(), re.M))
        given |= set(re.findall(r"^ +(IN_[A-Z_]+):", (HERE / "action" / "post" / "action.yml").read_text(), re.M))
        scripts = "".join(path.read_text() for path in (HERE / "action").glob("*.py"))
        self.assertEqual(given, set(re.findall(r'"(IN_[A-Z_]+)"', scripts)))

    @unittest.skipIf(platform.system() == "Windows", "the hook's shell is Git's there")
    def test_the_hook_passes_bills_and_stops_what_is_none(self):
        text = (HERE / ".pre-commit-hooks.yaml").read_text()
        entry = shlex.split(re.search(r"^  entry: (.*)$", text, re.M).group(1))
        bill = str(FIXTURES / "intelligence-authorization" / "old.xml")
        run = functools.partial(
            subprocess.run, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, PATH=str(Path(BILLDIFF).parent) + os.pathsep + os.environ["PATH"]),
        )
        self.assertEqual(run([*entry, bill, bill]).returncode, 0)
        stopped = run([*entry, str(HERE / "Cargo.toml"), bill])
        self.assertEqual(stopped.returncode, 1)
        self.assertIn(b"Cargo.toml", stopped.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BILLDIFF = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
