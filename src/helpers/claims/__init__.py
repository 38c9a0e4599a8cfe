"""Who claimed the attacks?"""
