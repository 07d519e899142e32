class ComplexNumber:
    def __init__(self, real, imaginary):
        pass
