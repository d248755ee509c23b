#!/usr/bin/env python3
"""The words of a bill in XML, a provision's own words on a line: what tools that compare lines or words are given.

    python3 benches/plain.py BILL.xml > BILL.txt
"""

import sys
import xml.etree.ElementTree as ElementTree

PROVISIONS = {"section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "quoted-block", "title",
              "subtitle", "division", "part", "chapter", "appropriations-major", "appropriations-intermediate", "appropriations-small"}


def lines(root):
    found, stack = [[]], [(body, "before") for body in reversed(list(root.iter("legis-body")))]
    while stack:
        element, when = stack.pop()
        if when == "after":
            found[-1].extend((element.tail or "").split())
            continue
        if element.tag in PROVISIONS:
            found.append([])
        found[-1].extend((element.text or "").split())
        for child in reversed(element):
            stack += [(child, "after"), (child, "before")]
    return (" ".join(words) for words in found if words)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    for line in lines(ElementTree.parse(sys.argv[1]).getroot()):
        print(line)
