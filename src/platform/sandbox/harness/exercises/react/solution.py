class InputCell:
    def __init__(self, value):
        self._value = value
        self.dependents = []

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        touched = []
        for cell in self.dependents:
            cell.recompute(touched)
        for cell in touched:
            cell.announce()


class ComputeCell:
    def __init__(self, inputs, function):
        self.inputs = inputs
        self.function = function
        self.dependents = []
        self.callbacks = []
        self.value = self.told = function([cell.value for cell in inputs])
        for cell in inputs:
            cell.dependents.append(self)

    def recompute(self, touched):
        self.value = self.function([cell.value for cell in self.inputs])
        if self not in touched:
            touched.append(self)
        for cell in self.dependents:
            cell.recompute(touched)

    def announce(self):
        if self.value != self.told:
            self.told = self.value
            for callback in list(self.callbacks):
                callback(self.value)

    def add_callback(self, callback):
        self.callbacks.append(callback)

    def remove_callback(self, callback):
        if callback in self.callbacks:
            self.callbacks.remove(callback)
