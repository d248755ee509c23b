"""The Word document in LibreOffice: accepts and rejects all its changes and holds the words against `billdiff text`.

    python3 tests/word/libreoffice.py BILLDIFF OLD NEW [OLD NEW ...]

Exit code 0 where every document comes back to both texts, 1 where one does not, 77 where LibreOffice or its bridge to
Python (Debian: python3-uno) is missing. Word's own commands are dispatched, so what is tested is what a reader's click does.

LibreOffice 7.4 without a window breaks down when it shows a document with comments; they are taken out of the copies. They are no
text of the bill.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

MISSING = 77
COMMENT = re.compile(
    r'<w:commentRange(?:Start|End) [^>]*/>|<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference [^>]*/></w:r>'
)
# Left where a comment's mark was tracked.
HOLLOW = re.compile(r"<w:(ins|del|moveFrom|moveTo) [^>]*></w:\1>")


def main(billdiff, *drafts):
    try:
        import uno
    except ImportError:
        return missing("the Python module 'uno' is missing")
    office = shutil.which("soffice")
    if office is None:
        return missing("there is no soffice on the path")
    failed = 0
    with tempfile.TemporaryDirectory() as scratch, Office(uno, office, scratch) as running:
        for old, new in zip(drafts[::2], drafts[1::2], strict=True):
            document = Path(scratch) / "changes.docx"
            subprocess.run([billdiff, old, new, "-o", document], check=True)
            without_comments(document)
            for command, draft in [("RejectAllTrackedChanges", old), ("AcceptAllTrackedChanges", new)]:
                paragraphs, redlines = running.after(document, command)
                told = " ".join(paragraphs).split()
                wanted = run(billdiff, "text", draft).split()
                # Word cannot take away the last mark of a document: an empty paragraph may close it.
                empty = sum(not paragraph.strip() for paragraph in paragraphs[:-1])
                is_right = told == wanted and redlines == 0 and empty == 0
                failed += not is_right
                said = "same words" if told == wanted else f"OTHER WORDS: {parting(told, wanted)}"
                print(f"{draft}: {command}: {said}, {len(wanted)} words, {redlines} changes left, {empty} empty paragraphs", flush=True)
    return int(failed > 0)


def missing(what):
    print(f"SKIPPED the Word document in LibreOffice: {what}")
    return MISSING


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def parting(told, wanted):
    at = next((at for at, (a, b) in enumerate(zip(told, wanted)) if a != b), min(len(told), len(wanted)))
    return f"{told[max(0, at - 4):at + 4]} for {wanted[max(0, at - 4):at + 4]}"


def without_comments(document):
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = COMMENT.sub("", parts["word/document.xml"].decode())
    parts["word/document.xml"] = HOLLOW.sub("", body).encode()
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


class Office:
    """A LibreOffice of our own, with a profile of its own, spoken to through a pipe."""

    def __init__(self, uno, office, scratch):
        self.uno = uno
        pipe = f"billdiff{time.time_ns()}"
        profile = (Path(scratch) / "profile").as_uri()
        self.process = subprocess.Popen(
            [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"

    def __enter__(self):
        local = self.uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                self.context = resolver.resolve(self.address)
                break
            except Exception:  # Not listening yet: the bridge has no name for it that can be imported before.
                time.sleep(0.5)
        else:
            self.process.kill()
            raise SystemExit("soffice does not answer")
        self.desktop = self.service("com.sun.star.frame.Desktop")
        return self

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
        except Exception:  # It goes while it answers.
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def after(self, document, command):
        """The paragraphs of a document after a command, and how many changes are left."""
        hidden = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        hidden.Name, hidden.Value = "Hidden", True
        opened = self.desktop.loadComponentFromURL(document.as_uri(), "_blank", 0, (hidden,))
        dispatcher = self.service("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(opened.CurrentController.Frame, f".uno:{command}", "", 0, ())
        redlines = sum(1 for _ in each(opened.Redlines))
        paragraphs = [text.String for text in each(opened.Text) if text.supportsService("com.sun.star.text.Paragraph")]
        opened.close(True)
        return paragraphs, redlines


def each(container):
    elements = container.createEnumeration()
    while elements.hasMoreElements():
        yield elements.nextElement()


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
