"""Compiles policy documents, captured as YAML, into a responsibility site.

The passes, each importing only what stands before it:

    model → load → graph → checks → views → render, exports
             └ figures → document ┘

No module in this package reads the clock, the environment or the current
folder, writes a file or ends the process; ``build.py`` and ``shell/`` do.
"""
