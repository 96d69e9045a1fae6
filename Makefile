# make site     检查数据并把网站发布到 site/
# make check    检查数据、代码风格和类型
# make serve    边改边看
# make edit     在浏览器里核对草稿、修改数据（POLICY=短名）
# make test     运行全部测试；test-quick 只运行快的（一分钟以内，不用浏览器和办公软件）
# make diff     对照上次提交，看改了什么、影响谁（OLD=标签 可换）
# make demo     做一个虚构的县：文件、三次报送、决定、网站、督查通报，在 out/demo/，与本仓库的数据无关
# make demo-years 同一个县的三年：十二份文件，机构改革、修订、修改，网站在 out/demo-years/
# make bless    接受当前输出为测试的标准答案
# make bench    测速；bench-growth 量一份到一百份，bench-portal 量两百个行政区的门户，bench-peers 与别的工具对照
# make mutants  逐行改坏代码，看测试发现不发现（很久）
# make hunt     用成千上万份编造的数据、文件、台账和网址找毛病（很久；SEED、NUMBER 可换，见 docs/hunt.md）
# make wheel    做安装包 dist/*.whl；offline 做不需要网络的安装包（Windows、Linux，约 170 MB）
# make pictures 重拍 README 和使用说明里的图（要有 Chromium）
# make audit    查依赖有没有已知的漏洞（需要网络）
# make bundle   打成一个压缩包，解压后不需要网络就能看
# make clean    删去生成的东西

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python build.py

OLD ?= HEAD

.PHONY: bundle site check diff serve edit demo demo-years test test-all test-quick bless bench bench-growth bench-portal bench-peers mutants hunt wheel offline audit pictures \
	site-zensical schema clean

site: .venv/.site
	@$(RUN) site

check: .venv/.dev
	@$(RUN) check
	@$(RUN) schema --check
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/mypy --no-error-summary

diff: .venv/.site
	@$(RUN) diff $(OLD) || test $$? -eq 1

serve: .venv/.site
	@$(RUN) serve

edit: .venv/.site
	@$(RUN) edit $(POLICY)

demo: .venv/.site
	@$(BIN)/python -m examples.demo out/demo

demo-years: .venv/.site
	@$(BIN)/python -m examples.years out/demo-years

test: .venv/.dev
	@$(BIN)/python -m pytest -m "not long"

test-all: .venv/.dev
	@$(BIN)/python -m pytest --hypothesis-profile=thorough

test-quick: .venv/.dev
	@$(BIN)/python -m pytest -m "not long and not slow and not browser and not office"

bless: .venv/.dev
	@$(BIN)/python -m pytest --bless

bundle: .venv/.site
	@$(RUN) bundle

bench: .venv/.dev
	@$(BIN)/python benchmarks/bench.py
	@$(BIN)/python benchmarks/preview.py
	@$(BIN)/python benchmarks/editing.py

bench-growth: .venv/.dev
	@$(BIN)/python benchmarks/growth.py
	@$(BIN)/python benchmarks/growth.py --own

bench-portal: .venv/.dev
	@$(BIN)/python benchmarks/portal.py

bench-peers: .venv/.dev
	@$(BIN)/python benchmarks/peers.py

# SEED 和 NUMBER 定改哪些行、改多少处。
mutants: .venv/.dev
	@$(BIN)/python benchmarks/mutants.py --seed $(or $(SEED),1) --number $(or $(NUMBER),100)

hunt: .venv/.dev
	@$(BIN)/python benchmarks/hunt.py --seed $(or $(SEED),1) --number $(or $(NUMBER),10000)

wheel: .venv/.dev
	@$(BIN)/python -m hatchling build --target wheel

offline: .venv/.dev
	@$(BIN)/python -m release.offline

pictures: .venv/.dev
	@$(BIN)/python -m release.pictures

# Looks the pinned versions up in the advisory database of PyPI; installs nothing of ours. What could not be
# looked up fails as a vulnerability does.
audit: .venv-audit/.installed
	@.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock -r requirements-dev.lock || \
		{ echo "有已知的漏洞，或者没有查成（要连得上 PyPI 的漏洞库）：见上面" >&2; exit 1; }

.venv-audit/.installed: release/audit.lock
	@rm -rf .venv-audit
	@$(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/pip install --quiet --require-hashes -r release/audit.lock
	@touch $@

# The same tree under the successor of the theme's generator, into out/zensical/site; says what that site lacks.
site-zensical: .venv/.dev
	@$(RUN) render
	@$(BIN)/python -m responsibility.build.zensical

schema: .venv/.site
	@$(RUN) schema

clean:
	rm -rf .venv .venv-peers .venv-audit out dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis .site.*

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新的版本；可用 make PYTHON=python3.12 指定" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "建不了 .venv：在 Debian/Ubuntu 上请先安装 python3-venv" >&2; rm -rf .venv; exit 1; }

.venv/.site: requirements.lock | .venv/bin/python
	@$(BIN)/python release/install.py requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.site
	@$(BIN)/python release/install.py requirements-dev.lock
	@touch $@
