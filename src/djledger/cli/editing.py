"""What ``djledger lsp`` does once its options are known."""

from djledger.cli.common import day_of, fail


def serve(as_of: str | None) -> None:
    """Speak with the editor over standard input and output until it says goodbye."""
    if as_of is not None:
        day_of(as_of)
    try:
        import pygls  # noqa: F401 (asks only whether the extra is installed)
    except ImportError:
        fail("语言服务要用的 pygls 没有安装，请运行 pip install 'djledger[lsp]'。")
    from djledger.lsp.server import make_server

    make_server(lambda: day_of(as_of)).start_io()
