import dataclasses
import unittest

import plugins
from plugins import Item, Model, Plugin, Shape, Stack


class Square(Shape):
    side = 1.0
    kind = "unknown"

    def __init__(self, name, side):
        super().__init__(name)
        self.kind = "square"
        self.side = side

    def area(self):
        return self.side**2


class Odd(Shape):
    made = 0

    def __init__(self):
        super().__init__("odd")
        self._size = 2

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, value):
        self._size = value * 10

    @classmethod
    def make(cls):
        cls.made += 1
        return cls()

    @staticmethod
    def unit():
        return 7

    def area(self):
        return self.size + self.unit()


class PluginsTest(unittest.TestCase):
    def test_a_class_below_registers(self):
        class Hello(Plugin):
            def run(self):
                return "hello"

        self.assertIs(Plugin.registry["hello"], Hello)
        self.assertEqual(Plugin.registry["hello"]().run(), "hello")

    def test_a_class_below_has_options(self):
        class Numbered(Plugin, label="number"):
            def __init__(self, number):
                self.number = number

            def run(self):
                return self.number

        self.assertEqual(Plugin.registry["number"](3).run(), 3)

    def test_a_class_below_may_be_refused(self):
        with self.assertRaisesRegex(TypeError, "needs run"):

            class Idle(Plugin):
                pass

    def test_a_class_method_called_register(self):
        @Plugin.register("plain")
        def plain():
            return 4

        self.assertEqual(Plugin.registry["plain"](), 4)

    def test_a_metaclass_marks(self):
        class Child(Model):
            pass

        self.assertEqual((Model.tag, Child.tag), ("model", "child"))

    def test_attributes_hide_those_of_their_class(self):
        square = Square("q", 3)
        self.assertEqual(square.side, 3)
        self.assertEqual(square.describe(), "square q: 9.0")

    def test_members_of_every_kind(self):
        odd = Odd.make()
        self.assertEqual((Odd.made, odd.made), (1, 1))
        odd.size = 3
        self.assertEqual(odd.size, 30)
        self.assertEqual(odd.describe(), "shape odd: 37.0")
        Odd.kind = "changed"
        self.assertEqual(odd.describe(), "changed odd: 37.0")

    def test_a_dataclass_below_one(self):
        @dataclasses.dataclass
        class Sold(Item):
            cents: int = 0

            def price(self):
                return self.cents / 100

        self.assertEqual(Sold("tea", cents=250).label(), "tea (2.5)")
        self.assertEqual(Sold("tea"), Sold("tea"))
        self.assertEqual(repr(Item("tea")), "Item(name='tea', tags=[])")

    def test_a_generic_class_of_something(self):
        stack = Stack[int]()
        stack.push(1)
        self.assertEqual(stack.items, [1])

    def test_what_a_module_says_of_itself(self):
        self.assertEqual(plugins.__doc__, "Shapes that others build on.")


if __name__ == "__main__":
    unittest.main()
