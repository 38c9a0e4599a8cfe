"""Intervals that every question uses."""
