"""``djledger lsp``: the findings in an editor, while one types."""

from typing import Annotated

import typer


def lsp(
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="以哪一天判断期限；默认当天。")
    ] = None,
) -> None:
    """供编辑器启动的语言服务：边写边查，悬停看依据，补全和快速改正。"""
    from djledger.cli.editing import serve

    serve(as_of)
