"""Who says that they did it?"""
