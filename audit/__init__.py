"""The checks that need Node or Java: Lighthouse, the Nu HTML checker, and the YAML language server of editors."""
