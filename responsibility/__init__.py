"""Compiles policy documents, captured as YAML, into a responsibility site.

The packages, each importing only those before it (held by the contracts in ``pyproject.toml``):

    errors, resources → model → language → data → proof, graph → checks → importing → diff → views →
    outputs → build → cli

Nothing before ``build`` but ``data.folder`` and ``data.git`` touches a folder; nothing there reads the
clock or the environment. Only ``cli`` prints or ends the process.
"""

__version__ = "0.2.0"

SITE_FILE = "site.yml"
"""What an office says of itself; it stands beside the tasks folder and marks a project."""
DATA_FORMAT = 2
"""The format of the data that this version reads and writes: ``format`` in a project's ``site.yml``."""
