"""Whose reports are these, and what do they miss?"""
