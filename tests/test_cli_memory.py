"""`powerhouse memory`: what it prints, what programs read, and the status it exits with."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from powerhouse_site.cli import commands
from powerhouse_site.memory import FORMATS
from tests.conftest import Golden
from tests.texts import ACCELERATOR, MODEL, write_catalog

PINE = (
    MODEL.replace("Pine 7B", "Pine 8B").replace("7B", "8.03B")
    + """\
    context_window: 131072
    shape:
      layers: 32
      hidden_size: 4096
      vocabulary_size: 128256
      tied_embeddings: false
      attention: {kind: grouped-query, kv_heads: 8, head_dim: 128}
  - name: Pine 70B
    parameters: 70.554B
    context_window: 4096
    shape:
      layers: 80
      attention: {kind: grouped-query, kv_heads: 8, head_dim: 128}
  - name: Pine Next
    parameters: 30B
    shape:
      layers: 48
      attention: {kind: hybrid, kv_heads: 2, head_dim: 256}
"""
).replace("variants:", "aliases: [evergreen]\nvariants:")
CARDS = {
    "small": ACCELERATOR.replace("24", "8") + "bandwidth_gb_s: 400\n",
    "middle": ACCELERATOR + "bandwidth_gb_s: 1000\n",
    "shared": ACCELERATOR.replace("24", "128").replace("desktop", "unified") + "bandwidth_gb_s: 250\n",
}
GIB = 2**30


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a family of three variants and three accelerators."""
    files: dict[str, str | bytes] = {f"catalog/accelerators/{id}.yaml": text for id, text in CARDS.items()}
    files |= {"catalog/models/pine.yaml": PINE, "catalog/models/gpt-oss.yaml": MODEL}
    monkeypatch.chdir(write_catalog(tmp_path, files))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, ["memory", *words])


def rows(*words: str) -> list[dict[str, Any]]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["rows"]
    return found


def test_text_of_all_variants(golden: Golden) -> None:
    result = run("pine", "--precision", "bf16", "--precision", "fp8", "--precision", "q4_k_m")
    assert result.exit_code == 0
    golden.check("memory/all.txt", result.stdout)


def test_text_of_a_single_row_lists_what_holds_it(golden: Golden) -> None:
    words = ("--precision", "q8_0", "--context", "32768", "--offload", "64", "--offload-bandwidth", "80")
    result = run("pine", "--variant", "Pine 8B", *words)
    assert result.exit_code == 0
    golden.check("memory/one.txt", result.stdout)


def test_text_of_cards_batch_and_eight_bits(golden: Golden) -> None:
    result = run("pine", "--precision", "q4_k_m", "--cards", "4", "--batch", "16", "--kv-precision", "8")
    assert result.exit_code == 0
    golden.check("memory/cards.txt", result.stdout)


def test_json(golden: Golden) -> None:
    result = run("pine", "--precision", "q4_k_m", "--context", "8192", "--offload", "64", "--format", "json")
    assert result.exit_code == 0
    golden.check("memory/rows.json", result.stdout)


def test_a_row_has_the_keys_of_the_contract() -> None:
    [row] = rows("pine", "--variant", "Pine 8B", "--precision", "bf16", "--context", "4096", "--batch", "2")
    assert {key: row[key] for key in ("model", "variant", "precision", "context", "batch")} == {
        "model": "pine", "variant": "Pine 8B", "precision": "bf16", "context": 4096, "batch": 2
    }  # fmt: skip
    assert row["weights_gib"] == 16_060_000_000 / GIB
    assert row["kv_cache_gib"] == 1.0
    assert row["overhead_gib"] == 803_000_000 / GIB
    assert row["total_gib"] == pytest.approx(row["weights_gib"] + row["kv_cache_gib"] + row["overhead_gib"])
    assert row["fits"] == ["middle", "shared"]
    assert row["may_fit"] == []
    assert row["reasons"] == {}
    assert all(isinstance(text, str) for text in row["assumptions"])


def test_bytes_are_whole() -> None:
    [row] = rows("pine", "--variant", "Pine 8B", "--precision", "q4_k_m")
    assert [type(row[f"{name}_bytes"]) for name in ("weights", "kv_cache", "overhead", "total")] == [int] * 4
    assert row["weights_bytes"] / GIB == row["weights_gib"]


def test_without_options_every_variant_in_every_format() -> None:
    found = rows("pine")
    assert [(row["variant"], row["precision"]) for row in found] == [
        (name, format) for name in ("Pine 8B", "Pine 70B", "Pine Next") for format in FORMATS
    ]
    assert [row["context"] for row in found[:: len(FORMATS)]] == [8192, 4096, 8192]


def test_beyond_its_context_nothing_fits_and_the_reason_is_given() -> None:
    [row] = rows("pine", "--variant", "Pine 70B", "--precision", "q2_k", "--context", "4097")
    assert row["kv_cache_gib"] is row["total_gib"] is row["total_bytes"] is None
    assert row["reasons"]["kv_cache_gib"] == row["reasons"]["total_gib"] == "beyond its context of 4,096"
    assert row["weights_gib"] > 0
    assert row["fits"] == row["may_fit"] == []
    assert "KV cache: beyond its context of 4,096" in row["assumptions"]


def test_what_is_not_known_may_fit_and_never_fits() -> None:
    [row] = rows("pine", "--variant", "Pine Next", "--precision", "q4_k_m", "--offload", "64")
    assert row["kv_cache_gib"] is row["total_gib"] is None
    assert row["reasons"]["kv_cache_gib"] == "not known without its full-attention layers and state bytes"
    assert (row["fits"], row["may_fit"], row["offload"]) == ([], ["middle", "shared"], {})
    assert row["reasons"]["offload"] == row["reasons"]["kv_cache_gib"]
    assert row["decoding_upper_bound"] == {}


def test_the_upper_bound_of_speed_is_given_for_what_holds_it() -> None:
    [row] = rows("pine", "--variant", "Pine 8B", "--precision", "fp8", "--context", "1024")
    read = row["weights_bytes"] * (8_030_000_000 - 128_256 * 4096) / 8_030_000_000 + row["kv_cache_bytes"]
    assert row["decoding_upper_bound"] == {"middle": round(1e12 / read, 2), "shared": round(250e9 / read, 2)}


def test_the_bandwidth_of_the_system_bounds_the_speed_of_divided_layers() -> None:
    words = ("pine", "--variant", "Pine 8B", "--precision", "q8_0", "--offload", "64")
    [row] = rows(*words, "--offload-bandwidth", "50.5")
    division, read = row["offload"]["small"], row["weights_bytes"] * (8.03e9 - 128_256 * 4096) / 8.03e9
    read += row["kv_cache_bytes"]
    on_card = read * division["layers_on_cards"] / 32
    assert division["decoding_upper_bound"] == round(1e9 / (on_card / 400 + (read - on_card) / 50.5), 2)
    [row] = rows(*words)
    assert "decoding_upper_bound" not in row["offload"]["small"]
    for wrong in ("0", "nan", "inf", "fast"):
        assert run("pine", "--offload", "64", "--offload-bandwidth", wrong).exit_code == 2
    result = run("pine", "--offload-bandwidth", "50")
    assert (result.exit_code, "--offload-bandwidth needs --offload" in result.output) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("--precision", "q8_0", "--precision", "BF16", "pine"),
        ("--precision", "q8_0", "fp16", "pine"),
        ("pine", "--precision", "Q8_0", "bf16", "--precision", "q8_0"),
        ("pine", "--precision=q8_0", "--precision", "f16"),
    ],
)
def test_precisions_are_named_in_any_of_the_usual_ways(words: tuple[str, ...]) -> None:
    assert [row["precision"] for row in rows(*words, "--variant", "pine 8b")] == ["q8_0", "bf16"]


def test_a_family_published_in_one_format_says_so_of_the_others() -> None:
    own, other = rows("gpt-oss", "--precision", "mxfp4", "bf16")
    words = "weights: what its bits would give; the family is published in mxfp4 only"
    assert words in other["assumptions"]
    assert words not in own["assumptions"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pin",), "Invalid value for MODEL: 'pin' is no model of the catalog; did you mean 'pine'?"),
        (("Evergreen",), "'Evergreen' is no model of the catalog; did you mean 'pine'?"),
        (("quercus",), "'quercus' is no model of the catalog\n"),
        (("pine", "--variant", "Pine 7B"), "'Pine 7B' is no variant of Pine; did you mean 'Pine 70B'?"),
        (("pine", "--variant", "quercus"), "no variant of Pine; it has Pine 8B, Pine 70B, Pine Next"),
        (("pine", "--precision", "q4km"), "'q4km' is no weight format; did you mean 'q4_k_m'?"),
        (("pine", "--precision", "quercus"), "'quercus' is no weight format; known are fp32, bf16,"),
        (("pine", "--context", "0"), "'--context': 0 is not in the range"),
        (("pine", "--batch", "0"), "'--batch': 0 is not in the range"),
        (("pine", "--cards", "none"), "'--cards': 'none' is not a valid integer"),
        (("pine", "--kv-precision", "4"), "'--kv-precision': '4' is not one of '16', '8'"),
        (("pine", "--catalog", "nowhere"), "Directory 'nowhere' does not exist"),
        ((), "Missing argument 'MODEL'"),
    ],
)
def test_what_cannot_be_worked_out_is_status_two(words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_model_with_errors_is_status_one_with_its_problems(folder: Path) -> None:
    (folder / "catalog/models/pine.yaml").write_text(PINE + "wood: soft\n", encoding="utf-8")
    result = run("pine")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "catalog/models/pine.yaml:26:1: error[unknown-field]" in result.stderr
    assert result.stderr.endswith("catalog/models/pine.yaml has errors\n")


def test_accelerators_with_errors_are_left_out_and_named(folder: Path) -> None:
    (folder / "catalog/accelerators/middle.yaml").write_text("name: [", encoding="utf-8")
    result = run("pine", "--variant", "Pine 8B", "--precision", "q4_k_m", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["rows"][0]["fits"] == ["shared", "small"]
    assert result.stderr == "left out, as powerhouse validate explains: middle\n"


def test_errors_elsewhere_do_not_matter(folder: Path) -> None:
    (folder / "catalog/models/gpt-oss.yaml").write_text("name: [", encoding="utf-8")
    result = run("pine")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_real_catalog_answers(root: Path) -> None:
    [row] = rows(
        "llama-3.1", "--catalog", str(root / "catalog"), "--variant", "Llama 3.1 70B", "--precision", "q4_k_m",
        "--context", "32768",
    )  # fmt: skip
    assert row["kv_cache_gib"] == 10
    assert row["total_gib"] == pytest.approx(51.4, abs=0.1)
    assert "nvidia-h100-sxm" in row["fits"]
    assert "nvidia-rtx-a6000" not in row["fits"]
