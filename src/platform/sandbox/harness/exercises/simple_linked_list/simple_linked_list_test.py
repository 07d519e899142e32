import unittest

from simple_linked_list import EmptyListException, LinkedList


class SimpleLinkedListTest(unittest.TestCase):
    def test_empty_list_has_len_zero(self):
        sut = LinkedList()
        self.assertEqual(len(sut), 0)

    def test_non_empty_list_has_correct_len(self):
        self.assertEqual(len(LinkedList([1, 2, 3])), 3)

    def test_error_on_empty_list_head(self):
        sut = LinkedList()
        with self.assertRaises(EmptyListException) as err:
            sut.head()
        self.assertEqual(type(err.exception), EmptyListException)
        self.assertEqual(err.exception.args[0], "The list is empty.")
        self.assertEqual(err.exception.message, "The list is empty.")

    def test_non_empty_list_traverse(self):
        sut = LinkedList(range(10))
        current = sut.head()
        for i in range(10):
            self.assertEqual(current.value(), 9 - i)
            current = current.next()
        self.assertIsNone(current)

    def test_iterator_independence(self):
        sut = LinkedList([1, 2, 3])
        one, other = iter(sut), iter(sut)
        self.assertEqual(next(one), 3)
        self.assertEqual(next(one), 2)
        self.assertEqual(next(other), 3)

    def test_non_empty_list_to_list_is_reversed(self):
        self.assertEqual(list(LinkedList(range(4)).reversed()), [0, 1, 2, 3])
        self.assertEqual([*LinkedList("ab")], ["b", "a"])
        self.assertIn(2, LinkedList([1, 2]))
