"""When were the convoys attacked?"""
