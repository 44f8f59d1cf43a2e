"""The files of the shipped cases are plain YAML: every reader of it reads the same values."""

from pathlib import Path

import pytest
import yaml

from phaseline.case.compose import compose
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.case.starter import starter
from phaseline.case.upgrade.plain import with_quotes

FILES = [
    *(path for name in shipped_cases() for path in sorted(case_path(name).glob("*.yaml"))),
    *sorted((Path(__file__).parents[2] / "docs" / "tutorial" / "strait").glob("*.yaml")),
]
STARTER = {name: text for name, text in starter("demo").items() if name.endswith(".yaml")}
TEXTS = {
    **{f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8") for path in FILES},
    **{f"demo/{name}": text for name, text in STARTER.items()},
}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader], ids=["pure", "c"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_reader_of_yaml_reads_the_same_values(name, loader):
    """PyYAML's own parser and that of libyaml: dates are texts, and nothing stops them."""
    ours = compose(TEXTS[name], file=name).data

    assert yaml.load(TEXTS[name], Loader=loader) == ours  # noqa: S506  # both are safe


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_left_to_be_quoted(name):
    """What the upgrade would put in quotes stands in quotes."""
    assert with_quotes(TEXTS[name]) == TEXTS[name]
