"""The doors with a provider of single sign-on beside them, begun anew for each test."""

from collections.abc import Iterator

import pytest
from sign_on_house import SignOnHouse, sign_on_house

from drafting.domain.people import Stakeholder


@pytest.fixture(scope="session")
def served_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignOnHouse]:
    with sign_on_house(tmp_path_factory.mktemp("sign-on") / "small.duckdb") as made:
        yield made


@pytest.fixture
def house(served_house: SignOnHouse) -> SignOnHouse:
    served_house.begin_anew()
    return served_house


@pytest.fixture
def ann(house: SignOnHouse) -> Stakeholder:
    return house.ann
