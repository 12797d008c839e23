"""Whether an expression can match the same text in so many ways that a backtracking engine does not come to an end.

The expression is made an automaton of positions (Glushkov's), with the number of ways from one to the next. Two
different ways from a position back to itself over the same text mean that each repetition of that text doubles what is
tried (Weideman et al., *Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity
of NFA*);
repetitions of the same characters in a row mean a power of its length. Neither does harm where the rest cannot fail.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace

from backend_review.index.regex import charset
from backend_review.index.regex.charset import Ranges
from backend_review.index.regex.parser import Node, NotUnderstoodError

MAX_POSITIONS = 160
MAX_PAIRS = 300_000  # of edges that are followed together
_COPIES = 3  # of a part that is repeated a few times
_MANY = 30  # as often as this is as often as one likes


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """``degree`` is None where time doubles with each repetition of ``text``, and otherwise the power of its length.

    ``start`` and ``end`` say which part of the expression it is.
    """

    degree: int | None
    text: str
    start: int
    end: int


Edges = frozenset[str]  # what stands between characters and takes none: ^ $ z b B
_NONE: Edges = frozenset()


@dataclass(slots=True)
class _Part:
    """What of an expression comes first and last, in how many ways, and whether it may be empty.

    ``lead`` and ``trail`` are the edges before its first and after its last character, ``through`` those that are
    passed when it is empty.
    """

    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    empty: bool = True
    lead: Edges = _NONE
    trail: Edges = _NONE
    through: Edges = _NONE
    ends: bool = False  # nothing may come after it: $


class _Automaton:
    """The positions of an expression and the ways from each to the next."""

    def __init__(self, multiline: bool) -> None:
        self.multiline = multiline
        self.chars: list[Ranges] = []
        self.nodes: list[Node] = []
        self.ways: list[dict[int, int]] = []
        self.looks: list[Node] = []

    def position(self, node: Node, chars: Ranges) -> _Part:
        if len(self.chars) >= MAX_POSITIONS:
            raise NotUnderstoodError("too many positions")
        self.chars.append(chars)
        self.nodes.append(node)
        self.ways.append({})
        index = len(self.chars) - 1
        return _Part({index: 1}, {index: 1}, False)

    def link(self, last: dict[int, int], first: dict[int, int], through: Edges) -> None:
        for one, count in last.items():
            for other, times in first.items():
                if self._may(one, other, through):
                    self.ways[one][other] = min(2, self.ways[one].get(other, 0) + count * times)

    def _may(self, one: int, other: int, through: Edges) -> bool:
        """Whether a character of a position may be followed by one of another where an edge is between them."""
        if not through:
            return True
        before, after = self.chars[one], self.chars[other]
        if "^" in through and not (self.multiline and charset.common(before, charset.NEWLINE)):
            return False
        if "z" in through or ("$" in through and not (self.multiline and charset.common(after, charset.NEWLINE))):
            return False
        if "b" in through:
            kinds = [(self._is_word(side), self._is_other(side)) for side in (before, after)]
            return (kinds[0][0] and kinds[1][1]) or (kinds[0][1] and kinds[1][0])
        return True

    def _is_word(self, chars: Ranges) -> bool:
        return bool(charset.common(chars, charset.WORDS))

    def _is_other(self, chars: Ranges) -> bool:
        return bool(charset.common(chars, charset.without(charset.WORDS)))

    def make(self, node: Node) -> _Part:
        if node.kind == "chars":
            return self.position(node, node.chars)
        if node.kind == "sequence":
            return self._sequence(node.parts)
        if node.kind == "choice":
            return self._choice(node.parts)
        if node.kind == "repeat":
            return self._repeat(node)
        if node.kind == "edge":
            edges = frozenset({node.what})
            return _Part(lead=edges, trail=edges, through=edges, ends=node.what in {"$", "z"})
        if node.kind == "look":
            self.looks.append(node)
            return _Part()
        if node.kind == "atomic":
            return self._atomic(node)
        return _Part()  # a reference back: what it matches is one text

    def _sequence(self, parts: list[Node]) -> _Part:
        made = _Part()
        for index, part in enumerate(parts):
            before = parts[index - 1] if index else None
            made = self._then(made, self.make(_narrowed(before, part)))
        return made

    def _then(self, one: _Part, other: _Part) -> _Part:
        self.link(one.last, other.first, one.trail | other.lead)
        made = _Part(dict(one.first), dict(other.last), one.empty and other.empty)
        if one.empty:
            _count(made.first, other.first)
        if other.empty:
            _count(made.last, one.last)
        made.lead = _edges(one, one.lead, one.through | other.lead)
        made.trail = _edges(other, other.trail, other.through | one.trail)
        made.through = one.through | other.through if made.empty else _NONE
        made.ends = one.ends or other.ends
        return made

    def _choice(self, parts: list[Node]) -> _Part:
        made = [self.make(part) for part in parts]
        empty = [part for part in made if part.empty]
        found = _Part(empty=bool(empty), ends=all(part.ends for part in made))
        for part in made:
            _count(found.first, part.first)
            _count(found.last, part.last)
        found.lead = frozenset.intersection(*(part.lead for part in made))
        found.trail = frozenset.intersection(*(part.trail for part in made))
        found.through = frozenset.intersection(*(part.through for part in empty)) if empty else _NONE
        return found

    def _repeat(self, node: Node) -> _Part:
        inner = node.parts[0]
        if node.most == 0:
            return _Part()
        if node.most is None or node.most > _MANY:
            made = _Part()
            for _ in range(min(node.least, _COPIES) - 1):
                made = self._then(made, self.make(inner))
            body = self.make(inner)
            self.link(body.last, body.first, body.trail | body.lead)
            return self._then(made, body if node.least else _optional(body))
        made = _Part()
        least = min(node.least, _COPIES)
        for _ in range(least):
            made = self._then(made, self.make(inner))
        for _ in range(min(node.most - node.least, _COPIES)):
            made = self._then(made, _optional(self.make(inner)))
        return made

    def _atomic(self, node: Node) -> _Part:
        """What is not tried again: one position for all of it."""
        inner = _Automaton(self.multiline)
        part = inner.make(node.parts[0])
        if not inner.chars:
            return _Part()
        made = self.position(node, charset.of(pair for chars in inner.chars for pair in chars))
        made.empty = part.empty
        return made


def _optional(part: _Part) -> _Part:
    return replace(part, empty=True, through=_NONE, ends=False)


def _edges(part: _Part, own: Edges, past: Edges) -> Edges:
    """The edges at one end of two parts: those of the outer one, where it may be empty those of both ways."""
    if not part.empty:
        return own
    return own & past if part.first else past


def _count(kept: dict[int, int], given: dict[int, int]) -> None:
    for key, count in given.items():
        kept[key] = min(2, kept.get(key, 0) + count)


def _narrowed(before: Node | None, node: Node) -> Node:
    """``(?!x)`` takes a character away from what comes right after it."""
    if before is None or before.kind != "look" or not before.negative or before.what != "ahead" or node.kind != "chars":
        return node
    inner = before.parts[0]
    while inner.kind == "sequence" and len(inner.parts) == 1:
        inner = inner.parts[0]
    if inner.kind != "chars":
        return node
    return Node("chars", node.start, node.end, charset.common(node.chars, charset.without(inner.chars)))


def ambiguity_of(tree: Node, multiline: bool = False, whole: bool = False) -> Ambiguity | None:
    """The worst ambiguity of an expression that may do harm; None for one that takes time in proportion to the text.

    ``whole`` says that all of the text must match (``fullmatch``). Raises NotUnderstoodError for one that is too large.
    """
    automaton = _Automaton(multiline)
    try:
        part = automaton.make(tree)
        found = _worst(automaton, part, part.ends or whole)
        for look in automaton.looks[:20]:
            if found is None or found.degree is not None:
                found = ambiguity_of(look.parts[0], multiline) or found
    except RecursionError as error:
        raise NotUnderstoodError("nested too deep") from error
    return found


def _worst(automaton: _Automaton, part: _Part, anchored: bool) -> Ambiguity | None:
    size = len(automaton.chars)
    edges = [
        {other: count for other, count in ways.items() if charset.common(automaton.chars[other], charset.ANY)}
        for ways in automaton.ways
    ]
    component = _components([list(ways) for ways in edges])
    accepting = set() if anchored else set(part.last)
    harmless = {component[index] for index in accepting}
    harmless |= {component[index] for index in range(size) if anchored and _takes_all(automaton, edges, part, index)}
    groups: dict[int, list[int]] = {}
    for index in range(size):
        groups.setdefault(component[index], []).append(index)
    for name, members in groups.items():
        loops = len(members) > 1 or members[0] in edges[members[0]]
        if not loops or name in harmless:
            continue
        text = _doubling(automaton, edges, members)
        if text is not None:
            start, end = _span(automaton, members)
            return Ambiguity(None, text, start, end)
    harmless |= {
        component[index] for index in range(size) if anchored and _takes_all(automaton, edges, part, index, True)
    }
    return _chain(automaton, edges, component, harmless)


def _takes_all(
    automaton: _Automaton, edges: list[dict[int, int]], part: _Part, index: int, lines: bool = False
) -> bool:
    """Whether a loop over any character (of a line), at which the expression may end, comes right after a position."""
    for other in (index, *edges[index]):
        left = charset.without(automaton.chars[other])
        if (
            (not left or (lines and left in {charset.NEWLINE, charset.BREAKS}))
            and other in edges[other]
            and other in part.last
        ):
            return True
    return False


def _components(edges: list[list[int]]) -> list[int]:
    """The strongly connected component of each node (Kosaraju's, without recursion)."""
    back: list[list[int]] = [[] for _ in edges]
    for node, following in enumerate(edges):
        for other in following:
            back[other].append(node)
    order = _finished(edges)
    found = [-1] * len(edges)
    for name, root in enumerate(reversed(order)):
        if found[root] >= 0:
            continue
        pending = [root]
        found[root] = name
        while pending:
            for other in back[pending.pop()]:
                if found[other] < 0:
                    found[other] = name
                    pending.append(other)
    return found


def _finished(edges: list[list[int]]) -> list[int]:
    """The nodes in the order in which a search by depth is done with them."""
    seen: set[int] = set()
    order: list[int] = []
    for root in range(len(edges)):
        if root in seen:
            continue
        seen.add(root)
        work = [(root, iter(edges[root]))]
        while work:
            node, following = work[-1]
            other = next((item for item in following if item not in seen), None)
            if other is None:
                order.append(node)
                work.pop()
            else:
                seen.add(other)
                work.append((other, iter(edges[other])))
    return order


def _doubling(automaton: _Automaton, edges: list[dict[int, int]], members: list[int]) -> str | None:
    """A text that leads from a position back to itself in two ways; None when there is none."""
    inside = set(members)
    chars = automaton.chars
    pairs = {(one, other): index for index, (one, other) in enumerate((a, b) for a in members for b in members)}
    names = list(pairs)
    following: list[list[int]] = []
    count = sum(len(edges[one]) for one in members)
    if count * count > MAX_PAIRS:
        raise NotUnderstoodError("too many ways")
    for one, other in names:
        here = []
        for left in edges[one]:
            if left not in inside:
                continue
            for right in edges[other]:
                if right in inside and charset.common(chars[left], chars[right]):
                    here.append(pairs[left, right])
        following.append(here)
    component = _components(following)
    diagonal = {component[pairs[one, one]]: one for one in members}
    for one in members:  # two ways over one edge of a loop
        for other, count in edges[one].items():
            if count > 1 and other in inside:
                return _text(automaton, following, names, pairs[one, one], [pairs[other, other], pairs[one, one]])
    for index, (one, other) in enumerate(names):
        if one != other and component[index] in diagonal:
            start = diagonal[component[index]]
            return _text(automaton, following, names, pairs[start, start], [index, pairs[start, start]])
    return None


def _text(
    automaton: _Automaton, following: list[list[int]], names: list[tuple[int, int]], start: int, stops: list[int]
) -> str:
    """The text of the shortest way from a pair of positions over others."""
    text = ""
    for stop in stops:
        before: dict[int, int] = {}
        pending = deque(following[start])
        before = dict.fromkeys(following[start], -1)
        while pending and stop not in before:
            current = pending.popleft()
            for other in following[current]:
                if other not in before:
                    before[other] = current
                    pending.append(other)
        if stop not in before:
            continue
        part: list[str] = []
        current = stop
        while current >= 0:
            one, other = names[current]
            part.insert(0, charset.example(charset.common(automaton.chars[one], automaton.chars[other])))
            current = before[current]
        text += "".join(part)
        start = stop
    return text


def _span(automaton: _Automaton, members: list[int]) -> tuple[int, int]:
    return min(automaton.nodes[index].start for index in members), max(automaton.nodes[index].end for index in members)


def _chain(
    automaton: _Automaton, edges: list[dict[int, int]], component: list[int], harmless: set[int]
) -> Ambiguity | None:
    """The longest row of repetitions that can all match the same characters, one after the other."""
    chars = automaton.chars
    loops = [index for index in range(len(chars)) if index in edges[index]]
    best: tuple[int, list[int], Ranges] = (1, [], ())
    for start in loops:
        pending: list[tuple[int, Ranges, list[int]]] = [(start, chars[start], [start])]
        steps = 0
        while pending and steps < 2000:
            steps += 1
            current, shared, row = pending.pop()
            if len(row) > best[0] and not any(component[index] in harmless for index in row):
                best = (len(row), row, shared)
            for other in edges[current]:
                both = charset.common(shared, chars[other])
                if not both or component[other] == component[current] or other in row:
                    continue
                pending.append((other, both, [*row, other] if other in edges[other] else row))
    if best[0] < 2:
        return None
    begin, end = _span(automaton, best[1])
    return Ambiguity(best[0], charset.example(best[2]), begin, end)
