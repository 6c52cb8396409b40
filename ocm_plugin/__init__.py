"""The plugin: each sub-package is a room with one purpose, and imports point one way (see README)."""
