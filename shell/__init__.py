"""The imperative shell around the compiler: reads folders, writes the site, runs MkDocs."""
