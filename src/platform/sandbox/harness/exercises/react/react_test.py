import unittest
from functools import partial

from react import ComputeCell, InputCell


class ReactTest(unittest.TestCase):
    def test_an_input_cell_s_value_can_be_set(self):
        cell = InputCell(4)
        cell.value = 20
        self.assertEqual(cell.value, 20)

    def test_compute_cells_take_inputs_in_the_right_order(self):
        one, two = InputCell(1), InputCell(2)
        output = ComputeCell([one, two], lambda inputs: inputs[0] + inputs[1] * 10)
        self.assertEqual(output.value, 21)

    def test_compute_cells_can_depend_on_other_compute_cells(self):
        cell = InputCell(1)
        times_two = ComputeCell([cell], lambda inputs: inputs[0] * 2)
        times_thirty = ComputeCell([cell], lambda inputs: inputs[0] * 30)
        output = ComputeCell([times_two, times_thirty], lambda inputs: inputs[0] + inputs[1])
        self.assertEqual(output.value, 32)
        cell.value = 3
        self.assertEqual(output.value, 96)

    def test_callbacks_can_be_added_and_removed(self):
        cell = InputCell(11)
        output = ComputeCell([cell], lambda inputs: inputs[0] + 1)
        seen, other = [], []
        first = self.callback_factory(seen)
        output.add_callback(first)
        output.add_callback(partial(other.append))
        cell.value = 31
        self.assertEqual(seen[-1], 32)
        output.remove_callback(first)
        cell.value = 41
        self.assertEqual(len(seen), 1)
        self.assertEqual(other, [32, 42])

    def callback_factory(self, observer):
        def callback(observer, value):
            observer.append(value)

        return partial(callback, observer)
