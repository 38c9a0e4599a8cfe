"""Who reported the attacks, and what is missing?"""
