"""Replaces what identifies people in text: strings, records, columns.

    >>> import blot
    >>> blot.Redactor().redact("Mrs Sarah Khan (14) rang from Luton.")
    'Mrs [NAME_1] ([AGE_1]) rang from [PLACE_1].'

Everything is decided on this machine by blot's library (blot.h), which this module calls.
"""
from __future__ import annotations

import ctypes
import json
import os
import threading
import weakref
from dataclasses import dataclass
from typing import Any, Iterable, Iterator

__all__ = ["Error", "Redactor", "Result", "Span", "__version__"]

_MESSAGE_MAX = 1024  # BLOT_MESSAGE_MAX


class Error(ValueError):
    """What blot refuses. The message never holds any of the text, which must not be passed on."""


@dataclass(frozen=True)
class Span:
    """One replaced stretch. Offsets are characters from 0, half open."""

    start: int  # in the text that came out
    end: int
    source_start: int  # in the text that came in
    source_end: int
    label: str  # "NAME" "AGE" "PLACE" "DATE" "CONTACT" "ID" "GROUP"; "" for a text withheld
    rule: str  # the rule's id, or "evidence", "memory", "deny", "uncovered"


@dataclass(frozen=True)
class Result:
    text: str
    spans: list[Span]
    withheld: bool  # the text is in no language that blot covers


class _CSpan(ctypes.Structure):
    _fields_ = [("start", ctypes.c_size_t), ("end", ctypes.c_size_t),
                ("source_start", ctypes.c_size_t), ("source_end", ctypes.c_size_t),
                ("label", ctypes.c_char_p), ("rule", ctypes.c_char_p)]


class _CResult(ctypes.Structure):
    _fields_ = [("text", ctypes.c_void_p), ("n", ctypes.c_size_t), ("spans", ctypes.POINTER(_CSpan)),
                ("n_spans", ctypes.c_size_t), ("withheld", ctypes.c_int)]


def _load() -> ctypes.CDLL:
    """The library beside this file, or the system's."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libblot.so")
    library = ctypes.CDLL(beside if os.path.exists(beside) else "libblot.so.0")
    handle, out = ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    redact = [handle, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_CResult), ctypes.c_char_p]
    for name, arguments in (("blot_open", [out, ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p]),
                            ("blot_share", [out, handle, ctypes.c_char_p]),
                            ("blot_redact", redact), ("blot_redact_record", redact),
                            ("blot_finish", [handle, ctypes.c_char_p])):
        getattr(library, name).argtypes = arguments
        getattr(library, name).restype = ctypes.c_int
    library.blot_close.argtypes = [handle]
    library.blot_close.restype = None
    library.blot_version.argtypes = []
    library.blot_version.restype = ctypes.c_char_p
    return library


_library = _load()
__version__: str = _library.blot_version().decode()


def _check(failed: int, message: ctypes.Array) -> None:
    if failed:
        raise Error(message.value.decode("utf-8", "replace"))


def _encode(text: str) -> bytes:
    """UTF-8. The error of str.encode would carry the text along."""
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError:
        pass
    raise Error("the text has half of a surrogate pair, which is no character")


def _arguments(name: str, value: Any) -> Iterator[str]:
    """One keyword as arguments of the command line."""
    option = "--" + name.replace("_", "-")
    if value is None or value is False:
        return
    if value is True:
        yield option
    elif isinstance(value, dict):
        for key, of_key in value.items():
            yield f"{option}={key}={of_key}"
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield f"{option}={one}"
    else:
        yield f"{option}={os.fspath(value) if isinstance(value, os.PathLike) else value}"


class _Handle:
    """A struct blot, for one thread at a time; closed when nothing refers to it."""

    def __init__(self, options: list[bytes] | None, of: _Handle | None = None) -> None:
        self.message = ctypes.create_string_buffer(_MESSAGE_MAX)
        self.pointer = ctypes.c_void_p()
        if of is None:
            array = (ctypes.c_char_p * (len(options) + 1))(*options, None)
            failed = _library.blot_open(ctypes.byref(self.pointer), array, self.message)
        else:
            failed = _library.blot_share(ctypes.byref(self.pointer), of.pointer, self.message)
        _check(failed, self.message)
        self.close = weakref.finalize(self, _library.blot_close, ctypes.c_void_p(self.pointer.value))

    def call(self, function: Any, text: bytes) -> tuple[bytes, _CResult]:
        """The text that came out, and the rest, which lives until the next call."""
        result = _CResult()
        _check(function(self.pointer, text, len(text), ctypes.byref(result), self.message), self.message)
        return ctypes.string_at(result.text, result.n), result


def _counter(text: bytes):
    """Turns byte offsets, asked in order, into characters."""
    if text.isascii():
        return lambda byte: byte
    at = [0, 0]

    def count(byte: int) -> int:
        at[1] += len(text[at[0]:byte].decode())
        at[0] = byte
        return at[1]

    return count


def _spans(source: bytes, text: bytes, result: _CResult) -> list[Span]:
    out, came = _counter(text), _counter(source)
    return [Span(out(s.start), out(s.end), came(s.source_start), came(s.source_end),
                 s.label.decode(), s.rule.decode())
            for s in (result.spans[i] for i in range(result.n_spans))]


class Redactor:
    """Rules, lists and weights, loaded once.

    Options are those of the program: by keyword (strict=True, only=["NAME"], action={"AGE": "band"},
    text="comment"), or as on the command line (Redactor("--only", "NAME")). May be used from several
    threads at once, and pickled.
    """

    def __init__(self, *arguments: str, **options: Any) -> None:
        self._arguments = list(arguments)
        for name, value in options.items():
            self._arguments.extend(_arguments(name, value))
        self._threads = threading.local()
        self._first = _Handle([_encode(a) for a in self._arguments])
        self._threads.handle = self._first

    def __reduce__(self):
        return Redactor, tuple(self._arguments)

    def _handle(self) -> _Handle:
        handle = getattr(self._threads, "handle", None)
        if handle is None:
            handle = self._threads.handle = _Handle(None, self._first)
        return handle

    def redact(self, text: str) -> str:
        """The text, as prose, with what identifies people replaced."""
        return self._handle().call(_library.blot_redact, _encode(text))[0].decode()

    def find(self, text: str) -> Result:
        """The same, with what was replaced and why."""
        source = _encode(text)
        out, result = self._handle().call(_library.blot_redact, source)
        return Result(out.decode(), _spans(source, out, result), bool(result.withheld))

    def redact_all(self, texts: Iterable[str | None]) -> Iterator[str | None]:
        """Each text of any iterable, one at a time; None stays None."""
        for text in texts:
            yield None if text is None else self.redact(text)

    def redact_column(self, column: Any) -> Any:
        """A pandas Series of the same index; missing values stay missing."""
        return column.map(self.redact, na_action="ignore")

    def redact_json(self, line: str) -> str:
        """One JSON object: the line that the program would write for it."""
        return self._handle().call(_library.blot_redact_record, _encode(line))[0].decode()

    def redact_record(self, record: dict[str, Any]) -> dict[str, Any]:
        """One record: a dict of what JSON can say, in which options name fields by their keys."""
        try:
            line = json.dumps(record, ensure_ascii=False, allow_nan=False)
        except ValueError:
            line = None
        if line is None:
            raise Error("the record holds a number that JSON cannot say (NaN, infinity)")
        return json.loads(self.redact_json(line))

    def redact_records(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Each record. Raises Error after the last if an option names a field that none of this
        thread's records had: what it was to do has not been done."""
        for record in records:
            yield self.redact_record(record)
        handle = self._handle()
        _check(_library.blot_finish(handle.pointer, handle.message), handle.message)
