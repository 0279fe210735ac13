"""The checks of the built site that need Node or Java: Lighthouse and the Nu HTML checker."""
