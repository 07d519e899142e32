import pytest

@pytest.fixture
def basket():
    from shop.basket import Basket
    return Basket()

@pytest.fixture(scope='session')
def prices():
    return {'tea': 3}
