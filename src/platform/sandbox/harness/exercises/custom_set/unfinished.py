class CustomSet:
    def __init__(self, elements=[]):
        pass
