"""Whether Fluent Bit would take a configuration as it is meant; raises ValueError with the first fault."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.collectors import fluent_bit_plugins as known
from tests.collectors.classic import Section, parse
from tests.collectors.values import Check


def check(files: Mapping[str, str]) -> list[Section]:
    """The sections of the main file, once all of it and of the parsers' file is found right."""
    sections, parsers = parse(files["fluent-bit.conf"]), parse(files["parsers.conf"])
    for fault in (*_faults(sections), *_faults(parsers), *_references(sections, parsers, files)):
        raise ValueError(fault)
    return sections


def _faults(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        table, required = _table(section)
        counted = Counter(key for key, _ in section.entries)
        for key, count in counted.items():
            if count > 1 and key not in known.REPEATED:
                yield f"{section.get('name')}: {key} {count} times"
        for key, value in section.entries:
            if key not in table:
                yield f"{section.get('name')}: no parameter {key}"
            elif not table[key](value):
                yield f"{section.get('name')}: {key} cannot be {value}"
        for key in required - counted.keys():
            yield f"{section.get('name')}: {key} is missing"
        if section.kind in ("FILTER", "OUTPUT") and ("match" in counted) == ("match_regex" in counted):
            yield f"{section.get('name')}: it matches nothing, or twice"


def _table(section: Section) -> tuple[dict[str, Check], set[str]]:
    if section.kind == "SERVICE":
        return known.SERVICE, {"flush", "storage.path"}
    if section.kind == "MULTILINE_PARSER":
        return known.MULTILINE_PARSER, {"name", "type", "rule"}
    common, plugins = {
        "INPUT": (known.INPUT, known.INPUTS),
        "FILTER": (known.FILTER, known.FILTERS),
        "OUTPUT": (known.OUTPUT, known.OUTPUTS),
    }[section.kind]
    name = section.get("name") or ""
    if name not in plugins:
        raise ValueError(f"no {section.kind} {name}")
    return common | plugins[name], known.REQUIRED.get(name, set())


def _references(sections: list[Section], parsers: list[Section], files: Mapping[str, str]) -> Iterator[str]:
    """Yield what one part needs of another, or must not share with it."""
    defined = {parser.get("name") for parser in parsers} | known.BUILT_IN
    for section in sections:
        for name in (section.get("multiline.parser") or "cri").split(", "):
            if name not in defined:
                yield f"no multiline parser {name}"
        if (script := section.get("script")) and script.rpartition("/")[2] not in files:
            yield f"no file {script}"
    for key in ("alias", "emitter_name", "db"):
        for value, count in Counter(value for section in sections for value in section.all(key)).items():
            if count > 1:
                yield f"{key} {value} {count} times"
    filters = [section.get("name") for section in sections if section.kind == "FILTER"]
    # It puts lines in again at the top: what is before it would see them twice.
    if "multiline" in filters[filters.count("multiline") :]:
        yield "a filter before a multiline one"
