from datetime import datetime
LIMIT = 3

def greeting():
    pass

class Sensor:
    value = 1

    def read(self):
        pass

def stamp():
    pass
