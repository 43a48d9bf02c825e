"""Sweep explorer: what ships is what `trustsim sweep` made, and a point goes to the other pages."""

import shutil
from pathlib import Path

import pytest
from browsing import dark, looking, press

import trustsim as ts
from trustsim import sweeps
from trustsim.showing.dashboard import shelf
from trustsim.showing.dashboard.limits import check_work
from trustsim.sweeps import load_sweep, read_sweep

CONFIGS = Path(__file__).parents[1] / "configs" / "sweeps"
NAME = "fright_by_mentalising"
SHIPPED = sorted(folder.name for folder in shelf.SHIPPED.iterdir())


@pytest.fixture
def page(browser, dashboard):
    with looking(browser, dashboard, "/sweeps") as page:
        page.wait_for_selector("[data-cell]")
        yield page


def means(measure):
    """The mean of a measure at every point of the sweep that is shown first."""
    rows = read_sweep(shelf.SHIPPED / NAME, [measure])
    return rows.groupby("point")["value"].mean()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_sweep_that_ships_is_finished_and_that_of_its_config(name):
    asked = load_sweep(CONFIGS / f"{name}.toml")
    found = shelf.found(shelf.SHIPPED / name)
    assert tuple(asked.varied) == found.varied
    assert found.rows["point"].nunique() == len(asked.points)
    assert not found.stale
    check_work(shelf.scenario(found, 0))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_sweep_that_ships_has_the_numbers_of_this_theory(name):
    found = shelf.found(shelf.SHIPPED / name)
    records = ts.run(shelf.scenario(found, 7))
    rows = found.rows[(found.rows["point"] == 7) & (found.rows["world"] == 0)]
    secure = rows[rows["measure"] == "secure"]["value"].item()
    assert secure == ts.measures.class_shares(records)[0, 0]


def test_sweeps_that_were_played_here_are_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sweeps" / "not_a_sweep").mkdir(parents=True)
    assert (list(shelf.shelved()[0]), shelf.shelved()[1]) == (SHIPPED, [])
    (tmp_path / "sweeps" / "mine").symlink_to(shelf.SHIPPED / NAME)
    assert list(shelf.shelved()[0]) == [*SHIPPED, "mine"]


@pytest.mark.parametrize("text", ["", "{}", "3", '{"format": 2}'])
def test_a_broken_sweep_is_told_and_the_others_are_still_there(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("before", "broken", "mine"):
        shutil.copytree(shelf.SHIPPED / NAME, Path("sweeps") / name)
    Path("sweeps/broken/identity.json").write_text(text)
    finished, (why,) = shelf.shelved()
    assert list(finished) == [*SHIPPED, "before", "mine"]
    assert "identity.json" in why


def test_a_sweep_that_was_replaced_has_its_own_rows_and_axes(tmp_path):
    folder = tmp_path / "first"
    for name in [*SHIPPED, SHIPPED[0]]:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(shelf.SHIPPED / name, folder)
        asked = load_sweep(CONFIGS / f"{name}.toml")
        found = shelf.found(folder)
        assert found.varied == tuple(asked.varied)
        assert set(found.varied) <= set(found.rows)
        before = shelf.scenario(found, 3).resolved()
        shutil.rmtree(folder)
        assert shelf.scenario(found, 3).resolved() == before  # the point that was on the page


def test_a_sweep_that_is_replaced_while_it_is_read_is_not_mixed(tmp_path, monkeypatch):
    folder = shutil.copytree(shelf.SHIPPED / SHIPPED[0], tmp_path / "first")
    mark, opened = sweeps.opened(folder).mark, sweeps.opened

    def replaced(folder):
        store = opened(folder)
        shutil.rmtree(folder)
        shutil.copytree(shelf.SHIPPED / SHIPPED[1], folder)
        return store

    monkeypatch.setattr(sweeps, "opened", replaced)
    with pytest.raises(ts.Mistake, match=r"damaged|another sweep has just come"):
        shelf.remembered(folder, mark)


def test_every_place_is_a_cell_with_its_mean(page):
    cells = page.locator("[data-cell]")
    expected = means("secure")
    assert cells.count() == len(expected)
    for i in range(cells.count()):
        cell = cells.nth(i)
        point = int(cell.get_attribute("data-cell"))
        assert float(cell.inner_text()) == pytest.approx(expected[point], abs=0.0051)


def test_the_cells_have_the_same_colours_in_the_dark(page, browser, dashboard):
    cells = "[...document.querySelectorAll('[data-cell]')]"
    colours = f"{cells}.map(cell => getComputedStyle(cell).background)"
    light = page.evaluate(colours)
    with looking(browser, dashboard, "/sweeps", storage_state=dark(dashboard)) as other:
        other.wait_for_selector("[data-cell]")
        assert other.locator(".theme--dark").count()
        assert other.evaluate(colours) == light


def test_another_measure_is_another_map(page):
    page.select_option("select[aria-label='Show']", "disorganised")
    page.wait_for_selector("h2:has-text('disorganised, by')")
    expected = means("disorganised")
    assert float(page.inner_text("[data-cell='20']")) == pytest.approx(expected[20], abs=0.0051)


def test_one_thing_that_was_varied_is_a_line(page):
    page.select_option("select[aria-label='upwards']", "caregiver.fright")
    page.wait_for_selector("h2:text-is('secure, by caregiver fright')")
    page.click("text=As a figure")
    page.wait_for_function("(document.querySelector('.ts-figure img') || {}).naturalWidth > 100")


def test_a_point_can_be_pressed_and_taken_to_the_other_pages(page):
    page.click("[data-cell='23']")
    page.wait_for_selector("text=caregiver fright at 0.4, caregiver mentalising at 0.7")
    assert float(page.inner_text("[data-point='secure']")) == pytest.approx(
        means("secure")[23], abs=0.00051
    )
    press(page, "Take it to the other pages")
    page.wait_for_selector("h2:has-text('This set-up: Fright by mentalising')")
    page.wait_for_selector("[role=status]:has-text('with the visits that they need (home_obs')")
    page.get_by_role("link", name="Nursery").click()
    page.wait_for_selector("[data-value='caregiver.mentalising']:has-text('more than 70%')")
    page.get_by_role("link", name="Whom do you believe?").click()
    page.wait_for_selector(".ts-bars rect")
    assert page.locator("text=which this page needs").count() == 0


def test_the_rows_can_be_taken_home(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Data (CSV)").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("point,world,measure,value")


def test_another_sweep_can_be_opened(page):
    press(page, "Sensitivity by marking")
    page.wait_for_selector("h2:has-text('caregiver marking')")
