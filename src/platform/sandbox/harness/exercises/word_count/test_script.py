import io, runpy, subprocess, sys, unittest, os
from unittest.mock import patch

class T(unittest.TestCase):

    def run_it(self, text, *args):
        return subprocess.run([sys.executable, 'wordcount.py', *args], input=text, capture_output=True, text=True, timeout=5)

    def test_run(self):
        r = self.run_it('a b\nc\n')
        self.assertEqual(r.stdout.strip(), '2 lines, 3 words')
        self.assertEqual(r.returncode, 0)

    def test_args(self):
        r = self.run_it('a b\n', '--upper')
        self.assertEqual(r.stdout, '1 LINES, 2 WORDS\n')

    def test_bad(self):
        r = self.run_it('', '--zzz')
        self.assertEqual(r.returncode, 2)
        self.assertIn('unknown', r.stderr)

    def test_process(self):
        with subprocess.Popen([sys.executable, 'wordcount.py'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(b'a b c\n')
            out, err = process.communicate()
        self.assertEqual((out, err, process.returncode), (b'1 lines, 3 words\n', None, 0))

    def test_runpy(self):
        with patch('sys.stdin', io.StringIO('x y z\n')), patch('sys.stdout', new_callable=io.StringIO) as out, patch('sys.argv', ['wordcount.py']):
            runpy.run_path('wordcount.py', run_name='__main__')
        self.assertEqual(out.getvalue(), '1 lines, 3 words\n')

    def test_import(self):
        import wordcount
        self.assertEqual(wordcount.count('a b'), (1, 2))
