import logging, unittest, warnings
import shop

class T(unittest.TestCase):

    def test_logs(self):
        with self.assertLogs('shop', level='INFO') as cm:
            shop.buy('tea')
        self.assertEqual(cm.output, ['INFO:shop:bought tea'])
        self.assertEqual(cm.records[0].levelname, 'INFO')

    def test_root(self):
        with self.assertLogs(level='WARNING') as cm:
            shop.fail('x')
        self.assertIn('failed x', cm.output[0])

    def test_no(self):
        with self.assertNoLogs('shop', level='ERROR'):
            shop.buy('a')

    def test_warns(self):
        with self.assertWarns(DeprecationWarning):
            shop.old()

    def test_warns_regex(self):
        with self.assertWarnsRegex(UserWarning, 'care'):
            shop.careful()

    def test_catch(self):
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            shop.careful()
            self.assertEqual(len(w), 1)
            self.assertTrue(issubclass(w[-1].category, UserWarning))
            self.assertIn('care', str(w[0].message))
