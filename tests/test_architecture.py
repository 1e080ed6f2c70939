"""What keeps the tree easy to read. Each failure says what to do instead."""

from __future__ import annotations

import ast
import re
import statistics

from kentongan.config.places import REPOSITORY
from tests import source

LONGEST_FILE, USUAL_FILE = 400, 200
LONGEST_FUNCTION, MEAN_FUNCTION, LONG_SHARE = 50, 10, 0.01
MOST_DEPENDENCIES = 40
NETWORK = {"httpx", "requests", "urllib.request", "urllib3", "http.client", "aiohttp"}
ONLY_WORDS = {"URL", "InvalidURL"}  # of httpx: taking an address apart calls nobody
MAY_USE_NETWORK = (
    "kentongan/core/",  # http.py, and addresses.py that guards it
    "kentongan/sandbox/",  # a program of its own: sends webhooks, fetches pictures
)


def test_the_drawing_shows_the_layers_that_are_enforced() -> None:
    page = (REPOSITORY / "docs/architecture.md").read_text("utf-8")
    drawing = re.search(r"```layers\n(.*?)```", page, re.DOTALL)
    assert drawing, "docs/architecture.md needs a ```layers block with one layer a line, top first."
    assert drawing.group(1).split("\n")[:-1] == source.layers(), (
        "docs/architecture.md and [tool.importlinter] in pyproject.toml name different layers; change both together."
    )


def test_files_stay_short_enough_to_read_at_once() -> None:
    lengths = {source.short(path): len(path.read_text("utf-8").splitlines()) for path in source.modules()}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert not too_long, (
        f"Over {LONGEST_FILE} lines; split by what it does (services/ with one verb family a file): {too_long}"
    )
    usual = statistics.quantiles(lengths.values(), n=10)[-1]
    assert usual <= USUAL_FILE, f"Nine of ten files should be at most {USUAL_FILE} lines; now {usual:.0f}."


def test_functions_do_one_thing() -> None:
    found = list(source.functions())
    mean = statistics.mean(function.lines for function in found)
    assert mean <= MEAN_FUNCTION, (
        f"The mean function has {mean:.1f} lines; move a step into a function with a good name."
    )
    long = sorted((f for f in found if f.lines > LONGEST_FUNCTION), key=lambda f: -f.lines)
    assert len(long) < LONG_SHARE * len(found), f"Too many functions over {LONGEST_FUNCTION} lines: {long}"


def test_apps_call_each_other_by_name_and_never_by_signal() -> None:
    signals = {"django.dispatch", "django.db.models.signals", "django.core.signals"}
    guilty = [source.short(path) for path in source.modules() if source.imports(path) & signals]
    assert not guilty, f"Call down, register up (see outbox.registry); a signal hides who does what: {guilty}"


def test_views_read_through_selectors_that_know_who_is_asking() -> None:
    guilty = [
        f"{source.short(path)}:{node.lineno}"
        for path in source.modules()
        if (path.name == "views.py" or "views" in path.parts) and "tests" not in path.parts
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
    assert not guilty, (
        f"Ask a selector that takes the actor: an id from the address must never open another's row: {guilty}"
    )


def test_only_one_door_leads_to_the_network() -> None:
    guilty = [
        source.short(path)
        for path in source.modules()
        if "tests" not in path.parts and not source.short(path).startswith(MAY_USE_NETWORK)
        if source.imports(path) & (NETWORK - {"httpx"}) or source.attributes_of(path, "httpx") - ONLY_WORDS
    ]
    assert not guilty, (
        f"Use kentongan.core.http: it has the time-outs, refuses private addresses and hides tokens: {guilty}"
    )


def test_every_connector_folder_is_one_word_in_the_registry() -> None:
    connectors = source.PACKAGE / "connectors"
    folders = {path.parent.name for path in connectors.glob("*/__init__.py")} - {"tests", "contract"}
    registry = source.tree(connectors / "registry.py")
    words = {
        node.value for node in ast.walk(registry) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    imported = {name.rpartition(".")[2] for name in source.imports(connectors / "registry.py")}
    assert folders <= words | imported, f"Add to connectors/registry.py: {sorted(folders - words - imported)}"
    protected = {name.rpartition(".")[2] for name in _contract("one-door")["protected_modules"]}
    apart = {name.rpartition(".")[2] for name in _contract("siblings")["modules"]}
    assert folders == protected == apart, (
        "Name each connector in both contracts of [tool.importlinter] in pyproject.toml."
    )


def test_migrations_are_named_after_what_they_do() -> None:
    guilty = [source.short(path) for path in source.PACKAGE.glob("*/migrations/*_auto_*.py")]
    assert not guilty, f"Name it: makemigrations --name what_it_does: {guilty}"


def test_direct_dependencies_are_few_and_each_says_why() -> None:
    project = source.pyproject()["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    assert len(wanted) <= MOST_DEPENDENCIES, f"{len(wanted)} direct dependencies; at most {MOST_DEPENDENCIES}."
    text = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    silent = [name for name in wanted if not re.search(rf'"{re.escape(name)}",\s+# \S+', text)]
    assert not silent, f"Say in a comment on the same line what it is for: {silent}"


def test_every_app_has_a_page_that_introduces_it() -> None:
    folders = [path for path in source.PACKAGE.iterdir() if (path / "__init__.py").exists() and path.name != "config"]
    silent = [path.name for path in folders if not (path / "README.md").exists()]
    assert not silent, f"README.md of 20-40 lines: what it owns, its states, its promises, who may do what: {silent}"


def _contract(name: str) -> dict[str, list[str]]:
    contracts = source.pyproject()["tool"]["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(contract for contract in contracts if contract["id"] == name)
    return found
