"""The house of forty as it is served, and a page of it as one of its people sees it."""

from forty_house import FortyHouse
from playwright.sync_api import Browser, Page
from serving import Server, page_as
from small_house import begin_session


def opened(browser: Browser, serving: list[Server], house: FortyHouse, who: str, page: str) -> Page:
    """Serve the house and open a page as somebody of it."""
    person = house.chair if who == "chair" else house.people[who][0]
    token = begin_session(house.database, person, f"token of {who}")
    file = house.database.path
    assert file
    house.database.close()
    server = Server(file).start()
    serving.append(server)
    return page_as(browser, f"{server.url}/{page}", token)
