"""Layers as the analyses read them, and what they find as features."""
