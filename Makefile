# Everything here needs python3 (3.11 or newer), git and make; the rest is installed into .venv.
PYTHON ?= python3
# Only `make lock` needs uv.
UV ?= uv

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types arrows docs docs-check papers bench bench-large lock clean

help: ## 显示这些目标
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/.demo ## 安装到 .venv，检查 examples/ 里的示例台账，把年度报告写进 out/
	@$(BIN)/djledger check examples --year 2025 --as-of 2026-04-15; code=$$?; \
	if [ $$code -gt 1 ]; then exit $$code; fi
	@echo; echo 年度报告：
	@for folder in examples examples/高新区党工委/机关党委/综合党支部; do \
		$(BIN)/djledger report $$folder --format html,docx,xlsx \
			--year 2025 --as-of 2026-04-15 --out out || exit; \
	done

test: .venv/.dev ## 运行全部测试
	$(BIN)/python -m pytest -n auto

lint: .venv/.dev ## 代码风格
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.dev ## 自动整理代码格式
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: .venv/.dev ## 类型检查（mypy strict）
	$(BIN)/mypy

arrows: .venv/.dev ## 模块依赖方向
	$(BIN)/lint-imports

docs: .venv/.dev ## 由模型和规则生成文档
	$(BIN)/python scripts/docs.py

docs-check: .venv/.dev ## 生成的文档是否为最新
	$(BIN)/python scripts/docs.py --check

papers: .venv/.dev ## 生成公文模板和示例选举的材料
	$(BIN)/python scripts/papers.py

bench: .venv/.dev ## 性能对比
	$(BIN)/python benchmarks/run.py

bench-large: .venv/.dev ## 千百个支部的仓库：冷、热、改一处、内存（要几十分钟）
	$(BIN)/python benchmarks/large.py

lock: ## 重新生成带哈希的锁定文件（需要 uv）
	$(COMPILE) --group build -o requirements/runtime.txt
	$(COMPILE) --group build --group dev --all-extras -c requirements/runtime.txt \
		-o requirements/dev.txt

clean: ## 删除 .venv 和各种缓存
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo '需要 Python 3.11 或更新版本：make PYTHON=python3.12 …' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# The package itself is linked, not copied: an edit needs no new install.
.venv/.demo: .venv/.python requirements/runtime.txt pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.demo requirements/dev.txt
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
