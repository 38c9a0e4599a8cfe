"""Where were they attacked?"""
