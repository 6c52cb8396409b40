"""Tests and the local Open Charge Map server that they share with the demo."""
