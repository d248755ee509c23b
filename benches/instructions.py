#!/usr/bin/env python3
"""Instructions that billdiff executes: counts that can be compared across commits, on a busy machine too.

    python3 benches/instructions.py BIN                    five fixed jobs against the counts of instructions.json
    python3 benches/instructions.py BIN --update REASON    store the counts of this program
    python3 benches/instructions.py BIN --growth           how the work grows with the input

Runs BIN under `valgrind --tool=cachegrind`, on one core, so that threads do not matter. The drafts are made up (`congress.py`)
and the same everywhere. A job that needs more than 5 % above the stored count fails; so does a doubled input that takes more
than 2.4 times the work. Counts of another compiler are not comparable: that is said, and nothing is checked.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from congress import Drafter, vocabulary  # noqa: E402
import random  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
STORED = HERE / "instructions.json"
FIXTURE = HERE.parent / "fixtures" / "intelligence-authorization"
MOST = 1.05
MOST_GROWTH = 2.4
WORDS = vocabulary(random.Random(121))


def drafter(seed):
    return Drafter(seed, WORDS)


def sections(seed, count):
    maker = drafter(seed)
    return [maker.section(number) for number in range(1, count + 1)]


def xml(path, sections):
    path.write_text(
        '<?xml version="1.0"?>\n<bill bill-stage="Introduced-in-House"><form><congress>121st CONGRESS</congress>'
        "<session>1st Session</session><legis-num>H. R. 1</legis-num><legis-type>A BILL</legis-type>"
        "<official-title>To keep the lamps.</official-title></form><legis-body>\n" + "\n".join(sections) + "\n</legis-body></bill>\n",
        encoding="utf-8",
    )
    return path


def print_of(path, sections):
    """The same sections as GPO's text has them."""
    lines = ["121st CONGRESS", "  1st Session", "H. R. 1".center(72).rstrip(), "", "A BILL".center(72).rstrip(), "",
             "   To keep the lamps.", "", "    Be it enacted by the Senate and House of Representatives of the ",
             "United States of America in Congress assembled,", ""]
    for section in sections:
        number, heading = re.search(r"<enum>(\d+)\.</enum><header>(.*?)</header>", section).groups()
        lines += [f"{'SECTION' if number == '1' else 'SEC.'} {number}. {heading.upper()}.", ""]
        for level, enum, header, text in re.findall(
            r"<(subsection|paragraph)><enum>(\(\w+\))</enum>(?:<header>(.*?)</header>)?<text>(.*?)</text>", section
        ):
            indent = " " * (4 if level == "subsection" else 8)
            run = f"{enum} {header}.--{text}" if header else f"{enum} {text}"
            lines += textwrap.wrap(run, 72, initial_indent=indent, subsequent_indent=indent[4:])
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def instructions(program, arguments):
    """Executed by one run."""
    command = [program, *map(str, arguments)]
    if shutil.which("taskset"):
        command = ["taskset", "-c", str(min(os.sched_getaffinity(0))), "valgrind", "--tool=cachegrind", "--cache-sim=no",
                   "--cachegrind-out-file=/dev/null", *command]
    else:
        command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    run = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if run.returncode not in (0, 1) or not found:
        sys.exit(f"{' '.join(command)} failed with {run.returncode}:\n{run.stderr}")
    return int(found[1].replace(",", ""))


def jobs(folder):
    """Name and arguments of the five."""
    old = sections(1, 300)
    changed = drafter(2).revised(old)
    shuffled = list(old)
    random.Random(3).shuffle(shuffled)
    drafts = {"old": old, "changed": changed, "shuffled": shuffled, "other": sections(4, 300)}
    files = {name: xml(folder / f"{name}.xml", content) for name, content in drafts.items()}
    prints = [print_of(folder / f"{name}.txt", drafts[name]) for name in ("old", "changed")]
    return {
        "fixture": [FIXTURE / "old.xml", FIXTURE / "new.xml"],
        "changed, redline": [files["old"], files["changed"], "--format", "redline"],
        "shuffled, JSON": [files["old"], files["shuffled"], "--format", "json"],
        "unrelated, Markdown": [files["old"], files["other"], "--format", "markdown"],
        "prints, summary": prints,
    }


def compiler():
    return subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.strip()


def check(counts):
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    here = compiler()
    if stored["compiler"] != here:
        print(f"SKIPPED instruction counts: those stored are of {stored['compiler']}, this is {here}")
        return 0
    worst = 0
    for name, count in counts.items():
        before = stored["jobs"][name]
        worst = max(worst, count / before)
        print(f"{name:22} {count:>14,} {before:>14,} {100 * (count / before - 1):+6.1f} %")
    if worst > MOST:
        print(f"more than {MOST - 1:.0%} above the stored count: find the cause, or store the new ones with --update and say why")
    return int(worst > MOST)


def growth_cases():
    """Name, sizes, and the two lists of sections of each size."""
    bill = sections(5, 40)

    def equal_numbers(n):
        same = [re.sub(r"<enum>\d+\.", "<enum>1.", section, count=1) for section in sections(6, n)]
        return same, drafter(7).revised(same)

    def short(n):
        maker = drafter(8)
        body = [f"<section><enum>{at}.</enum><header>{maker.word()}</header><text>{maker.sentence()}</text></section>" for at in range(n)]
        return body, drafter(9).revised(body)

    def long(n):
        maker = drafter(10)
        text = [maker.word() for _ in range(n)]
        other = [maker.word() if at % 50 == 0 else word for at, word in enumerate(text)]
        one = lambda words: [f"<section><enum>1.</enum><header>Long</header><text>{' '.join(words)}</text></section>"]
        return one(text), one(other)

    def shuffled(n):
        body = sections(11, n)
        other = list(body)
        random.Random(12).shuffle(other)
        return body, other

    def repetitive(n):
        body = [f"<section><enum>{at}.</enum><header>Lamps</header><text>The Keeper shall light each lamp.</text></section>" for at in range(n)]
        return body, [section.replace("each", "every") if at % 3 == 0 else section for at, section in enumerate(body)]

    return [
        ("copies of a bill", (1, 2, 4, 8), lambda n: (bill * n, drafter(13).revised(bill * n))),
        ("equal section numbers", (75, 150, 300), equal_numbers),
        ("short sections", (1_250, 2_500, 5_000), short),
        ("words of one section", (50_000, 100_000, 200_000), long),
        ("unrelated bills", (100, 200, 400), lambda n: (sections(14, n), sections(15, n))),
        ("shuffled sections", (100, 200, 400), shuffled),
        ("repetitive text", (500, 1_000, 2_000), repetitive),
    ]


def growth(program, folder):
    worst = 0
    for name, sizes, make in growth_cases():
        counts = []
        for size in sizes:
            old, new = make(size)
            counts.append(instructions(program, [xml(folder / "old.xml", old), xml(folder / "new.xml", new), "--format", "redline"]))
        ratios = [later / earlier for earlier, later in zip(counts, counts[1:])]
        worst = max(worst, *ratios)
        told = ", ".join(f"{size:,}: {count / 1e6:,.0f} M" for size, count in zip(sizes, counts))
        print(f"{name:22} {told}; twice as much is {', '.join(f'{ratio:.2f}' for ratio in ratios)} times the work")
    print(f"worst: {worst:.2f} times the work for twice the input; the bound is {MOST_GROWTH}")
    return int(worst > MOST_GROWTH)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--update", metavar="REASON")
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("SKIPPED instruction counts: valgrind is not installed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if arguments.growth:
            return growth(arguments.program, pathlib.Path(folder))
        counts = {name: instructions(arguments.program, job) for name, job in jobs(pathlib.Path(folder)).items()}
    if not arguments.update:
        return check(counts)
    stored = {"reason": arguments.update, "compiler": compiler(), "jobs": counts}
    STORED.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
