import csv, os, tempfile, unittest, json
from pathlib import Path
from report import summarize, write_json, count_lines, rename_all

class ReportTest(unittest.TestCase):

    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        self.path = os.path.join(self.dir.name, 'in.csv')
        with open(self.path, 'w', newline='') as f:
            w = csv.writer(f)
            w.writerow(['name', 'n'])
            w.writerow(['a', 3])
            w.writerow(['b', 4])

    def test_sum(self):
        self.assertEqual(summarize(self.path), {'rows': 2, 'total': 7})

    def test_json(self):
        out = Path(self.dir.name) / 'out.json'
        write_json(self.path, out)
        self.assertTrue(out.exists())
        self.assertEqual(json.loads(out.read_text()), [{'name': 'a', 'n': '3'}, {'name': 'b', 'n': '4'}])

    def test_missing(self):
        with self.assertRaises(FileNotFoundError):
            count_lines(os.path.join(self.dir.name, 'nope'))

    def test_cwd(self):
        old = os.getcwd()
        os.chdir(self.dir.name)
        try:
            self.assertEqual(count_lines('in.csv'), 3)
        finally:
            os.chdir(old)

    def test_rename(self):
        rename_all(self.dir.name, '.csv', '.bak')
        self.assertEqual(os.listdir(self.dir.name), ['in.bak'])

    def test_named(self):
        with tempfile.NamedTemporaryFile('w', suffix='.txt', delete=False) as f:
            f.write('x\ny\n')
        self.assertEqual(count_lines(f.name), 2)
        os.unlink(f.name)
