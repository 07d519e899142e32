class Clock:
    def __init__(self, hour, minute):
        pass

    def __repr__(self):
        pass

    def __str__(self):
        pass

    def __eq__(self, other):
        pass
