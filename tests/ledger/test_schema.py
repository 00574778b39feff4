"""The published JSON Schema agrees with our own reader, on documents seen as an editor does."""

import json
import re

import pytest
import yaml12
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from casebook import FOLDER, files_of, pages
from djledger.cli import app
from djledger.ledger.documents import fit
from djledger.ledger.folder import model_of, part_of, survey
from djledger.ledger.misfits import Misfit
from djledger.ledger.schema import KINDS, kind_named, modeline, schema_of
from djledger.ledger.source import DiskSource
from djledger.yamltext import read

VALIDATORS = {kind.part: Draft202012Validator(schema_of(kind)) for kind in KINDS}


def documents():
    """Every readable document of the case files: its part and its bytes."""
    seen = {
        (part_of(".", path), content)
        for _, page in pages()
        for case in page.cases
        for path, content in files_of(case).items()
        if len(content) < 100_000
    }
    return [(part, content) for part, content in seen if part in VALIDATORS]


def as_in_editor(content):
    return yaml12.parse_yaml(content.decode())


def complaints(name, text):
    validator = Draft202012Validator(schema_of(kind_named(name)))
    return [error.json_path for error in validator.iter_errors(yaml12.parse_yaml(text))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_schema_is_valid_and_speaks_chinese(kind):
    made = schema_of(kind)
    Draft202012Validator.check_schema(made)
    for node in [made, *made.get("$defs", {}).values()]:
        for key, field in node.get("properties", {}).items():
            assert field["title"] == key
            assert re.search("[\u4e00-\u9fff]", field["description"])
    spoken = re.findall(r'"(?:title|description)": "([^"]*)"', json.dumps(made, ensure_ascii=False))
    assert not [text for text in spoken if text.isascii()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_example_fits_its_own_key(kind):
    made = schema_of(kind)
    for node in [made, *made.get("$defs", {}).values()]:
        for key, field in node.get("properties", {}).items():
            validator = Draft202012Validator({**field, "$defs": made.get("$defs", {})})
            for example in field.get("examples", ()):
                assert validator.is_valid(example), (key, example)


def example_documents():
    """Every document of examples/."""
    source = DiskSource(FOLDER.parents[1] / "examples")
    tree = survey(source)
    for site in tree.branches:
        for path in site.files:
            yield part_of(site.path, path), source.read(path)


@pytest.mark.parametrize("origin", [documents, example_documents])
def test_schema_and_reader_agree_on_every_document(origin):
    """Up to values that only look right: a schema has no calendar and cannot count decimals."""
    judged = 0
    for part, content in origin():
        if part not in VALIDATORS:
            continue
        reading = read(content)
        if reading.data is None or reading.faults:
            continue
        document = fit(model_of(part), reading.data, "x.yaml")
        errors = list(VALIDATORS[part].iter_errors(as_in_editor(content)))
        assert document.faults or not errors, (content.decode(), errors[:2])
        plain = [fault for fault in document.faults if fault.kind is not Misfit.BAD_VALUE]
        assert errors or not plain, (content.decode(), plain)
        judged += 1
    assert judged > 40


def test_a_key_may_be_left_empty_unless_it_is_required():
    assert (
        complaints("meeting", "类型: 党员大会\n日期: 2026-03-12\n地点:\n应到:\n议题:\n缺席:\n")
        == []
    )
    assert complaints("meeting", "类型: 党员大会\n日期:\n") == ["$['日期']"]


@pytest.mark.parametrize(
    "line",
    [
        "主侍人: 王建国",
        "应到: 五人",
        "应到: -1",
        "日期: 2026年3月12日",
        "时间: 25:00",
        "签字核对: 对",
    ],
)
def test_an_editor_underlines(line):
    text = (
        f"类型: 党员大会\n日期: 2026-03-12\n{line}\n"
        if "日期" not in line
        else f"类型: 党课\n{line}\n"
    )
    assert complaints("meeting", text)


@pytest.mark.parametrize(
    "line", ["应到: 5", "应到: '5'", "学时: 1.5", "地点: 302", "到会: [王建国]", "时间: 14:30"]
)
def test_an_editor_accepts(line):
    assert complaints("meeting", f"类型: [党员大会, 党课]\n日期: 2026-03-12\n{line}\n") == []


def run(*words):
    return CliRunner().invoke(app, ["schema", *words])


def test_one_schema_on_standard_output():
    assert json.loads(run("meeting").stdout) == schema_of(kind_named("meeting"))


def test_all_schemas_as_files_with_their_modelines(tmp_path):
    done = run("--dir", str(tmp_path / "schemas"))
    assert done.exit_code == 0
    for kind in KINDS:
        written = tmp_path / "schemas" / kind.file_name
        assert json.loads(written.read_text(encoding="utf-8")) == schema_of(kind)
        assert modeline(written.as_posix()) in done.stdout
    assert f"**/{KINDS[0].files}" in done.stdout


def test_kinds_are_listed_and_unknown_ones_suggested():
    assert all(kind.name in run().stdout for kind in KINDS)
    done = run("meetings")
    assert done.exit_code == 2
    assert "是不是 meeting？" in done.stderr


def test_a_folder_that_cannot_be_written_is_a_usage_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert run("--dir", str(blocked)).exit_code == 2


def test_bases_are_among_the_documents():
    assert (FOLDER / "bases" / "五人支部" / "members.yaml").read_bytes() in {
        content for _, content in documents()
    }
