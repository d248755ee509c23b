#!/usr/bin/env python3
"""A made-up Congress: folders of bills in bill DTD XML, for runs at the size of a real one.

    python3 benches/congress.py FOLDER [--files 20000] [--seed 1] [--revise]

Writes FOLDER/BILLS-121{type}{number}{version}.xml. Sizes are drawn like those of a real Congress (median 8 kB, 99th
percentile 212 kB, largest 9 MB); words come from a vocabulary of our own, by frequency as in any text. The same seed
gives the same bytes. With --revise some bills are changed, dropped and added, as a second folder to be compared with.
About 0.5 GB for 20,000 files: choose a folder outside the repository, and delete it after use.
"""

import argparse
import math
import pathlib
import random

MEDIAN, P99, MOST = 8_000, 212_000, 9_000_000
SPREAD = math.log(P99 / MEDIAN) / 2.326
# Of 10,000 bills this one is as large as the largest there is.
LARGEST = 777

OPENINGS = ["Not later than 180 days after the date of enactment of this Act, the", "The", "Each", "No", "In carrying out this section, the",
            "Subject to subsection (b), the", "For fiscal year 2031, the", "Upon the request of the owner, the"]
ACTORS = ["Harbor Master", "Keeper of the Lights", "Office of Tides", "Commissioner of Ferries", "Board of Lamps", "Postmaster",
          "Surveyor of Reefs", "Inspector of Ropes"]
DUTIES = ["shall", "may", "shall not", "is authorized to"]
SYLLABLES = ["ba", "cor", "dun", "el", "fa", "gri", "hol", "im", "jen", "kor", "lum", "mar", "nes", "or", "pel", "qua", "ris", "sol",
             "tan", "ul", "ver", "wil", "yor", "zan"]


def vocabulary(chance):
    """Words, the commonest first."""
    words, seen = [], set()
    while len(words) < 12_000:
        word = "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((1, 2, 2, 3, 3, 4))))
        if word not in seen:
            seen.add(word)
            words.append(word)
    return words


class Drafter:
    def __init__(self, seed, words):
        self.chance = random.Random(seed)
        self.words = words

    def word(self):
        # Zipf's law: the rank is drawn evenly on a logarithmic scale.
        return self.words[int(len(self.words) ** self.chance.random()) - 1]

    def sentence(self):
        chance = self.chance
        middle = []
        for _ in range(chance.randint(8, 30)):
            middle.append(self.word())
            if chance.random() < 0.35:
                middle.append(chance.choice(("of the", "in a", "and", "or the", "to each", "for", "under", "by the")))
        return f"{chance.choice(OPENINGS)} {chance.choice(ACTORS)} {chance.choice(DUTIES)} {' '.join(middle)}."

    def section(self, number):
        parts = [f"<section><enum>{number}.</enum><header>{self.word().title()} of {self.word()}</header>"]
        for letter in "abcdefgh"[: self.chance.randint(1, 5)]:
            parts.append(f"<subsection><enum>({letter})</enum><header>{self.word().title()}</header><text>{self.sentence()}</text>")
            for item in range(1, self.chance.choice((1, 1, 3, 5))):
                parts.append(f"<paragraph><enum>({item})</enum><text>{self.sentence()}</text></paragraph>")
            parts.append("</subsection>")
        return "".join(parts) + "</section>"

    def size(self, number):
        if number % 10_000 == LARGEST:
            return MOST
        return min(MOST, MEDIAN * math.exp(SPREAD * self.chance.gauss(0, 1)))

    def sections(self, size):
        sections, total = [], 600
        while total < size:
            sections.append(self.section(len(sections) + 1))
            total += len(sections[-1])
        return sections or [self.section(1)]

    def revised(self, sections):
        """One section out, one in, some sentences rewritten."""
        chance = self.chance
        sections = list(sections)
        if len(sections) > 2:
            del sections[chance.randrange(len(sections))]
        at = chance.randrange(len(sections) + 1)
        sections.insert(at, self.section(900 + at))
        changed = chance.randrange(len(sections))
        sections[changed] = sections[changed].replace(" shall ", " may ", 1).replace(".</text>", f" {self.word()}.</text>", 1)
        return sections


def write(folder, kind, number, sections):
    name = {"hr": "H. R.", "s": "S."}[kind]
    version = {"hr": "ih", "s": "is"}[kind]
    house = "House of Representatives" if kind == "hr" else "Senate"
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd">\n'
        f'<bill bill-stage="Introduced-in-{house.split()[0]}"><form><congress>121st CONGRESS</congress><session>1st Session</session>'
        f"<legis-num>{name} {number}</legis-num><current-chamber>IN THE {house.upper()}</current-chamber>"
        "<legis-type>A BILL</legis-type><official-title>To keep the lamps.</official-title></form><legis-body>\n"
        + "\n".join(sections)
        + "\n</legis-body></bill>\n"
    )
    (folder / f"BILLS-121{kind}{number}{version}.xml").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--revise", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    words = vocabulary(random.Random(121))
    for number in range(1, arguments.files + 1):
        # Each bill has its own seed: fewer files are the first of more.
        drafter = Drafter(arguments.seed * 1_000_003 + number, words)
        sections = drafter.sections(drafter.size(number))
        if arguments.revise:
            lot = drafter.chance.random()
            if lot < 0.02:
                continue
            if lot < 0.22:
                sections = drafter.revised(sections)
        write(arguments.folder, "hr" if number % 3 else "s", number, sections)


if __name__ == "__main__":
    main()
