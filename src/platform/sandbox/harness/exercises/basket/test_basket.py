import math, warnings, logging, os, sys
import pytest
from pytest import approx, raises, mark, param
from shop.basket import Basket, Empty, greet, slow, read, ask, log_it, warn_it
from shop import prices as price_module
pytestmark = pytest.mark.basket

@pytest.fixture
def full(basket, prices):
    basket.add('tea', prices['tea'])
    yield basket
    basket.clear()

@pytest.fixture(params=[1, 2, 3], ids=['one', 'two', 'three'])
def count(request):
    return request.param

@pytest.fixture(name='renamed')
def _other():
    return 7

@pytest.fixture(autouse=True)
def each():
    os.environ['EACH'] = '1'
    yield
    del os.environ['EACH']

def test_empty(basket):
    assert basket.total() == 0

def test_full(full):
    assert full.total() == 3
    assert 'tea' in full

def test_count(basket, count):
    for i in range(count):
        basket.add('x', 1)
    assert basket.total() == count

def test_renamed(renamed):
    assert renamed == 7

@pytest.mark.parametrize('a,b', [(1, 2), pytest.param(3, 4, id='big'), param(5, 6, marks=pytest.mark.xfail(reason='x'))])
@mark.parametrize('c', [10, 20])
def test_many(a, b, c):
    bk = Basket()
    bk.add('a', a)
    bk.add('b', b)
    bk.add('c', c)
    assert bk.total() == a + b + c and a != 5

@pytest.mark.parametrize(('n', 'want'), [(1, 1.0), (2, approx(2.0))], ids=lambda v: f'v{v}')
def test_ids(n, want):
    assert n == want

def test_raises():
    with pytest.raises(Empty, match='no .*s') as info:
        Basket().pop()
    assert info.value.size == 0
    assert info.type is Empty
    assert 'no items' in str(info.value)
    assert info.match('items')
    raises(Empty, Basket().pop)
    with raises((ValueError, Empty)):
        Basket().pop()

def test_approx():
    assert 0.1 + 0.2 == approx(0.3)
    assert [0.1 + 0.2, 1] == approx([0.3, 1.0])
    assert {'a': 1.0000001} == approx({'a': 1})
    assert 100 != approx(101, abs=0.5)
    assert 100 == approx(101, rel=0.1)
    assert Basket().mean() == approx(0)
    assert approx(0.3) == 0.1 + 0.2
    assert not 1 == approx(2)

def test_capsys(capsys):
    greet('Bo')
    out, err = capsys.readouterr()
    assert out == 'Hi Bo\n' and err == ''
    greet('Al')
    assert capsys.readouterr().out == 'Hi Al\n'

def test_monkey(monkeypatch):
    monkeypatch.setattr('builtins.input', lambda _='': '42')
    assert ask() == 42
    monkeypatch.setattr(price_module, 'TAX', 2)
    assert price_module.with_tax(3) == 6
    monkeypatch.setattr('shop.prices.TAX', 3)
    assert price_module.with_tax(3) == 9
    monkeypatch.setenv('SHOP', 'x')
    assert os.environ['SHOP'] == 'x'
    assert price_module.env() == 'x'
    monkeypatch.delenv('SHOP')
    monkeypatch.delenv('NOPE', raising=False)
    assert price_module.env() is None
    monkeypatch.setattr('time.sleep', lambda s: None)
    slow()
    monkeypatch.setitem(price_module.TABLE, 'k', 5)
    assert price_module.TABLE['k'] == 5
    monkeypatch.delattr(price_module, 'GONE')
    assert not hasattr(price_module, 'GONE')
    monkeypatch.setattr(sys, 'argv', ['p', 'q'])

def test_undone():
    assert price_module.TAX == 1
    assert price_module.GONE == 1

def test_tmp(tmp_path, monkeypatch):
    p = tmp_path / 'a.txt'
    p.write_text('one\ntwo\n')
    assert read(p) == ['one', 'two']
    assert read(str(p)) == ['one', 'two']
    monkeypatch.chdir(tmp_path)
    assert read('a.txt') == ['one', 'two']

def test_factory(tmp_path_factory):
    d = tmp_path_factory.mktemp('d')
    (d / 'x').write_text('z')
    assert read(d / 'x') == ['z']

def test_tmpdir(tmpdir):
    f = tmpdir.join('x.txt')
    f.write('q')
    assert read(str(f)) == ['q']

def test_caplog(caplog):
    with caplog.at_level(logging.INFO):
        log_it('x')
    assert 'got x' in caplog.text
    assert caplog.records[0].levelname == 'INFO'
    assert caplog.messages == ['got x']

def test_warns():
    with pytest.warns(UserWarning, match='care'):
        warn_it()

def test_skip_inside():
    pytest.skip('no')

@pytest.mark.skip(reason='later')
def test_skipped():
    assert False

@pytest.mark.skipif(sys.version_info < (9, 0), reason='old')
def test_skipif():
    assert False

@pytest.mark.xfail
def test_xfail():
    assert Basket().total() == 9

class TestBasket:

    @classmethod
    def setup_class(cls):
        cls.made = []

    def setup_method(self, method):
        self.b = Basket()
        self.made.append(1)

    def teardown_method(self):
        self.b.clear()

    def test_one(self):
        self.b.add('t', 2)
        assert self.b.total() == 2
        assert self.made

    @pytest.mark.parametrize('n', [1, 2])
    def test_n(self, n):
        self.b.add('t', n)
        assert self.b.total() == n

    @pytest.fixture
    def own(self):
        return self.b

    def test_own(self, own):
        assert own is self.b

    class TestInner:

        def test_deep(self):
            assert Basket().total() == 0

@pytest.mark.parametrize('x', [1, 2])
class TestParam:

    def test_x(self, x):
        b = Basket()
        b.add('x', x)
        assert b.total() == x

@pytest.mark.usefixtures('basket')
def test_use():
    assert True

@pytest.mark.parametrize('count', [9], indirect=True)
def test_indirect(count):
    assert count == 9

@pytest.mark.parametrize('name,args', [('total', ()), ('mean', ())])
def test_methods(name, args):
    assert getattr(Basket(), name)(*args) == 0

def setup_module(module):
    module.ready = True

def setup_function(function):
    assert ready

def test_ready():
    assert ready

def test_fixture_request(request):
    assert request.node.name.startswith('test_fixture')
    request.addfinalizer(lambda: None)

def test_fail():
    with pytest.raises(pytest.fail.Exception):
        pytest.fail('x')

def test_record(recwarn):
    warn_it()
    assert len(recwarn) == 1
    assert 'care' in str(recwarn.pop(UserWarning).message)

async def helper():
    return 1

@pytest.mark.timeout(5)
def test_timeout():
    assert Basket().total() == 0
