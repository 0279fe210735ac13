"""The whole site as a plain documentation folder, which any generator that reads Markdown and `mkdocs.yml` builds."""
