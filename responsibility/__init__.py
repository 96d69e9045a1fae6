"""Compiles policy documents, captured as YAML, into a responsibility site.

The packages, each importing only those before it (held by the contracts in ``pyproject.toml``):

    errors → model → language → data → proof, graph → checks → importing → diff → views → outputs → build → cli

Nothing above ``build`` but ``data.folder`` and ``data.git`` touches a folder; nothing there reads the
clock or the environment, prints or ends the process.
"""

__version__ = "0.2.0"
