import unittest

from tree_building import BuildTree, Record


class TreeBuildingTest(unittest.TestCase):
    def test_empty_list_input(self):
        self.assertIsNone(BuildTree([]))

    def test_one_node(self):
        root = BuildTree([Record(0, 0)])
        self.assert_node_is_leaf(root, node_id=0)

    def test_more_than_two_children(self):
        records = [Record(3, 2), Record(2, 0), Record(1, 0), Record(0, 0)]
        root = BuildTree(records)
        self.assert_node_is_branch(root, 0, 2)
        self.assert_node_is_leaf(root.children[0], 1)
        self.assert_node_is_leaf(root.children[1].children[0], 3)

    def test_cycle_directly(self):
        with self.assertRaises(ValueError) as err:
            BuildTree([Record(0, 0), Record(1, 1)])
        self.assertEqual(err.exception.args[0], "Only root should have equal record and parent id.")

    def assert_node_is_branch(self, node, node_id, children_count):
        self.assertEqual(node.node_id, node_id)
        self.assertEqual(len(node.children), children_count)

    def assert_node_is_leaf(self, node, node_id):
        self.assert_node_is_branch(node, node_id, 0)
