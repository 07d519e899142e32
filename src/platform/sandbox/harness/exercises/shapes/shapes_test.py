import copy
import inspect
import unittest
from collections import Counter
from dataclasses import FrozenInstanceError

from shapes import Box, Celsius, Circle, Color, Level, Point, Shape, Stack


class Square(Shape):
    def __init__(self, side):
        super().__init__(Color.GREEN)
        self.side = side

    def area(self):
        return self.side * self.side


class ShapesTest(unittest.TestCase):
    def test_abstract(self):
        with self.assertRaises(TypeError):
            Shape()
        self.assertTrue(issubclass(Circle, Shape))
        self.assertTrue(hasattr(Shape, "area"))

    def test_inherited(self):
        circle = Circle(2, color=Color.GREEN)
        self.assertIsInstance(circle, Shape)
        self.assertAlmostEqual(circle.area(), 12.566, places=3)
        self.assertEqual(circle.describe(), "Circle of 12.57")
        self.assertIs(circle.color, Color.GREEN)

    def test_lineage(self):
        self.assertEqual([cls.__name__ for cls in Circle.__mro__], ["Circle", "Shape", "ABC", "object"])
        self.assertEqual(Circle.__bases__, (Shape,))
        self.assertIs(Circle.__base__, Shape)
        self.assertEqual(Box.__bases__, (object,))
        self.assertEqual(inspect.getmro(Box), (Box, object))

    def test_a_subclass_of_the_tests(self):
        square = Square(3)
        self.assertEqual(square.area(), 9)
        self.assertEqual(square.describe(), "Square of 9.00")
        self.assertEqual(square.color, Color.GREEN)
        self.assertEqual(square.side, 3)

    def test_enum(self):
        self.assertEqual(Color.RED.value, 1)
        self.assertEqual(Color(2), Color.GREEN)
        self.assertEqual(Color["RED"].name, "RED")
        self.assertEqual([color.name for color in Color], ["RED", "GREEN"])
        self.assertEqual(len(Color), 2)
        self.assertGreater(Level.HIGH, Level.LOW)
        self.assertEqual(Level.HIGH, 3)

    def test_named_tuple(self):
        point = Point(1, 2)
        self.assertEqual(point, (1, 2))
        self.assertEqual(point.x + point[1], 3)
        x, y = point
        self.assertEqual((x, y), (1, 2))

    def test_dataclass(self):
        self.assertEqual(Box(2), Box(2, 1))
        self.assertLess(Box(1, 5), Box(2, 1))
        self.assertEqual(repr(Box(2)), "Box(width=2, height=1)")
        self.assertEqual(sorted([Box(3), Box(1), Box(2)])[0].width, 1)
        with self.assertRaises(FrozenInstanceError):
            Box(1).width = 3
        self.assertEqual(Counter([Box(1), Box(1), Box(2)])[Box(1)], 2)

    def test_subclass_of_list(self):
        stack = Stack([1])
        stack.push(2)
        self.assertIsInstance(stack, list)
        self.assertEqual(stack, [1, 2])
        self.assertEqual(stack.top, 2)
        self.assertEqual(len(stack), 2)
        self.assertEqual(list(stack), [1, 2])

    def test_subclass_of_float(self):
        self.assertEqual(Celsius(100).to_fahrenheit(), 212)
        self.assertEqual(Celsius(1.5) + 1, 2.5)

    def test_copies(self):
        circle = Circle(1)
        other = copy.deepcopy(circle)
        other.radius = 5
        self.assertEqual(circle.radius, 1)
        self.assertIsNot(circle, other)

    def test_inspection(self):
        self.assertEqual(list(inspect.signature(Circle.area).parameters), ["self"])
        self.assertTrue(inspect.isclass(Circle))
        self.assertEqual(Circle.__name__, "Circle")
        self.assertEqual(Circle.__doc__, None)
