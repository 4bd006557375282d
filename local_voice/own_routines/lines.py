"""Finding the line of a key, which the TOML reader of the standard library does not tell.

It scans the text, and knows the ways a routine file is usually written: ``key = ...``, tables under
``[[blocks]]`` and ``[[blocks.steps]]``, and lists of tables in braces. A key in quotes, or several
joined by dots, it does not find; then the line is that of the block or step around it, or none.
"""

import re

from local_voice.own_routines.errors import Place

_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"""'
    r"|'''[\s\S]*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
)
_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([\w.\- \t]+?)[ \t]*\]", re.MULTILINE)

Span = tuple[int, int]


def line_of(text: str, place: Place) -> int | None:
    """The line, counted from 1, of what a place names, or of the nearest thing found around it."""
    bare = _STRING_OR_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    span, found, path = (0, len(bare)), None, ""
    parts = list(place)
    while parts:
        key = parts.pop(0)
        index = parts.pop(0) if parts and isinstance(parts[0], int) else None
        path = f"{path}.{key}" if path else str(key)
        inner = _inner(bare, span, path, str(key), index if isinstance(index, int) else None)
        if inner is None:
            break
        span = inner
        found = span[0]
    return None if found is None else bare.count("\n", 0, found) + 1


def _inner(bare: str, span: Span, path: str, key: str, index: int | None) -> Span | None:
    """Where in a span a key's value, or the numbered one of its tables, is written."""
    tables = _tables(bare, span, path)
    if tables:
        return tables[min(index or 0, len(tables) - 1)]
    in_braces = bare.startswith("{", span[0])
    before = r"(?:^|[{,])" if in_braces else "^"
    body = span if in_braces else (span[0], _end_of_keys(bare, span))
    written = re.compile(rf"{before}[ \t]*({re.escape(key)})[ \t]*=", re.MULTILINE)
    match = written.search(bare, *body)
    if match is None:
        return None
    if index is None:
        return match.start(1), body[1]
    items = _items(bare, match.end(), body[1])
    return items[index] if index < len(items) else (match.start(1), body[1])


def _tables(bare: str, span: Span, path: str) -> list[Span]:
    """The tables under ``[[path]]`` headers, each up to the next header that is not inside it."""
    headers = [
        (match.start(1), "".join(match[1].split())) for match in _HEADER.finditer(bare, *span)
    ]
    tables = []
    for number, (start, name) in enumerate(headers):
        if name == path:
            later = (at for at, other in headers[number + 1 :] if not other.startswith(f"{path}."))
            tables.append((start, next(later, span[1])))
    return tables


def _end_of_keys(bare: str, span: Span) -> int:
    """Where the keys of a table end, as the first table within it begins."""
    own_header = _HEADER.match(bare, bare.rfind("\n", 0, span[0]) + 1)
    first = own_header.end() if own_header else span[0]
    inside = _HEADER.search(bare, first, span[1])
    return inside.start() if inside else span[1]


def _items(bare: str, begin: int, end: int) -> list[Span]:
    """The tables in braces of the list that begins here."""
    items: list[Span] = []
    depth, start = 0, begin
    for at in range(begin, end):
        if bare[at] in "[{":
            depth += 1
            if bare[at] == "{" and depth == 2:
                start = at
        elif bare[at] in "]}":
            depth -= 1
            if bare[at] == "}" and depth == 1:
                items.append((start, at + 1))
            if depth == 0:
                break
    return items
