import dataclasses, unittest
from dataclasses import asdict, fields, replace, FrozenInstanceError, is_dataclass, astuple
from inventory import Item, Point, Order, Status, Level, Perm, Pair

class T(unittest.TestCase):

    def test_eq(self):
        self.assertEqual(Item('a', 2), Item('a', 2))
        self.assertNotEqual(Item('a'), Item('b'))

    def test_repr(self):
        self.assertEqual(repr(Item('a', 2)), "Item(name='a', price=2, tags=[])")

    def test_asdict(self):
        self.assertEqual(asdict(Item('a', 2)), {'name': 'a', 'price': 2, 'tags': []})

    def test_astuple(self):
        self.assertEqual(astuple(Point(1, 2)), (1, 2))

    def test_fields(self):
        self.assertEqual([f.name for f in fields(Item)], ['name', 'price', 'tags'])

    def test_is(self):
        self.assertTrue(is_dataclass(Item))
        self.assertTrue(dataclasses.is_dataclass(Point(1, 2)))

    def test_replace(self):
        self.assertEqual(replace(Point(1, 2), y=5), Point(1, 5))

    def test_frozen(self):
        p = Point(1, 2)
        with self.assertRaises(FrozenInstanceError):
            p.x = 3
        with self.assertRaises(dataclasses.FrozenInstanceError):
            p.x = 3
        with self.assertRaises(AttributeError):
            p.x = 4

    def test_hash(self):
        self.assertEqual(len({Point(1, 2), Point(1, 2), Point(2, 1)}), 2)
        self.assertEqual({Point(1, 1): 'x'}[Point(1, 1)], 'x')

    def test_order(self):
        self.assertEqual(sorted([Order(3), Order(1)]), [Order(1), Order(3)])
        self.assertLess(Order(1), Order(2))
        self.assertEqual(max([Order(1), Order(2)]).n, 2)

    def test_not_shared(self):
        a, b = (Item('a'), Item('b'))
        a.tags.append(1)
        self.assertEqual(b.tags, [])
        self.assertEqual(a.tags, [1])

    def test_enum(self):
        self.assertIs(Status('open'), Status.OPEN)
        self.assertEqual(Status['OPEN'], Status.OPEN)
        self.assertEqual([s.name for s in Status], ['OPEN', 'DONE'])
        self.assertEqual(Status.DONE.value, 'done')
        self.assertIn(Status.OPEN, Status)
        self.assertEqual(len(Status), 2)
        self.assertIsInstance(Status.OPEN, Status)
        with self.assertRaises(ValueError):
            Status('zzz')
        with self.assertRaises(KeyError):
            Status['zzz']
        self.assertEqual({Status.OPEN: 1}[Status.OPEN], 1)

    def test_intenum(self):
        self.assertEqual(Level.HIGH, 3)
        self.assertGreater(Level.HIGH, Level.LOW)
        self.assertEqual(Level.HIGH + 1, 4)

    def test_flag(self):
        self.assertEqual((Perm.R | Perm.W).value, 3)
        self.assertTrue(Perm.R in Perm.R | Perm.W)
        self.assertEqual(Perm.R | Perm.W, Perm(3))

    def test_namedtuple(self):
        p = Pair(1, 2)
        self.assertEqual(p, (1, 2))
        self.assertEqual(p.left, 1)
        a, b = p
        self.assertEqual(b, 2)
        self.assertEqual(p._replace(left=5), Pair(5, 2))
        self.assertEqual(p._asdict(), {'left': 1, 'right': 2})
        self.assertEqual(Pair._fields, ('left', 'right'))
        self.assertIsInstance(p, tuple)
