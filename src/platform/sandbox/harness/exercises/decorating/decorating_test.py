import unittest
from unittest.mock import patch

from decorating import Closable, Door, Field, Model, Positive, Upper, add_repr


@add_repr
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Item:
    price = Positive()
    count = Positive()
    code = Upper()

    def __init__(self, price, count):
        self.price = price
        self.count = count
        self.code = "ab"

    def total(self):
        return self.price * self.count


class User(Model):
    name = Field("nobody")
    age = Field(0)


class DecoratingTest(unittest.TestCase):
    def test_a_decorated_class(self):
        self.assertEqual(repr(Point(1, "a")), "Point(x=1, y='a')")

    def test_descriptors(self):
        item = Item(2, 3)
        item.count = 4
        self.assertEqual((item.total(), item.code), (8, "AB"))
        with self.assertRaisesRegex(ValueError, "price must be positive"):
            Item(0, 1)

    def test_fields(self):
        user = User(name="Ada")
        self.assertEqual((user.name, user.age), ("Ada", 0))
        self.assertEqual(sorted(User.fields), ["age", "name"])

    def test_protocols(self):
        class Lid:
            def close(self):
                pass

        self.assertIsInstance(Door("front"), Closable)
        self.assertIsInstance(Lid(), Closable)
        self.assertNotIsInstance(3, Closable)

    def test_patched_methods(self):
        with patch.object(Door, "__init__", lambda self, name: setattr(self, "name", "patched")):
            self.assertEqual(Door("front").name, "patched")
        with patch.object(Door, "__str__", return_value="mocked"):
            self.assertEqual(str(Door("front")), "mocked")
        self.assertEqual(str(Door("front")), "door front")


if __name__ == "__main__":
    unittest.main()
