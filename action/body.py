"""The body of the comment and of the job summary: every bill's report in the room that there is.

The reports themselves are billdiff's (`--format markdown --max-bytes`); here they are set one below the other, with
what only the pull request knows: commits, links to lines, files that are new or gone, comparisons that failed.
"""

import re
from urllib.parse import quote

from common import code, escaped, marker

# billdiff's own smallest report (--max-bytes).
SMALLEST = 2000
MOST_LINKS = 20
# Formats that GitHub shows as source, where a link to a line leads to it. Markdown does only with ?plain=1.
LINED = (".xml", ".txt", ".htm", ".html", ".md")


def size(text):
    return len(text.encode("utf-8"))


def body(report, room):
    """Markdown of at most `room` bytes, as long as that holds what is always told."""
    head = "{}\n{}".format(marker(report.key), heading(report.bills, report.error))
    foot = footer(report)
    lists = listed(report, room // 3)
    left = room - size(head) - size(foot) - size(lists)
    return head + lists + reports(report, left) + foot


def heading(bills, error):
    failed = sum(bill.state == "failed" for bill in bills)
    tried = sum(bill.state in ("failed", "compared") for bill in bills)
    if error or (failed and failed == tried):
        return "### Bill comparison: FAILED, nothing was compared\n\n"
    if failed:
        return "### Bill comparison: FAILED for {} of {} bills\n\n".format(failed, tried)
    if not bills:
        return "### Bill comparison: no bill of these paths was changed\n\n"
    if tried == 1 and len(bills) == 1:
        # The report has this heading itself.
        return ""
    return "### Bill comparison: {} changed {}\n\n".format(len(bills), "file" if len(bills) == 1 else "files")


def listed(report, room):
    """What failed first, then the policy, then what cannot be compared."""
    lines = []
    if report.error:
        lines.append("- {}".format(code(report.error)))
    for bill in report.bills:
        if bill.state == "failed":
            lines.append("- FAILED: {}: {}".format(code(bill.path), code(bill.message)))
    for bill in report.bills:
        if bill.code == 1:
            lines.append("- **The check fails as configured** ({}): {}".format(escaped(report.policy), code(bill.path)))
    for bill in report.bills:
        if bill.state == "new":
            lines.append("- {} is new: there is nothing to compare it with.".format(code(bill.path)))
        elif bill.state == "gone":
            lines.append("- {} was deleted.".format(code(bill.path)))
    return shortened(lines, room, "files are not listed for want of room.")


def shortened(lines, room, left_out):
    kept = []
    for line in lines:
        if size("\n".join(kept)) + size(line) > room:
            kept.append("- {} more {}".format(len(lines) - len(kept), left_out))
            break
        kept.append(line)
    return "\n".join(kept) + "\n\n" if kept else ""


def reports(report, room):
    """The reports in equal shares of the room, as many as have room for the smallest one; of the rest, counts."""
    bills = [bill for bill in report.bills if bill.state == "compared"]
    links = [files(report, bill, room >= 4 * SMALLEST) for bill in bills]
    for shown in range(len(bills), -1, -1):
        rest = counted(bills[shown:], min(room, SMALLEST))
        left = room - size(rest)
        if left >= sum(SMALLEST + size(link) for link in links[:shown]):
            break
    return shared(bills[:shown], links[:shown], left) + rest


def shared(bills, links, room):
    """Short reports whole, and what they leave for the long ones."""
    room -= sum(map(size, links))
    whole = [size(bill.markdown(max(room, SMALLEST))) for bill in bills]
    shares = {}
    for done, index in enumerate(sorted(range(len(bills)), key=whole.__getitem__)):
        shares[index] = min(whole[index], room // (len(bills) - done))
        room -= shares[index]
    return "".join(
        bill.markdown(max(shares[index], SMALLEST)) + links[index] for index, bill in enumerate(bills)
    )


def counted(bills, room):
    if not bills:
        return ""
    lines = ["- {}: {}".format(code(bill.path), counts(bill)) for bill in bills]
    told = shortened(lines, room, "bills were compared; their counts are in the artifact.")
    return "**Left out to keep the report small**; the reports are in the job's artifact:\n\n" + told


def counts(bill):
    sections = bill.data["summary"]["sections"]
    told = ["{} {}".format(sections[kind], kind) for kind in ("added", "dropped", "changed", "redesignated", "moved")]
    return ", ".join(told) + " sections"


def files(report, bill, with_lines):
    """Where to look: both files at their commits, and the changed provisions at their lines."""
    old, new = (report.blob(report.base, bill.old_path), report.blob(report.head, bill.path))
    line = "Files: [old]({}), [new]({})".format(old, new)
    if with_lines and bill.path.lower().endswith(LINED):
        places = [place for place in map(lambda p: where(report, bill, p), bill.data["provisions"]) if place]
        if places:
            line += ". Lines: " + ", ".join(places[:MOST_LINKS])
        if len(places) > MOST_LINKS:
            line += ", and {} more in the JSON report".format(len(places) - MOST_LINKS)
    return "<sub>{}</sub>\n\n".format(line)


def where(report, bill, provision):
    if provision["change"] in ("unchanged", "form_only"):
        return None
    for side, commit, path in (("new", report.head, bill.path), ("old", report.base, bill.old_path)):
        place = provision.get(side)
        if place and place.get("location", {}).get("line"):
            plain = "?plain=1" if path.lower().endswith(".md") else ""
            address = "{}{}#L{}".format(report.blob(commit, path), plain, int(place["location"]["line"]))
            return "[{}]({})".format(escaped(place["cite"]), address)
    return None


def footer(report):
    told = "Compared {} with {}.".format(code(report.base[:12] or "?"), code(report.head[:12] or "?"))
    if report.run:
        told += " JSON and pages are in the artifact of [this run]({}).".format(report.run)
    return "<sub>{}</sub>\n".format(told)


def address(*parts):
    """A URL of parts that are quoted: nothing in a path can leave the link."""
    return "/".join(quote(part, safe="/:") for part in parts)


def without_marker(markdown):
    """billdiff's own first line: the comment has one marker, with its key."""
    return re.sub(r"\A<!-- billdiff:report [^>]*-->\n", "", markdown)
