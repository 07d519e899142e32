import datetime as dt, unittest
from datetime import datetime, date, timedelta, timezone
from unittest import mock
from unittest.mock import patch, Mock, PropertyMock, ANY, sentinel
import daytime

class T(unittest.TestCase):

    @patch('daytime.datetime')
    def test_now(self, m):
        m.now.return_value = datetime(2020, 1, 1, 9)
        self.assertEqual(daytime.greeting(), 'Good morning')
        m.now.return_value = datetime(2020, 1, 1, 20)
        self.assertEqual(daytime.greeting(), 'Good evening')

    def test_age(self):
        self.assertEqual(daytime.age(date(2000, 5, 1), today=date(2020, 4, 30)), 19)

    def test_delta(self):
        self.assertEqual(daytime.until(datetime(2020, 1, 2), datetime(2020, 1, 1)), timedelta(days=1))

    def test_utc(self):
        self.assertEqual(daytime.utc(0), datetime(1970, 1, 1, tzinfo=timezone.utc))

    def test_prop(self):
        with patch.object(daytime.Sensor, 'value', new_callable=PropertyMock) as v:
            v.return_value = 42
            self.assertEqual(daytime.read(daytime.Sensor()), 42)

    def test_any(self):
        f = Mock()
        daytime.notify(f, 'x')
        f.assert_called_once_with('x', at=ANY)
        self.assertIsInstance(f.call_args.kwargs['at'], datetime)

    def test_side(self):
        f = Mock(side_effect=[ConnectionError('no'), ConnectionError('no'), 'ok'])
        self.assertEqual(daytime.retry(f, 3), 'ok')
        self.assertEqual(f.call_count, 3)
        f = Mock(side_effect=ConnectionError('down'))
        with self.assertRaises(ConnectionError):
            daytime.retry(f, 2)

    def test_spec(self):
        s = mock.create_autospec(daytime.Sensor, instance=True)
        s.read.return_value = 7
        self.assertEqual(daytime.ask(s), 7)

    def test_sentinel(self):
        self.assertIs(daytime.same(sentinel.x), sentinel.x)
        o = object()
        self.assertIs(daytime.same(o), o)

    def test_open(self):
        with patch('builtins.open', mock.mock_open(read_data='a\nb\n')) as m:
            self.assertEqual(daytime.lines('f.txt'), ['a', 'b'])
            m.assert_called_once_with('f.txt')

    def test_time(self):
        with patch('time.time', return_value=5):
            self.assertEqual(daytime.stamp(), 5)

    @patch.object(daytime, 'LIMIT', 2)
    def test_const(self):
        self.assertEqual(daytime.clip([1, 2, 3]), [1, 2])

    @patch.multiple('daytime', LIMIT=1, stamp=lambda: 3)
    def test_multi(self):
        self.assertEqual(daytime.clip([1, 2]), [1])
        self.assertEqual(daytime.stamp(), 3)

    def test_manager(self):
        m = Mock()
        daytime.steps(m)
        self.assertEqual(m.mock_calls, [mock.call.a(1), mock.call.b(x=2)])
        self.assertEqual([c[0] for c in m.method_calls], ['a', 'b'])

    def test_wraps(self):
        with patch('daytime.stamp', wraps=lambda: 9) as s:
            self.assertEqual(daytime.twice_stamp(), 18)
            self.assertEqual(s.call_count, 2)

    def test_stop(self):
        p = patch('daytime.LIMIT', 0)
        p.start()
        self.addCleanup(p.stop)
        self.assertEqual(daytime.clip([1]), [])
