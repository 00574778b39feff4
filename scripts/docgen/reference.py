"""docs/台账格式.md: every document, key, form and example, read off the published schemas."""

from collections.abc import Iterator
from typing import Any

from djledger.ledger.schema import KINDS, Kind, schema_of
from djledger.yamltext.rendering import flow
from docgen.markup import table, with_block

PAGE = "docs/台账格式.md"
Schema = dict[str, Any]


def files() -> Iterator[tuple[str, str]]:
    """Yield path and text of the page."""
    parts = "\n\n".join("\n\n".join(_Document(kind).sections()) for kind in KINDS)
    yield PAGE, with_block(PAGE, "各种文件的键", parts)


class _Document:
    """Describes one kind of document, its parts in the order in which they are met."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.schema = schema_of(kind)
        self.titles: dict[str, str] = {}
        self.waiting: list[str] = []

    def sections(self) -> Iterator[str]:
        """Yield a heading and table for the document and for every part of it."""
        yield f"## {self.kind.title}：`{self.kind.files}`"
        yield self._table(self.schema, "")
        while self.waiting:
            name = self.waiting.pop(0)
            title = self.titles[name]
            yield f'### <a id="{self._anchor(name)}"></a>{self.kind.title} › {title}'
            yield self._table(self.schema["$defs"][name], title)

    def _table(self, node: Schema, title: str) -> str:
        return table(("键", "写法", "含义", "例"), self._rows(node, title))

    def _rows(self, node: Schema, title: str) -> Iterator[tuple[str, ...]]:
        required = node.get("required", ())
        for key, field in node["properties"].items():
            path = f"{title} › {key}" if title else key
            must = "（必填）" if key in required else ""
            example = next((_shown(e) for e in field.get("examples", ())), "")
            yield f"{key}{must}", self._form(field, path), field["description"], example

    def _form(self, field: Schema, path: str) -> str:
        """Say in words how a value is written."""
        options = [o for o in field.get("anyOf", [field]) if o.get("type") != "null"]
        singles = [option for option in options if option.get("type") != "array"]
        lists = [option for option in options if option.get("type") == "array"]
        said = [self._single(option, path) for option in singles]
        for option in lists:
            item = self._single(option["items"], path)
            said.append("几项时写成列表" if item in said else f"列表，每项：{item}")
        return "；".join(said)

    def _single(self, option: Schema, path: str) -> str:
        if "$ref" in option:
            return self._reference(option["$ref"].rsplit("/", 1)[-1], path)
        if "enum" in option:
            return "选一：" + "、".join(option["enum"])
        if "patternErrorMessage" in option:
            return str(option["patternErrorMessage"]).removeprefix("应写")
        if option.get("type") == "object":
            return f"若干“名称: 值”，值：{self._form(option['additionalProperties'], path)}"
        return "文字" if "anyOf" not in option else self._form(option, path)

    def _reference(self, name: str, path: str) -> str:
        target = self.schema["$defs"][name]
        if "enum" in target:
            return "选一：" + "、".join(target["enum"])
        if name not in self.titles:
            self.titles[name] = path
            self.waiting.append(name)
        return f"一组键，见[{self.titles[name]}](#{self._anchor(name)})"

    def _anchor(self, name: str) -> str:
        return f"{self.kind.name}-{name}".lower()


def _shown(example: Any) -> str:
    return f"`{flow(example) if isinstance(example, dict | list) else example}`"
